import { z } from 'zod';
import type { SendReason } from '../../domain/send-error.ts';

/** What came of one call. Their refusals are answers too: HTTP 200 with an errcode. */
export type ApiAnswer =
  /** errcode 0: done. `body` is the JSON object, to be parsed by whoever asked. */
  | { readonly kind: 'answered'; readonly errcode: number; readonly body: unknown }
  /** Whether it was done is not known. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly error: SendReason; readonly afterSeconds?: number };

const answerSchema = z.looseObject({ errcode: z.int().default(0) });

/**
 * One call of their API, POST when there is a body. Never rejects. Texts go as UTF-8, for «\u» escapes are shown to the
 * visitor as they are.
 */
export async function callApi(url: string, body: unknown, timeoutMs: number): Promise<ApiAnswer> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      }),
      // The address holds the access token: it goes nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return unreachable(`http-${response.status}`, 'no answer that can be read', response.headers.get('retry-after'));
    }
    const parsed = answerSchema.safeParse(await response.json());
    if (!parsed.success) return unreachable('unreadable', 'an answer of another form');
    return { kind: 'answered', errcode: parsed.data.errcode, body: parsed.data };
  } catch (error) {
    if (error instanceof SyntaxError) return unreachable('unreadable', 'an answer that is no JSON');
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    return unreachable(isTimeout ? 'timeout' : 'network', 'no answer');
  }
}

function unreachable(code: string, error: SendReason, retryAfter: string | null = null): ApiAnswer {
  const seconds = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? { afterSeconds: Number(retryAfter) } : {};
  return { kind: 'unreachable', code, error, ...seconds };
}
