import type { Language } from '../../languages.ts';
import { type Session, sessionOf } from '../connection/session.ts';

/** POST /v3/directline/moves (docs/api.md). */
export interface Offer {
  readonly code: string;
  /** UTC instant, ISO 8601. */
  readonly expiresAt: string;
  readonly apps: readonly {
    readonly app: string;
    readonly url: string | null;
    readonly qr: string | null;
    readonly account: string | null;
  }[];
  readonly carries: { readonly form: boolean; readonly case: string | null };
}

/** `words`: why not, in the visitor's language; null when nothing was heard. */
export type Failed = { readonly kind: 'failed'; readonly words: string | null };

/** A code for the conversation of this token; it ends the one before. */
export async function makeOffer(
  token: string,
  language: Language,
): Promise<{ readonly kind: 'offered'; readonly offer: Offer } | Failed> {
  const answer = await post('/v3/directline/moves', undefined, language, { Authorization: `Bearer ${token}` });
  // Our own server's answer: its shape is tested there.
  return answer.kind === 'answered' ? { kind: 'offered', offer: answer.json as Offer } : answer;
}

/** Brings the code's conversation to this browser. */
export async function comeBack(
  code: string,
  language: Language,
): Promise<{ readonly kind: 'came'; readonly session: Session } | Failed> {
  const answer = await post('/api/moves', { code, language }, language);
  if (answer.kind === 'failed') return answer;
  const session = sessionOf(answer.json);
  return session === undefined ? { kind: 'failed', words: null } : { kind: 'came', session };
}

const TIMEOUT_MS = 15_000;

async function post(
  path: string,
  body: unknown,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly kind: 'answered'; readonly json: unknown } | Failed> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const json: unknown = await response.json();
    if (response.ok) return { kind: 'answered', json };
    const { error } = json as { readonly error?: { readonly message?: string } };
    return { kind: 'failed', words: error?.message ?? null };
  } catch {
    return { kind: 'failed', words: null };
  }
}
