import type { IncomingHttpHeaders } from 'node:http';
import { CONSOLE_POLICY } from '../policy.ts';

const NAME = 'goglobal_console';

/** The session's id as the browser sends it back. */
export function readSessionCookie(headers: IncomingHttpHeaders): string | undefined {
  return new RegExp(`(?:^|;\\s*)${NAME}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1];
}

/** Strict: no other site can make the browser send it. It ends with the session at the latest. */
export function sessionCookie(id: string, baseUrl: string): string {
  return cookie(id, CONSOLE_POLICY.sessionMaxMs / 1000, baseUrl);
}

export function endedSessionCookie(baseUrl: string): string {
  return cookie('', 0, baseUrl);
}

function cookie(value: string, maxAgeSeconds: number, baseUrl: string): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${NAME}=${value}; Path=/console; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`;
}
