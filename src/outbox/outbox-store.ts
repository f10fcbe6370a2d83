import type { OutboxEntry, OutboxKind, StoredOutboxEntry } from '../domain/outbox.ts';
import type { SendError } from '../domain/send-error.ts';

/**
 * The one table of what still has to leave. Entries are written by the stores of those who cause them, in their
 * transaction. Every method rejects with OutageError "storage_unavailable" when the store is down.
 */
export interface OutboxStore {
  /** For senders without a transaction of their own. An id that is there already is left out. */
  add(entries: readonly OutboxEntry[]): Promise<void>;
  /**
   * Takes up to `limit` due entries of this kind and leases them until `leaseUntil`: no other worker gets them before
   * then. A worker that dies gives them back by the lease running out. Of each lane only the oldest waiting entry can be
   * taken: while it is leased or waits to be tried again, those behind it wait too. Taking counts as an attempt, so that
   * an entry that brings its worker down does not do so for ever. `held`: what the asking worker has on its way is left
   * out, and with it its lane, though the lease may have run out.
   */
  take(
    kind: OutboxKind,
    now: Date,
    leaseUntil: Date,
    limit: number,
    held?: readonly string[],
  ): Promise<readonly StoredOutboxEntry[]>;
  /**
   * Gives back at once what is leased and was taken at most so many times. For a start, when the worker that took it is
   * dead: one that lives after all would send it a second time, which receivers notice by the id.
   */
  releaseLeases(mostAttempts: number): Promise<void>;
  /** It has arrived. */
  settle(id: string, at: Date): Promise<void>;
  /** It has not: tried again at `retryAt`, or never again when that is null ("dead"). */
  fail(id: string, error: SendError, retryAt: Date | null): Promise<void>;
  /**
   * What its receiver took has come back: dead from now on, with this error. Resolves to its payload; undefined when it is
   * not there any more.
   */
  returned(id: string, error: SendError): Promise<unknown>;
  /** Dead first, then waiting with errors, latest first. */
  troubled(limit: number): Promise<readonly StoredOutboxEntry[]>;
  /** A dead entry is tried again at `at`, its attempts counted afresh, before later ones of its lane. False: not dead. */
  replay(id: string, at: Date): Promise<boolean>;
  /** Every dead entry of this kind, as `replay` does with one; returns how many. */
  replayAll(kind: OutboxKind, at: Date): Promise<number>;
  /** How many entries `troubled` would list without a limit. */
  countTroubled(): Promise<{ readonly dead: number; readonly waiting: number }>;
  /** Deletes sent entries from before this instant. */
  purge(before: Date): Promise<number>;
}
