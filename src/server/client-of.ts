import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

export interface Client {
  readonly ip: string;
  /** Scheme and host as the client sees them. */
  readonly baseUrl: string;
}

/** X-Forwarded-* is believed only when `trustsProxy`: anybody can send it. The last address is the proxy's own word. */
export function clientOf(request: IncomingMessage, trustsProxy: boolean): Client {
  const ownScheme = request.socket instanceof TLSSocket ? 'https' : 'http';
  const ownHost = request.headers.host ?? 'localhost';
  const ownIp = request.socket.remoteAddress ?? 'unknown';
  if (!trustsProxy) return { ip: ownIp, baseUrl: `${ownScheme}://${ownHost}` };
  const scheme = lastOf(request.headers['x-forwarded-proto']) === 'https' ? 'https' : ownScheme;
  const host = lastOf(request.headers['x-forwarded-host']) ?? ownHost;
  return { ip: lastOf(request.headers['x-forwarded-for']) ?? ownIp, baseUrl: `${scheme}://${host}` };
}

function lastOf(header: string | string[] | undefined): string | undefined {
  const last = (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim();
  return last === '' ? undefined : last;
}
