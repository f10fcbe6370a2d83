import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a vendor's API can fail. `accepts-silently`: takes the message and never answers. */
export type VendorFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly json?: unknown;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'silent' }
  | { readonly kind: 'accepts-silently' }
  | { readonly kind: 'hangs-up' };

export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface VendorAnswer {
  readonly status: number;
  readonly json: unknown;
  /** In place of the JSON. */
  readonly file?: VendorFile;
}

export interface VendorFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface VendorServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** The next requests meet these faults, in this order; null: answered. */
  failNext(...faults: readonly (VendorFault | null)[]): void;
  /** Every request meets this fault until it is null. */
  failAlways(fault: VendorFault | null): void;
  /** Answers only after so many milliseconds. */
  delayMs: number;
  close(): Promise<void>;
}

/** A vendor's API on a free port of this machine. */
export async function startVendorServer(
  answer: (request: VendorRequest) => Promise<VendorAnswer> | VendorAnswer,
  /** Requests that faults pass over, such as those for a token. */
  isSpared: (request: VendorRequest) => boolean = () => false,
): Promise<VendorServer> {
  const next: (VendorFault | null)[] = [];
  let always: VendorFault | null = null;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const address = new URL(incoming.url ?? '/', 'http://vendor');
      const request = {
        method: incoming.method ?? 'GET',
        path: address.pathname,
        query: address.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      };
      const fault = () => (next.length > 0 ? (next.shift() ?? null) : always);
      void serve(request, response, isSpared(request) ? null : fault());
    });
  });

  async function serve(request: VendorRequest, response: ServerResponse, fault: VendorFault | null): Promise<void> {
    if (made.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, made.delayMs));
    switch (fault?.kind) {
      case 'silent':
        return;
      case 'hangs-up':
        response.socket?.destroy();
        return;
      case 'status':
        send(response, { json: {}, ...fault }, fault.headers);
        return;
      default: {
        const given = await answer(request);
        if (fault === null) send(response, given);
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: VendorServer = {
    // A TCP server has an AddressInfo once it listens.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (...faults) => void next.push(...faults),
    failAlways: (fault) => {
      always = fault;
    },
    delayMs: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}

function send(
  response: ServerResponse,
  { status, json, file }: VendorAnswer,
  headers: Record<string, string> = {},
): void {
  // In two steps: beside restify in one process, writeHead returns nothing.
  response.writeHead(status, { 'content-type': file?.contentType ?? 'application/json', ...headers });
  response.end(file?.bytes ?? JSON.stringify(json));
}
