import type { CaseCard } from '../domain/card.ts';
import type { Consent } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { Slots } from '../domain/slots.ts';

/** A conversation's case as the visitor may see it. */
export interface VisitorCase {
  readonly card: CaseCard;
  readonly isOpen: boolean;
  /** Cases that wait before this one; null when it does not wait. */
  readonly waitingBefore: number | null;
}

export type Opening =
  /** Opened now, or found as it is open already. The card holds the code. */
  | { readonly kind: 'opened'; readonly card: CaseCard }
  /** Not until this UTC instant: an earlier case of this conversation was marked as spam. */
  | { readonly kind: 'blocked'; readonly until: string };

/** What a turn needs of the hand-off to officers. Every method rejects with OutageError when the store is down. */
export interface CaseDesk {
  /** Hands the message on when an officer owns the chat; "not-owned" when the bot should answer. */
  relay(message: {
    readonly id: string;
    readonly conversation: string;
    readonly text: string;
  }): Promise<'relayed' | 'not-owned'>;
  /** Tells the desk that something was said in the conversation without being relayed. */
  refresh(conversation: string): Promise<void>;
  /** `message`: id of the visitor's message that agreed to it. */
  open(request: {
    readonly conversation: string;
    readonly message: string;
    readonly channel: string;
    readonly language: Language;
    readonly fields: Slots;
    readonly withheld: readonly string[];
    readonly summary: string;
    readonly consent: Consent;
  }): Promise<Opening>;
  /** The case that this message opened, in the language it was opened in, with its code; null when it opened none. */
  openedBy(message: { readonly id: string; readonly conversation: string }): Promise<CaseCard | null>;
  /** UTC instant until which no case can be opened here; null when one can. */
  blockedUntil(conversation: string): Promise<string | null>;
  /** The latest case of the conversation, in this language; null when there is none. */
  current(conversation: string, language: Language): Promise<VisitorCase | null>;
  /** Ends the open case on the visitor's wish; with `deletes` its data is deleted. False when none is open. */
  end(conversation: string, deletes: boolean): Promise<boolean>;
  /** 1 to 5. False when there is nothing to rate (any more). */
  rate(conversation: string, rating: number): Promise<boolean>;
}
