import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limit, LimitVerdict } from './route.ts';

/** `uses` per key in any window (a minute when nothing is said); 0 switches the limit off. */
export function createLimit(uses: number, windowSeconds = 60): Limit {
  if (uses === 0)
    return () => Promise.resolve({ isAllowed: true, waitSeconds: 0, headers: {}, giveBack: () => Promise.resolve() });
  const limiter = new RateLimiterMemory({ points: uses, duration: windowSeconds });
  return async (key) => {
    const giveBack = async () => {
      await limiter.reward(key, 1);
    };
    try {
      return { ...verdictOf(await limiter.consume(key), uses, true), giveBack };
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return { ...verdictOf(refused, uses, false), giveBack };
      throw refused;
    }
  };
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ in the form that clients know (draft 6). */
function verdictOf(state: RateLimiterRes, limit: number, isAllowed: boolean): Omit<LimitVerdict, 'giveBack'> {
  const waitSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const headers = {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
    'RateLimit-Reset': String(waitSeconds),
  };
  return { isAllowed, waitSeconds, headers: isAllowed ? headers : { ...headers, 'Retry-After': String(waitSeconds) } };
}
