import type { Suggestion } from '../../domain/answer.ts';
import type { AttachmentLimits, ReceiveFiles } from '../../domain/attachment.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../domain/log.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Limit } from '../../server/route.ts';
import type { HandleTurn } from '../../turn/handle-turn.ts';
import type { AddressStore } from './address-store.ts';
import type { MessengerChannel, MessengerId } from './channel.ts';

/** What became of deliveries and messages, to be counted. */
export type MessengerCount =
  | { readonly what: 'received'; readonly kind: string }
  | { readonly what: 'duplicate' }
  | { readonly what: 'skipped'; readonly reason: string }
  | { readonly what: 'sent' }
  | { readonly what: 'failed'; readonly code: string }
  | { readonly what: 'window-closed' };

/** What the messenger needs of cases. */
export interface MessengerCases {
  /** The open case of a conversation; null when there is none. */
  open(conversation: string): Promise<{ readonly ticket: string; readonly isOwnedByOfficer: boolean } | null>;
  /** A line of the visitor for the officer who owns the chat. */
  relay(message: { readonly id: string; readonly conversation: string; readonly text: string }): Promise<unknown>;
  /** A note on a case that nobody has yet. */
  note(ticket: string, id: string, text: string): Promise<void>;
  /** A message of the desk did not arrive: said on the timeline of the latest case, and by mail where the visitor agreed. */
  undelivered(message: Undelivered): Promise<void>;
}

export interface Undelivered {
  readonly conversation: string;
  /** Id of the outbox entry. */
  readonly entry: string;
  /** `held`: it is sent as soon as the visitor writes again. */
  readonly why: 'window-closed' | 'refused' | 'blocked';
  readonly code: string;
  /** What the officer wrote; empty when somebody else spoke. */
  readonly words: string;
}

export interface MessengerParts {
  readonly channels: readonly MessengerChannel[];
  readonly store: AddressStore;
  readonly outbox: {
    readonly add: (entries: readonly OutboxEntry[]) => Promise<void>;
    readonly replay: (id: string, at: Date) => Promise<boolean>;
    /** There is something to send. */
    readonly nudge: () => void;
  };
  readonly handleTurn: HandleTurn;
  readonly cases: MessengerCases;
  /** Files of cases; null: they stay with the vendor, and the officer reads where. */
  readonly files: { readonly receive: ReceiveFiles; readonly limits: AttachmentLimits } | null;
  /** Runs tasks of one conversation one after another. */
  readonly inOrder: <Result>(conversation: string, task: () => Promise<Result>) => Promise<Result>;
  readonly wording: Wording;
  readonly starters: (language: Language) => readonly Suggestion[];
  readonly mask: (text: string) => string;
  /** Messages of one person. */
  readonly limits: { readonly messages: Limit; readonly flood: Limit };
  /** Makes conversation ids that nobody can work out from a phone number. */
  readonly secret: Uint8Array;
  readonly count: (messenger: MessengerId, count: MessengerCount) => void;
  readonly clock: Clock;
  readonly log: Log;
}
