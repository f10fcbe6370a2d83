import type { Clock } from '../../domain/clock.ts';
import type { OutboxKind, StoredOutboxEntry } from '../../domain/outbox.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { Account, AccountEvent } from '../accounts/account.ts';
import type { Guard } from '../console-route.ts';

/** The outbox (OutboxStore of outbox/), as far as it is looked after. */
export interface NoticeQueue {
  /** Dead first, then waiting with errors, latest first. */
  troubled(limit: number): Promise<readonly StoredOutboxEntry[]>;
  countTroubled(): Promise<{ readonly dead: number; readonly waiting: number }>;
  /** False: it is not dead (any more). */
  replay(id: string, at: Date): Promise<boolean>;
  /** Returns how many. */
  replayAll(kind: OutboxKind, at: Date): Promise<number>;
  /** Something is due: look now. */
  nudge(): void;
}

/** What the admins' page of notices needs. */
export interface NoticeParts {
  readonly guard: Guard;
  readonly queue: NoticeQueue;
  readonly tickets: Pick<TicketStore, 'find' | 'findLatest'>;
  readonly clock: Clock;
  readonly note: (
    what: AccountEvent['what'],
    actor: Pick<Account, 'name'>,
    subject: { readonly name: string },
    detail?: string,
  ) => Promise<void>;
}
