import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';

/** A turn ends within half of this, so a message that waits longer was left by a process that has died. */
export const CUT_OFF_MS = 60_000;

/** Runs what was left unanswered in every channel, or what was said before this instant; resolves to its number. */
export type Recover = (before?: Date) => Promise<number>;

/** Where several processes share a database, one may die while the others live: they run what it left. */
export function keepRecovering(recover: Recover, clock: Clock, log: Log): () => void {
  const timer = setInterval(() => {
    recover(new Date(clock().getTime() - CUT_OFF_MS)).then(
      (recovered) => {
        if (recovered > 0) log.info({ recovered }, 'messages that another process left are answered now');
      },
      (error: unknown) => log.error({ error }, 'messages that another process left could not be looked for'),
    );
  }, CUT_OFF_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
