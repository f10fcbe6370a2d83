import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { OutboxKind, StoredOutboxEntry } from '../domain/outbox.ts';
import { within } from '../domain/within.ts';
import { backOffSeconds, MAX_ATTEMPTS } from './back-off.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { Sender, SendOutcome } from './sender.ts';

export interface OutboxWorker {
  start(): void;
  /** Something was written: look now instead of at the next poll. */
  nudge(): void;
  /** Takes nothing more; resolves when what is on its way has arrived or failed (at most `sendTimeoutMs`). */
  stop(): Promise<void>;
}

export interface OutboxWorkerOptions {
  readonly store: OutboxStore;
  /** Entries of a kind without a sender are left where they are. */
  readonly senders: Partial<Readonly<Record<OutboxKind, Sender>>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Entries of one kind that are on their way at the same time: a dead mail server holds up mails only. */
  readonly concurrency?: number;
  /** How often the outbox is looked into without a nudge: for entries whose time has come. */
  readonly pollMs?: number;
  /** When an attempt counts as failed, whatever its sender is waiting for. */
  readonly sendTimeoutMs?: number;
  /** How long a taken entry stays ours. Longer than an attempt, or two workers would send it. */
  readonly leaseMs?: number;
  readonly random?: () => number;
  /** An entry failed, or one that had failed has arrived: what `troubled` lists is different now. Must not throw. */
  readonly onTrouble?: () => void;
}

/**
 * Sends what is in the outbox, each entry at least once: it is settled after it was sent, so a stop in between sends it
 * again when the lease has run out. What fails is tried again by the back-off rule. Nothing here throws.
 */
export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { pollMs = 1000 } = options;
  const kinds = (Object.keys(options.senders) as OutboxKind[]).flatMap((kind) => {
    const sender = options.senders[kind];
    return sender === undefined ? [] : [createLine(options, kind, sender)];
  });
  const look = () => {
    for (const line of kinds) line.look();
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      timer ??= setInterval(look, pollMs);
      look();
    },
    nudge() {
      if (timer !== undefined) look();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await Promise.all(kinds.map((line) => line.stop()));
    },
  };
}

/** Everything of one kind. */
function createLine(options: OutboxWorkerOptions, kind: OutboxKind, sender: Sender) {
  const { store, clock, log, concurrency = 4, leaseMs = 60_000 } = options;
  const deliver = createDelivery(options, sender);
  const onTheirWay = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;

  function look(): void {
    isWanted = true;
    isStopped = false;
    looking ??= takeAll().finally(() => {
      looking = null;
      // Asked for between the last round and here.
      if (isWanted && !isStopped) look();
    });
  }

  async function takeAll(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      const free = concurrency - onTheirWay.size;
      if (free > 0) for (const entry of await take(free)) send(entry);
    }
  }

  async function take(limit: number): Promise<readonly StoredOutboxEntry[]> {
    const now = clock();
    try {
      // When the clock is set forward, or the machine slept, a lease runs out while its entry is still on its way.
      return await store.take(kind, now, new Date(now.getTime() + leaseMs), limit, [...onTheirWay.keys()]);
    } catch (err) {
      log.warn({ err, kind }, 'the outbox could not be read');
      return [];
    }
  }

  function send(entry: StoredOutboxEntry): void {
    const delivery = deliver(entry).then(() => {
      onTheirWay.delete(entry.id);
      // A place is free, and the next of this lane may go.
      if (!isStopped) look();
    });
    onTheirWay.set(entry.id, delivery);
  }

  return {
    look,
    async stop() {
      isStopped = true;
      await looking;
      await Promise.all(onTheirWay.values());
    },
  };
}

/** One attempt, and its outcome written down. Never rejects. */
function createDelivery(options: OutboxWorkerOptions, sender: Sender) {
  const { store, clock, log, sendTimeoutMs = 45_000, random = Math.random, onTrouble } = options;
  return async (entry: StoredOutboxEntry): Promise<void> => {
    const about = { entry: entry.id, kind: entry.kind, attempt: entry.attempts };
    const outcome = await attempt(entry);
    try {
      if (outcome.kind === 'sent' || outcome.kind === 'settled') {
        await store.settle(entry.id, clock());
        log.info(about, outcome.kind === 'sent' ? 'sent' : 'not to be sent any more');
        if (entry.lastError !== null) onTrouble?.();
        return;
      }
      const wait = outcome.kind === 'dead' ? null : backOffSeconds(entry.attempts, random(), outcome.afterSeconds);
      await store.fail(entry.id, outcome.error, wait === null ? null : new Date(clock().getTime() + wait * 1000));
      onTrouble?.();
      if (wait === null) log.error({ ...about, error: outcome.error }, 'not sent, given up: replay it in the console');
      else log.warn({ ...about, error: outcome.error, againInSeconds: Math.round(wait) }, 'not sent, tried again');
    } catch (err) {
      // The lease runs out and it is sent again: at least once.
      log.warn({ ...about, err }, 'the outcome of sending could not be stored');
    }
  };

  async function attempt(entry: StoredOutboxEntry): Promise<SendOutcome> {
    // Only an entry whose attempts ended with the process gets here.
    if (entry.attempts > MAX_ATTEMPTS) return { kind: 'dead', error: `no attempt of ${MAX_ATTEMPTS} came to an end` };
    try {
      return (await within(sendTimeoutMs, sender(entry))) ?? { kind: 'retry', error: 'no end in time' };
    } catch (err) {
      log.error({ err, entry: entry.id, kind: entry.kind }, 'a sender threw');
      return { kind: 'retry', error: 'the sender failed' };
    }
  }
}
