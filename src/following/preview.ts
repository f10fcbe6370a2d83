import { chooseWay, type Window } from './choose-way.ts';
import type { Candidate } from './following-store.ts';
import { isQuiet } from './quiet-hours.ts';

/** Whom an announcement would reach if it left now. */
export interface Preview {
  /** By channel, and «email». */
  readonly reached: Readonly<Record<string, number>>;
  /** Of them, those whose morning is waited for. */
  readonly afterQuietHours: number;
  /** Their app is closed and no address is confirmed: they hear it when they write. */
  readonly whenTheyWrite: number;
  readonly excluded: { readonly unsubscribed: number; readonly unconfirmed: number };
}

/** Counts, never names. `windowOf`: by conversation. */
export function previewOf(
  candidates: readonly Candidate[],
  windowOf: (conversation: string) => Window,
  now: Date,
): Preview {
  const reached: Record<string, number> = {};
  let afterQuietHours = 0;
  let whenTheyWrite = 0;
  const excluded = { unsubscribed: 0, unconfirmed: 0 };
  // Two conversations of one address get one message.
  const addresses = new Set<string>();
  for (const { follower, hasEnded, isUnconfirmed } of candidates) {
    if (hasEnded) {
      excluded.unsubscribed += 1;
      continue;
    }
    if (isUnconfirmed && follower.way === 'email') {
      excluded.unconfirmed += 1;
      continue;
    }
    if (follower.email !== null) {
      if (addresses.has(follower.email)) continue;
      addresses.add(follower.email);
    }
    const way = chooseWay(follower, windowOf(follower.conversation));
    if (way === 'hold') {
      whenTheyWrite += 1;
      continue;
    }
    const key = way === 'email' ? 'email' : follower.channel;
    reached[key] = (reached[key] ?? 0) + 1;
    if (isQuiet(now, follower.timeZone)) afterQuietHours += 1;
  }
  return { reached, afterQuietHours, whenTheyWrite, excluded };
}
