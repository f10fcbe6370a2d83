import type { CaseCard } from '../domain/card.ts';
import type { Consent } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { Slots } from '../domain/slots.ts';

/** A conversation's case as the visitor may see it; the card says how many cases wait before it. */
export interface VisitorCase {
  readonly card: CaseCard;
  readonly isOpen: boolean;
}

/** Nobody can take a case now. */
export interface Absence {
  /** It is outside office hours, or no officer of the desk is available within them. */
  readonly why: 'closed' | 'nobody';
  /** The weekly hours in words, without the zone. */
  readonly hours: string;
  /** UTC instant of the next opening. */
  readonly opensAt: string;
  /** Within so many working days every desk promises its first reply. */
  readonly mostDays: number;
}

export type Opening =
  /** Opened now, or found as it is open already. The card holds the code. */
  | { readonly kind: 'opened'; readonly card: CaseCard }
  /** Not until this UTC instant: an earlier case of this conversation was marked as spam. */
  | { readonly kind: 'blocked'; readonly until: string };

/** A line of the desk below a visitor's words. */
export interface ToldBelow {
  readonly text: string;
  /** Buttons: what they show and what the visitor says by pressing them. */
  readonly suggestions: readonly { readonly label: string; readonly text: string }[];
}

export interface NamedWish {
  readonly number: string;
  readonly code: string;
  /** Where it is wished; wrong codes are counted by it. */
  readonly conversation: string;
  readonly isConfirmed: boolean;
  /** The visitor's words, while an officer owns the conversation: kept with the case when it is the one of this chat. */
  readonly said?: { readonly id: string; readonly text: string };
}

export type NamedOutcome =
  /** There, and not withdrawn: it has to be confirmed. */
  | { readonly kind: 'open' }
  /** Now, or earlier. */
  | { readonly kind: 'withdrawn' }
  /** Now, with the words that were said, and the visitor is told. */
  | { readonly kind: 'told' }
  /** Nobody owns the chat any more: nothing was done with the words. */
  | { readonly kind: 'not-owned' }
  /** Number and code do not belong together. */
  | { readonly kind: 'unknown' }
  /** It has ended in another way. */
  | { readonly kind: 'ended' }
  /** Too many wrong codes. */
  | { readonly kind: 'limited'; readonly waitSeconds: number };

/** What a turn needs of the hand-off to officers. Every method rejects with OutageError when the store is down. */
export interface CaseDesk {
  /** Hands the message on when an officer owns the chat; "not-owned" when the bot should answer. */
  relay(
    message: { readonly id: string; readonly conversation: string; readonly text: string },
    /** What the desk says below it, in the language of the case. */
    told?: (language: Language) => ToldBelow,
  ): Promise<'relayed' | 'not-owned'>;
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
  /** Whether nobody is on duty for the conversation's open case, or, while it has none, at any desk; null: somebody is. */
  absence(conversation: string, language: Language): Promise<Absence | null>;
  /**
   * Takes the open case back and deletes its data. False when none is open; with words, which are kept while an officer
   * owns the chat, also when nobody does any more.
   */
  withdraw(conversation: string, said?: { readonly id: string; readonly text: string }): Promise<boolean>;
  /** Takes the case with this number and code back, wherever it was opened; unless it is confirmed, only looks for it. */
  withdrawNamed(wish: NamedWish): Promise<NamedOutcome>;
  /** The visitor no longer waits in the chat; the case goes on by message. False when none is waiting. */
  leaveQueue(conversation: string): Promise<boolean>;
  /** 1 to 5. False when there is nothing to rate (any more). */
  rate(conversation: string, rating: number): Promise<boolean>;
}
