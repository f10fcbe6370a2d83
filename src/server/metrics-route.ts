import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from './metrics.ts';
import type { Route } from './route.ts';

/** /metrics for Prometheus; behind a bearer token when one is configured. */
export function metricsRoute(metrics: Metrics, token: string | undefined): Route {
  return {
    method: 'get',
    path: '/metrics',
    body: 'none',
    origins: 'any',
    isLimited: false,
    handle: async ({ headers }) => {
      if (token !== undefined && !isSame(headers.authorization ?? '', `Bearer ${token}`)) {
        return { kind: 'refusal', status: 401, code: 'Unauthorized', key: 'error.unauthorized' };
      }
      const { contentType, text } = await metrics.scrape();
      return { kind: 'content', status: 200, content: text, headers: { 'Content-Type': contentType } };
    },
  };
}

/** Compared as digests, so that neither content nor length shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
