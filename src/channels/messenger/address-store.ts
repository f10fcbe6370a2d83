import type { Answer } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Address, DeliveryReport, InboundEvent } from './channel.ts';

export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** What is remembered of a person in one of our accounts. */
export interface KnownAddress {
  /** Id of the person's place, and of the conversation that is there unless another was moved to it (domain/places.ts). */
  readonly conversation: string;
  readonly address: Address;
  /** When the person last wrote, as the vendor says; null: never. */
  readonly heardAt: string | null;
  /** Messages that the vendor took from us since then. */
  readonly sentSince: number;
  /** What the last event allowed besides (InboundEvent.allows); null: nothing. */
  readonly brief: { readonly until: string; readonly left: number } | null;
  /** Of the last answer. */
  readonly language: Language | null;
  /** What «1», «2» … mean now. */
  readonly choices: readonly Choice[];
  /** The rest of an answer that was too long; the person's «more» brings it. */
  readonly held: Answer | null;
  /** They left, or blocked us. */
  readonly isBlocked: boolean;
  readonly isWelcomed: boolean;
  /** Told that we cannot read messages of some kind, and nothing readable was said since. */
  readonly wasToldUnsupported: boolean;
  /** A program that asked for the events of a hand-off. */
  readonly wantsHandoff: boolean;
}

/** What handling an event changes in it; what is left out stays. */
export type AddressChange = Partial<
  Pick<KnownAddress, 'language' | 'choices' | 'held' | 'isWelcomed' | 'wasToldUnsupported' | 'wantsHandoff'>
>;

export interface KeptEvent {
  readonly conversation: string;
  readonly event: InboundEvent;
}

/** An event that nobody has settled. */
export interface UnhandledEvent extends KeptEvent {
  /** False: it was cut off so often that it may itself be what brings the process down. */
  readonly mayRun: boolean;
}

export type ReportStatus = DeliveryReport['status'];

/** A message that failed after the vendor had taken it. */
export interface LateFailure {
  readonly conversation: string;
  /** Id of the outbox entry. */
  readonly entry: string;
  readonly report: DeliveryReport;
}

/**
 * Where addresses, what they said and what became of our messages live. Every method rejects with OutageError
 * "storage_unavailable" when the store is down.
 */
export interface AddressStore {
  /**
   * Keeps what was delivered, in this order, in one transaction; an id that its address has said before is left out of the
   * result. An address that is new gets `conversationOf` it. A person who says something is no longer blocked, their window
   * opens and its count starts afresh; an event that `allows` something brief opens that alone. What is older than the last
   * thing heard changes none of these.
   */
  keep(
    events: readonly InboundEvent[],
    options: {
      readonly conversationOf: (address: Address) => string;
      readonly mask: (event: InboundEvent) => InboundEvent;
      readonly reruns: number;
    },
  ): Promise<readonly KeptEvent[]>;
  find(conversation: string): Promise<KnownAddress | undefined>;
  /** Outside of an event: the desk spoke, so numbers mean nothing any more. */
  change(conversation: string, change: AddressChange): Promise<void>;
  /**
   * The event is over: its words are forgotten (the transcript has them), what is to be sent lies in the outbox. When the
   * bot speaks and an officer owns the chat by now, nothing is sent. All in one transaction.
   */
  settle(
    event: { readonly conversation: string; readonly id: string },
    outcome: { readonly entries: readonly OutboxEntry[]; readonly change: AddressChange; readonly isFromBot: boolean },
  ): Promise<void>;
  /**
   * What a crash or a stop cut off, in order: at the start, of a time when nobody else ran turns; or, where other processes
   * run turns, what came before `receivedBefore`. Each counts as one rerun, so that an event that brings the process down
   * does not do so for ever: with `mayRun` false it is handed out until it is given up and settled.
   */
  takeUnhandled(receivedBefore?: Date): Promise<readonly UnhandledEvent[]>;
  /** The vendor took a message. `message` is our id of it. */
  sent(message: {
    readonly conversation: string;
    readonly entry: string;
    readonly message: string;
    readonly vendorMessage: string | null;
    readonly at: string;
  }): Promise<void>;
  /** By rank: sent < delivered < read; failed stays. Returns those that are failed now and were not before. */
  report(reports: readonly DeliveryReport[]): Promise<readonly LateFailure[]>;
  /** What the vendor says of a message by our id of it; undefined when nothing. */
  reportOf(message: string): Promise<{ readonly status: ReportStatus; readonly code: string | null } | undefined>;
  /** The window was closed for this entry: it is sent again when the person writes. */
  holdEntry(conversation: string, entry: string): Promise<void>;
  /** Ids of entries that wait for the person to write, in order; forgets them. */
  takeHeldEntries(conversation: string): Promise<readonly string[]>;
  /** Forgets ids of handled events and reports from before this instant. */
  purge(before: Date): Promise<void>;
}
