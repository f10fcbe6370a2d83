import type { Language } from '../../languages.ts';

/** What POST /api/session hands out. The cookie beside it decides which conversation it is. */
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly userId: string;
  /** Seconds until the token ends. */
  readonly expiresIn: number;
  /** Messaging apps in which the conversation can go on. */
  readonly apps: readonly string[];
}

export type SessionResult =
  | { readonly kind: 'opened'; readonly session: Session }
  /** Too many requests: come back in `waitSeconds`. */
  | { readonly kind: 'busy'; readonly waitSeconds: number }
  | { readonly kind: 'unreachable' };

const TIMEOUT_MS = 15_000;
const DEFAULT_WAIT_SECONDS = 20;

/** `restart` begins a new conversation; otherwise the cookie's goes on, if there is one. */
export async function openSession(language: Language, restart: boolean): Promise<SessionResult> {
  try {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(restart ? { language, restart } : { language }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429) return { kind: 'busy', waitSeconds: waitSecondsOf(response.headers) };
    if (!response.ok) return { kind: 'unreachable' };
    const session = sessionOf(await response.json());
    return session === undefined ? { kind: 'unreachable' } : { kind: 'opened', session };
  } catch {
    // No network, a time-out or something that is not JSON: all mean «try again later».
    return { kind: 'unreachable' };
  }
}

function waitSecondsOf(headers: Headers): number {
  const seconds = Number(headers.get('Retry-After') ?? headers.get('RateLimit-Reset'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), 120) : DEFAULT_WAIT_SECONDS;
}

/** undefined for anything that is no session. */
export function sessionOf(body: unknown): Session | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { token, conversationId, userId, expiresIn, apps } = body as Record<string, unknown>;
  if (typeof token !== 'string' || typeof conversationId !== 'string') return undefined;
  return {
    token,
    conversationId,
    userId: typeof userId === 'string' ? userId : '',
    expiresIn: typeof expiresIn === 'number' ? expiresIn : 1800,
    apps: Array.isArray(apps) ? apps.filter((app) => typeof app === 'string') : [],
  };
}
