import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limit, LimitVerdict } from './route.ts';

/** `perMinute` uses per key in any minute; 0 switches the limit off. */
export function createLimit(perMinute: number): Limit {
  if (perMinute === 0) return () => Promise.resolve({ isAllowed: true, waitSeconds: 0, headers: {} });
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (key) => {
    try {
      return verdictOf(await limiter.consume(key), perMinute, true);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return verdictOf(refused, perMinute, false);
      throw refused;
    }
  };
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ in the form that clients know (draft 6). */
function verdictOf(state: RateLimiterRes, limit: number, isAllowed: boolean): LimitVerdict {
  const waitSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const headers = {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
    'RateLimit-Reset': String(waitSeconds),
  };
  return { isAllowed, waitSeconds, headers: isAllowed ? headers : { ...headers, 'Retry-After': String(waitSeconds) } };
}
