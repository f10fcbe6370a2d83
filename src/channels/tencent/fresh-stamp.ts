import type { Clock } from '../../domain/clock.ts';
import { TENCENT_POLICY } from './policy.ts';

/** Whether a callback's timestamp (seconds) is near enough to now; what is no timestamp is not. */
export function isFresh(timestamp: string, clock: Clock): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(clock().getTime() - Number(timestamp) * 1000) <= TENCENT_POLICY.replayWindowMs;
}
