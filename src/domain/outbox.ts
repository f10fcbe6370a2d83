/** Where something goes that leaves the program. */
export const OUTBOX_KINDS = [
  'visitor',
  'messenger',
  'follower',
  'unseen',
  'email',
  'webhook',
  'teams',
  'slack',
] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** Something to be sent at least once; `id` lets the receiver notice a repeat. Written with the change that causes it. */
export interface OutboxEntry {
  readonly id: string;
  readonly kind: OutboxKind;
  /** Entries with the same key go out one after another, in the order they were written (a conversation, an address). */
  readonly lane: string;
  /** JSON; its shape belongs to the sender of this kind. */
  readonly payload: unknown;
  /** Not before this UTC instant. */
  readonly dueAt: string;
}

export const OUTBOX_STATES = ['waiting', 'sent', 'dead'] as const;

export interface StoredOutboxEntry extends OutboxEntry {
  readonly state: (typeof OUTBOX_STATES)[number];
  readonly attempts: number;
  readonly lastError: string | null;
  readonly writtenAt: string;
  readonly sentAt: string | null;
}
