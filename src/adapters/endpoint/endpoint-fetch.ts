/** An endpoint answered, but not with success. What it wrote stays out: it may repeat a key or a question. */
export class EndpointRefusal extends Error {
  readonly status: number;
  /** How long it asks to be left alone; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, retryAfterMs: number | null) {
    super(`HTTP ${status}`);
    this.name = 'EndpointRefusal';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * fetch for a configured model: the body included, it takes at most `timeoutMs` (rejects with the DOMException
 * "TimeoutError"); rejects with EndpointRefusal unless the status is 2xx, redirects included, for they would carry the
 * key elsewhere.
 */
export function createEndpointFetch(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const given = init?.signal ?? null;
    const signal = given === null ? limit : AbortSignal.any([given, limit]);
    const response = await fetch(input, { ...init, signal, redirect: 'manual' });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new EndpointRefusal(response.status, readRetryAfter(response.headers.get('retry-after'), Date.now()));
  };
}

/** Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after) as milliseconds from now, at least 0. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = header.trim();
  if (/^\d+(\.\d+)?$/.test(seconds)) return Number(seconds) * 1000;
  const date = Date.parse(seconds);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
