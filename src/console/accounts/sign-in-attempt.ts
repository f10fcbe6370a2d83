import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CONSOLE_POLICY } from '../policy.ts';
import type { SignInSecrets } from './identity-provider.ts';

/** Somebody left for the identity provider. Kept by the digest of a random id that only that browser has. */
export interface SignInAttempt extends SignInSecrets {
  readonly idHash: string;
  /** Path within the console. */
  readonly returnTo: string;
  readonly begunAt: string;
}

/** One cookie per attempt: two tabs may be on their way at once. */
const NAME = 'goglobal_sign_in_';
const MARK_LENGTH = 8;

/** The id that the browser holds for the attempt with this state; undefined when it began none. */
export function readAttemptCookie(headers: IncomingHttpHeaders, state: string): string | undefined {
  const mark = state.slice(0, MARK_LENGTH);
  if (!/^[\w-]{8}$/.test(mark)) return undefined;
  return new RegExp(`(?:^|;\\s*)${NAME}${mark}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1];
}

/** Lax: the browser comes back from another site, and Strict would drop it. */
export function attemptCookie(state: string, id: string, baseUrl: string): string {
  return cookie(state, id, CONSOLE_POLICY.attemptMs / 1000, baseUrl);
}

export function endedAttemptCookie(state: string, baseUrl: string): string {
  return cookie(state, '', 0, baseUrl);
}

export function hashAttemptId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function cookie(state: string, value: string, maxAgeSeconds: number, baseUrl: string): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  const name = `${NAME}${state.slice(0, MARK_LENGTH)}`;
  return `${name}=${value}; Path=/console/api/oidc; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}
