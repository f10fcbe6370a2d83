/** Attempts after which an entry is dead until somebody replays it: by then about two and a half hours have passed. */
export const MAX_ATTEMPTS = 12;
/**
 * What was on its way so often when the process died may be why it died: the next start lets its lease run out instead
 * of sending it at once, so that a process that dies every second does not use up all attempts in a few.
 */
export const PROMPT_ATTEMPTS = 6;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 3600;
/** A receiver's own wish counts for more than our schedule, but not for ever. */
const LONGEST_ASKED_SECONDS = 24 * 3600;
/** Waits are up to this share longer, so that many entries that failed together are not tried together. */
const JITTER = 0.2;

/**
 * Seconds until the next attempt after `attempts` failed ones (from 1): 5, 10, 20 … up to an hour; null: no more.
 * `chance` is from 0 to below 1.
 */
export function backOffSeconds(attempts: number, chance: number, askedSeconds = 0): number | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  const wait = FIRST_WAIT_SECONDS * 2 ** (attempts - 1) * (1 + JITTER * chance);
  return Math.max(Math.min(wait, LONGEST_WAIT_SECONDS), Math.min(askedSeconds, LONGEST_ASKED_SECONDS));
}
