import type { Consent } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { Slots } from '../domain/slots.ts';
import type { Actor, Ticket } from '../domain/ticket.ts';
import type { DeskMessage } from './ticket-store.ts';

/** What an officer, the visitor or the clock may do with a ticket. Everything goes through one transition function. */
export type TicketCommand =
  | { readonly kind: 'claim' }
  | { readonly kind: 'release'; readonly reason: string }
  /** `id` is made by the sender, so that sending it again does nothing. `signature`: name and office. */
  | { readonly kind: 'write'; readonly id: string; readonly text: string; readonly signature: string }
  | {
      readonly kind: 'transfer';
      readonly desk: string;
      readonly officer: string | null;
      readonly reason: string;
    }
  | { readonly kind: 'resolve'; readonly reason: string }
  | { readonly kind: 'return-to-bot'; readonly reason: string }
  | { readonly kind: 'reopen'; readonly reason: string }
  | { readonly kind: 'note'; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: 'label'; readonly labels: readonly string[] }
  | { readonly kind: 'snooze'; readonly until: string }
  | { readonly kind: 'wake' }
  | { readonly kind: 'merge'; readonly into: string; readonly reason: string }
  | { readonly kind: 'mark-spam'; readonly isSpam: boolean; readonly reason: string }
  /** The officer asks whether a call then would suit. `start`: UTC instant. */
  | { readonly kind: 'propose-call'; readonly start: string; readonly minutes: number }
  | { readonly kind: 'cancel-call'; readonly reason: string }
  /** By the clock: nobody accepted, the next desk is asked. */
  | { readonly kind: 'pass-on'; readonly reason?: OfferReason }
  /** By the clock: one officer is asked to take it; null: nobody is asked any more. */
  | { readonly kind: 'offer'; readonly officer: string | null; readonly reason: OfferReason }
  | { readonly kind: 'remind-call' }
  /** The visitor wrote while an officer owns the chat. */
  | { readonly kind: 'relay'; readonly id: string; readonly text: string; readonly told?: Told }
  /** The visitor's answer to a proposed time, by its button. */
  | { readonly kind: 'agree-call'; readonly id: string; readonly text: string }
  | { readonly kind: 'decline-call'; readonly id: string; readonly text: string }
  /** The visitor no longer waits in the chat: the case stays in its queue and is answered by message. */
  | { readonly kind: 'leave-queue' }
  /** `said`: the visitor's words while an officer owns the chat, kept with the change; refused when none does any more. */
  | { readonly kind: 'withdraw'; readonly said?: { readonly id: string; readonly text: string } }
  | { readonly kind: 'rate'; readonly rating: number };

/** A line of the desk below the visitor's words. */
export type Told = Required<Pick<DeskMessage, 'text' | 'suggestions'>>;

/** Why a case was offered, or is no longer: written into its events, said in words by the console. */
export const OFFER_REASONS = [
  /** No available officer of the desk has fewer open cases. */
  'fewest-open',
  /** Of those with as few, no one's last offer is longer ago. */
  'longest-since-last',
  /** The officer did not take it in time. */
  'not-accepted',
  /** The officer is away, disabled, at capacity, or left the desk. */
  'not-available',
  /** Every officer of the desk was asked. */
  'all-asked',
] as const;
export type OfferReason = (typeof OFFER_REASONS)[number];

export const REFUSALS = [
  'unknown',
  /** Another officer has it; `Refused.officer` says who. */
  'claimed-by-other',
  /** Only the officer who has it, or a supervisor, may. */
  'not-yours',
  /** Not possible in this state. */
  'wrong-state',
  'unknown-desk',
  'unknown-officer',
  /** Someone changed it at the same time, again and again. */
  'lost-race',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type CommandOutcome =
  | { readonly kind: 'done'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly ticket: Ticket | null };

export interface CaseRequest {
  readonly conversation: string;
  /** Id of the visitor's message that opens it: one message opens one case, however often its turn runs. */
  readonly message: string;
  readonly channel: string;
  readonly language: Language;
  readonly fields: Slots;
  readonly withheld: readonly string[];
  /** What it is about, in the visitor's words, at most 500 characters. */
  readonly summary: string;
  readonly consent: Consent;
}

export type OpenOutcome =
  /** `code` is said to the visitor and stored nowhere in clear. */
  | { readonly kind: 'opened'; readonly ticket: Ticket; readonly code: string }
  /** The conversation has an open case already: somebody else's turn, or this one before a crash. */
  | { readonly kind: 'open-already'; readonly ticket: Ticket; readonly code: string }
  /** A case of this conversation was marked as spam: until this UTC instant it opens no other. */
  | { readonly kind: 'blocked'; readonly until: string };

/** Cases from their opening to their end. Every method rejects with OutageError when the store is down. */
export interface Handoff {
  open(request: CaseRequest): Promise<OpenOutcome>;
  /** The case that this message opened; undefined when it opened none. */
  openedBy(conversation: string, message: string): Promise<{ ticket: Ticket; code: string } | undefined>;
  /** UTC instant until which this conversation opens no case; null when it may. */
  blockedUntil(conversation: string): Promise<string | null>;
  act(ticket: string, command: TicketCommand, actor: Actor): Promise<CommandOutcome>;
  /**
   * The visitor's message in a conversation that an officer owns; "not-owned" when the bot should answer. `told` makes what
   * the desk says below it, in the language of the case.
   */
  relay(
    message: { readonly id: string; readonly conversation: string; readonly text: string },
    told?: (language: Language) => Told,
  ): Promise<'relayed' | 'not-owned'>;
  /** By number (any spacing, case, full width) and code; undefined when they do not belong together. */
  findForVisitor(number: string, code: string): Promise<Ticket | undefined>;
  /** How many cases wait before this one at its desk; null when it does not wait, or its visitor left the queue. */
  queuePosition(ticket: Ticket): Promise<number | null>;
  /**
   * Passes on cases that nobody accepted in time, offers waiting ones to officers, wakes snoozed ones, reminds of calls.
   * Called every minute and after changes; a call while one runs makes it run once more.
   */
  tick(): Promise<void>;
  /** Tells who listens that something was said in the conversation's open case, though the case itself is as it was. */
  refresh(conversation: string): Promise<void>;
  /** Called after every change; returns how to stop. */
  subscribe(listener: (ticket: Ticket) => void): () => void;
}
