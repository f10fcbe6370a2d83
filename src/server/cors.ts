import type { IncomingMessage, ServerResponse } from 'node:http';

/** What DirectLineJS asks for in its preflight (measured, directlinejs 0.15.8), and our own Idempotency-Key. */
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, Accept-Language, X-Requested-With, X-Ms-Bot-Agent, Idempotency-Key';
const EXPOSED_HEADERS = 'RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After';
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/**
 * Marks the response as readable by an allowed page. Set before anything else happens: an error without these headers
 * reaches DirectLineJS as "no network", which it retries for a quarter of an hour.
 */
export function setCorsHeaders(request: IncomingMessage, response: ServerResponse): void {
  const origin = request.headers.origin;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
}

export function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': ALLOWED_HEADERS,
    'Access-Control-Max-Age': PREFLIGHT_MAX_AGE_SECONDS,
  });
  response.end();
}
