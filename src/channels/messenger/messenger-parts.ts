import type { Answer, Suggestion } from '../../domain/answer.ts';
import type { AttachmentLimits, ReceiveFiles } from '../../domain/attachment.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../domain/log.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Places } from '../../domain/places.ts';
import type { SendError } from '../../domain/send-error.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Limit } from '../../server/route.ts';
import type { GiveUp } from '../../turn/give-up.ts';
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
  /** Place in the app. */
  readonly conversation: string;
  /** Id of the outbox entry. */
  readonly entry: string;
  /** `window-closed` and `returned` (it was taken, and its failure reported later): it is sent again when the visitor writes. */
  readonly why: 'window-closed' | 'returned' | 'refused' | 'blocked';
  readonly code: string;
  /** What the officer wrote; empty when somebody else spoke. */
  readonly words: string;
}

/** What a moved conversation means to the messenger. A place is a person in one of our accounts (domain/places.ts). */
export interface MessengerMoves extends Pick<Places, 'standingAt'> {
  /** null: the words, or what a scanned code carried, hold no code. Otherwise what is said, whatever came of it. */
  arrive(come: {
    readonly text: string;
    readonly place: string;
    readonly messenger: MessengerId;
    /** Of what is said when nothing is moved. */
    readonly language: Language;
  }): Promise<{ readonly hasMoved: boolean; readonly answers: readonly Answer[] } | null>;
  /** null: the words do not ask for the website. Otherwise the answer with the link. */
  leave(asked: {
    readonly text: string;
    readonly place: string;
    readonly messenger: MessengerId;
    readonly language: Language;
  }): Promise<Answer | null>;
  /** The conversation that is at a place; `before` says so when a new one was begun because the former has left. */
  goOn(at: {
    readonly place: string;
    readonly messenger: MessengerId;
    readonly language: Language;
  }): Promise<{ readonly conversation: string; readonly before: Answer | null }>;
}

export interface MessengerParts {
  readonly channels: readonly MessengerChannel[];
  readonly store: AddressStore;
  readonly outbox: {
    readonly add: (entries: readonly OutboxEntry[]) => Promise<void>;
    readonly replay: (id: string, at: Date) => Promise<boolean>;
    /** What was taken as sent has come back; resolves to its payload, undefined when it is not there any more. */
    readonly returned: (id: string, error: SendError) => Promise<unknown>;
    /** There is something to send. */
    readonly nudge: () => void;
  };
  readonly handleTurn: HandleTurn;
  /** For an event that was cut off too often. */
  readonly giveUp: GiveUp;
  readonly cases: MessengerCases;
  readonly moves: MessengerMoves;
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
