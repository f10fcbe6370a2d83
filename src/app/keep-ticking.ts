import type { Log } from '../domain/log.ts';
import type { TicketEventKind } from '../domain/ticket.ts';
import type { Cases } from './cases/cases.ts';

/** After these somebody may have to be asked at once, and not at the next look. */
export const ASKS_AGAIN: readonly TicketEventKind[] = [
  'opened',
  'released',
  'transferred',
  'passed-on',
  'reopened',
  'woken',
];

/** Cases that nobody accepted go on to the next desk, snoozed ones wake. */
const TICK_MS = 60_000;

/** Looks through waiting cases by the clock; nudge looks at once, outside the change that asks for it. */
export function keepTicking(
  cases: () => Cases | null,
  log: Log,
): { readonly nudge: () => void; readonly stop: () => void } {
  let isStopped = false;
  const tick = (): void => {
    if (isStopped) return;
    cases()
      ?.handoff.tick()
      .catch((error: unknown) => log.error({ error }, 'waiting cases could not be looked through'));
  };
  const timer = setInterval(tick, TICK_MS);
  timer.unref();
  return {
    // Not within the change that asks for it.
    nudge: () => void setImmediate(tick),
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
