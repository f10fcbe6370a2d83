import type { Storage } from '../adapters/storage/create-storage.ts';
import { MESSENGER_POLICY } from '../channels/messenger/policy.ts';
import { CONSOLE_POLICY } from '../console/policy.ts';
import { type Clock, DAY_MS } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';

/** Conversations are kept 180 days after their last message (docs/answering.md; told in the welcome). */
const RETENTION_DAYS = 180;

/** 24 months after the end of a case, as dialogs/consent.yaml says. */
const CASE_RETENTION_DAYS = 730;
/** What was sent is kept long enough to look into a complaint. */
const SENT_RETENTION_DAYS = 30;

/** Deletes what is past its time, now and once a day. Returns how to stop. */
export function keepRetention(storage: Storage, clock: Clock, log: Log): () => void {
  const purge = (): void => {
    const nowMs = clock().getTime();
    const old = {
      sessions: new Date(nowMs - CONSOLE_POLICY.sessionMaxMs),
      events: new Date(nowMs - CONSOLE_POLICY.eventDays * DAY_MS),
    };
    storage.accounts
      .purge(old)
      .catch((error: unknown) =>
        log.error({ error }, 'sessions and account events past their time could not be deleted'),
      );
    storage.tickets
      .purge(new Date(nowMs - CASE_RETENTION_DAYS * DAY_MS))
      .catch((error: unknown) => log.error({ error }, 'cases past their retention could not be emptied'));
    storage.outbox
      .purge(new Date(nowMs - SENT_RETENTION_DAYS * DAY_MS))
      .catch((error: unknown) => log.error({ error }, 'sent notices past their retention could not be deleted'));
    storage.following
      .purge(new Date(nowMs), new Date(nowMs - RETENTION_DAYS * DAY_MS))
      .catch((error: unknown) => log.error({ error }, 'what followers were told long ago could not be deleted'));
    storage.addresses
      .purge(new Date(nowMs - MESSENGER_POLICY.repeatsKnownMs))
      .catch((error: unknown) => log.error({ error }, 'handled events past their time could not be deleted'));
    storage.purge(new Date(nowMs - RETENTION_DAYS * DAY_MS)).then(
      (conversations) => {
        if (conversations > 0) log.info({ conversations }, 'deleted conversations past their retention');
      },
      (error: unknown) => log.error({ error }, 'conversations past their retention could not be deleted'),
    );
  };
  purge();
  const timer = setInterval(purge, DAY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
