import type { CallBack } from './call-back.ts';
import type { Consent } from './dialog.ts';
import type { Language } from './language.ts';
import type { LeadScore, Routing } from './lead.ts';
import type { Slots } from './slots.ts';

/** `transferred`, `returned to bot` and `reopened` are events; these are the states they lead to. */
export const TICKET_STATES = [
  /** In the queue of a desk; nobody has it. The bot goes on answering. */
  'new',
  /** An officer has it and has not written yet. The bot is silent from here on. */
  'claimed',
  /** The officer and the visitor are writing. */
  'in-conversation',
  /** The officer wrote last and waits. */
  'waiting-for-visitor',
  /** Done; the bot answers again. A visitor's or officer's reopening leads back to `new` or `in-conversation`. */
  'resolved',
  /** The visitor took the request back; personal data is deleted. */
  'withdrawn',
  /** Goes on in another ticket. */
  'merged',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** In these states an officer owns the chat and the bot is silent. */
export const OFFICER_STATES = ['claimed', 'in-conversation', 'waiting-for-visitor'] as const;

/** Nobody works on it any more. */
export const ENDED_STATES = ['resolved', 'withdrawn', 'merged'] as const;

export function hasEnded(state: TicketState): boolean {
  return (ENDED_STATES as readonly string[]).includes(state);
}

export function isOwnedByOfficer(state: TicketState): boolean {
  return (OFFICER_STATES as readonly string[]).includes(state);
}

export interface Ticket {
  readonly id: string;
  /** Said to people: year and month, five characters without look-alikes, a check character, e.g. GG2611-7K4PM-X. */
  readonly number: string;
  /** SHA-256 (hex) of the code that opens the status page together with the number. */
  readonly codeHash: string;
  readonly conversation: string;
  /** Where the visitor is now: a conversation may move while its case is open. */
  readonly channel: string;
  readonly language: Language;
  readonly state: TicketState;
  /** Account id of the officer who has it; null in `new` and after the end. */
  readonly officer: string | null;
  /** Whom it is offered to while it waits in `new`; null: whoever at the desk takes it. */
  readonly offer: Offer | null;
  /** Id of the desk that has it now; rises through `routing.next` while nobody accepts. */
  readonly desk: string;
  readonly routing: Routing;
  readonly lead: LeadScore;
  /** What the visitor agreed to send; withheld slots are not in here. Emptied on withdrawal and after retention. */
  readonly fields: Slots;
  readonly withheld: readonly string[];
  /** What it is about, in the visitor's words. */
  readonly summary: string;
  readonly consent: Consent;
  readonly labels: readonly string[];
  readonly openedAt: string;
  /** Of the promised first reply. */
  readonly promisedBy: string;
  readonly firstReplyAt: string | null;
  readonly lastVisitorAt: string | null;
  readonly lastOfficerAt: string | null;
  /** When it ended, in whichever way; null while it is open. */
  readonly resolvedAt: string | null;
  readonly snoozedUntil: string | null;
  /** Id of the ticket it was merged into. */
  readonly mergedInto: string | null;
  /** 1 to 5, given by the visitor after the end; null when not given. */
  readonly rating: number | null;
  readonly isSpam: boolean;
  /** null: no call was ever spoken of. */
  readonly callBack: CallBack | null;
  /** Rises by one with every change (optimistic locking). */
  readonly version: number;
}

/** A waiting case that one officer was asked to take; whoever else at the desk claims it first has it all the same. */
export interface Offer {
  /** Account id. */
  readonly officer: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

export interface Actor {
  readonly kind: 'visitor' | 'officer' | 'system';
  /** Account id of an officer; empty for others. */
  readonly id: string;
  /** As it is shown; the account's name for officers. */
  readonly name: string;
}

/** The visitor of the case: known by the conversation, or by number and code. */
export const VISITOR: Actor = { kind: 'visitor', id: '', name: '' };
/** The clock, and what follows from other changes. */
export const SYSTEM: Actor = { kind: 'system', id: '', name: '' };

/** The instant of the first reply that is still owed; null when there was one, or the case has ended. */
export function owedReplyBy({ firstReplyAt, state, promisedBy }: Ticket): string | null {
  return firstReplyAt === null && !hasEnded(state) ? promisedBy : null;
}

export const TICKET_EVENTS = [
  'opened',
  'claimed',
  'released',
  'officer-wrote',
  'visitor-wrote',
  'transferred',
  'passed-on',
  'offered',
  'offer-ended',
  'resolved',
  'returned-to-bot',
  'reopened',
  'withdrawn',
  'left-queue',
  'merged',
  'noted',
  'labelled',
  'snoozed',
  'woken',
  'rated',
  'fields-changed',
  'marked-spam',
  'call-proposed',
  'call-agreed',
  'call-declined',
  'call-cancelled',
  'call-reminded',
  'revealed',
  'viewed',
  'exported',
  /** The visitor sent a file before anybody had the case; `detail.message` is its message. */
  'attached',
  /** An officer opened a file; `detail.file` is its id. */
  'downloaded',
  /** A message of the desk did not reach the visitor; `detail.why` says why. */
  'undelivered',
  /** The visitor did not write for so long that only an approved message may be sent; `detail.template` names it. */
  'template-sent',
  /** The visitor went on in another app; `detail.from` and `detail.to` are channels. */
  'moved',
] as const;
export type TicketEventKind = (typeof TICKET_EVENTS)[number];

/** One change or look, appended and never edited. */
export interface TicketEvent {
  readonly ticket: string;
  /** Counted from 1 within the ticket. */
  readonly sequence: number;
  readonly at: string;
  readonly actor: Actor;
  readonly what: TicketEventKind;
  /** Why: typed by a person, or the rule. Never personal data of the visitor. */
  readonly reason: string;
  /** Desk or officer ids, labels and the like. */
  readonly detail: Readonly<Record<string, string>>;
}

/** Account ids of those whom a note names (`noted`); none for other events. */
export function mentionedIn({ what, detail }: Pick<TicketEvent, 'what' | 'detail'>): readonly string[] {
  return what === 'noted' ? (detail['mentions'] ?? '').split(' ').filter(Boolean) : [];
}
