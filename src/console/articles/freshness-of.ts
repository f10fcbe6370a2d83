import { daysBetween } from '../../domain/clock.ts';
import type { Freshness } from '../api.ts';
import { CONSOLE_POLICY } from '../policy.ts';

/** How an article stands on a day. It is withheld when it has faults that keep it out, or its last day has passed. */
export function freshnessOf(
  article: { readonly reviewBy: string | null; readonly validUntil: string | null; readonly isLeftOut: boolean },
  today: string,
): Freshness {
  const { reviewBy, validUntil, isLeftOut } = article;
  if (isLeftOut || reviewBy === null || (validUntil !== null && validUntil < today)) return 'withheld';
  if (reviewBy < today) return 'overdue';
  return daysBetween(today, reviewBy) <= CONSOLE_POLICY.dueWithinDays ? 'due' : 'fresh';
}
