import type { Language } from '../languages.ts';

/** What POST /api/cases/status and /withdraw say: the server's CaseStatus, as far as this page reads it. */
export interface CaseStatus {
  readonly number: string;
  readonly state: string;
  readonly desk: string;
  readonly promisedBy: string | null;
  readonly openedAt: string;
  readonly lastMessageAt: string | null;
  readonly queuePosition: number | null;
  /** Weekly hours in words; absent: the server is older than this page. */
  readonly officeHours?: string;
  readonly asOf: string;
}

export type CaseAnswer =
  | { readonly kind: 'case'; readonly status: CaseStatus }
  /** In the server's words: wrong number or code, too many tries, too late. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'unreachable' };

export interface CaseKey {
  readonly number: string;
  readonly code: string;
}

const TIMEOUT_MS = 15_000;

export async function askServer(
  what: 'status' | 'withdraw',
  { number, code }: CaseKey,
  language: Language,
): Promise<CaseAnswer> {
  try {
    const response = await fetch(`/api/cases/${what}`, {
      method: 'POST',
      // The words come in the language of the page, whatever the browser prefers.
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
      body: JSON.stringify({ number, code }),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    if (response.ok && isStatus(body)) return { kind: 'case', status: body };
    const words = wordsOf(body);
    return response.ok || words === undefined ? { kind: 'unreachable' } : { kind: 'refused', words };
  } catch {
    // No network, a time-out or something that is not JSON.
    return { kind: 'unreachable' };
  }
}

function isStatus(body: unknown): body is CaseStatus {
  if (typeof body !== 'object' || body === null) return false;
  const { number, state, desk, openedAt, asOf } = body as Record<string, unknown>;
  return [number, state, desk, openedAt, asOf].every((field) => typeof field === 'string');
}

function wordsOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { error } = body as { readonly error?: { readonly message?: unknown } };
  return typeof error?.message === 'string' ? error.message : undefined;
}
