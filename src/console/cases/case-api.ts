import type { Attachment, AttachmentLimits } from '../../domain/attachment.ts';
import type { CallBack } from '../../domain/call-back.ts';
import type { Language, LocalizedText } from '../../domain/language.ts';
import type { LeadBand, ScoreReason } from '../../domain/lead.ts';
import type { TicketEvent, TicketState } from '../../domain/ticket.ts';

/** What /console/api/cases says, as types for both sides. Instants are ISO 8601 in UTC. */

/**
 * GET /cases?view=&search=&desk=&language=&label=&page=
 * Supervisors and admins also: &figure=&days=, the cases behind a figure of the board; view is then of no account.
 */
export const CASE_VIEWS = ['queue', 'mine', 'open', 'snoozed', 'ended', 'spam'] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly state: TicketState;
  /** What is to be told apart at a glance: past the promise, soon, in time, nothing owed. */
  readonly urgency: 'late' | 'soon' | 'in-time' | 'none';
  readonly company: string;
  readonly summary: string;
  readonly needs: readonly LocalizedText[];
  readonly markets: readonly LocalizedText[];
  readonly desk: { readonly id: string; readonly name: LocalizedText };
  /** Name of the officer who has it. */
  readonly officer: string | null;
  readonly isMine: boolean;
  /** Whom it is offered to while it waits. */
  readonly offeredTo: { readonly name: string; readonly isMe: boolean } | null;
  readonly channel: string;
  readonly language: Language;
  readonly score: number;
  readonly band: LeadBand;
  readonly labels: readonly string[];
  readonly openedAt: string;
  readonly promisedBy: string;
  /** Since when somebody waits for us; null when nobody does. */
  readonly waitingSince: string | null;
  readonly lastMessage: string;
}

export interface CasePage {
  readonly rows: readonly CaseRow[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly counts: Readonly<Record<CaseView, number>>;
  readonly desks: readonly { readonly id: string; readonly name: LocalizedText }[];
}

export interface TranscriptLine {
  readonly id: string;
  readonly author: 'visitor' | 'bot' | 'officer' | 'system';
  readonly signature: string;
  readonly at: string;
  /** Markdown for the bot, plain text otherwise. */
  readonly text: string;
  readonly citations: readonly {
    readonly mark: number;
    readonly title: string;
    readonly publisher: string;
    readonly url: string;
    readonly checkedOn: string;
  }[];
}

export interface CaseField {
  readonly slot: string;
  readonly label: LocalizedText;
  /** As a person reads it; masked («••••») for personal fields until they are revealed. */
  readonly shown: LocalizedText;
  readonly isPersonal: boolean;
  readonly isMasked: boolean;
  readonly isWithheld: boolean;
}

/** GET /cases/:id */
export interface CaseDetail extends CaseRow {
  readonly conversation: string;
  readonly transcript: readonly TranscriptLine[];
  /** Oldest first, each with the id of its message; of files that came before anybody had the case there is no line. */
  readonly attachments: readonly Omit<Attachment, 'conversation' | 'ticket'>[];
  readonly fileLimits: AttachmentLimits;
  readonly fields: readonly CaseField[];
  readonly scoreReasons: readonly ScoreReason[];
  readonly routingReason: LocalizedText;
  readonly events: readonly TicketEvent[];
  readonly notes: readonly {
    readonly id: string;
    readonly at: string;
    readonly author: string;
    readonly text: string;
  }[];
  readonly similar: readonly {
    readonly id: string;
    readonly number: string;
    readonly state: TicketState;
    readonly openedAt: string;
  }[];
  readonly consent: { readonly version: string; readonly at: string };
  readonly rating: number | null;
  readonly snoozedUntil: string | null;
  readonly isSpam: boolean;
  /** null: no call was ever spoken of. */
  readonly callBack: Pick<CallBack, 'proposed' | 'agreed'> | null;
  /** The latest message of an officer that the visitor has had on the screen; null when none is known of. */
  readonly read: { readonly message: string; readonly at: string } | null;
  /**
   * Until when the visitor's app lets us write freely, and whether approved messages pass afterwards; `closesAt` null:
   * closed. null: the channel has no such rule.
   */
  readonly window: { readonly closesAt: string | null; readonly hasTemplates: boolean } | null;
  /** How the signed-in person signs to this visitor. */
  readonly signature: string;
  /** Which commands the signed-in person may give now. */
  readonly may: readonly string[];
  readonly version: number;
}

/** POST /cases/:id/act {command: TicketCommand} → CaseDetail, or 409 with an ErrorBody whose code is a Refusal. */

/** POST /cases/:id/reveal {slot} → the value in clear; noted. */
export interface RevealedField {
  readonly slot: string;
  readonly shown: LocalizedText;
}

/** POST /cases/:id/draft {question?} → what the bot would say to the visitor's last message, to be edited. */
export interface Draft {
  readonly text: string;
  readonly citations: TranscriptLine['citations'];
}

/**
 * POST /cases/:id/call {start, minutes, isOutsideHoursMeant?} → CaseDetail. The visitor is asked in the chat. 422
 * OutsideHours: officers do not work then; `isOutsideHoursMeant` proposes it all the same.
 */

/**
 * GET /cases/:id/templates → those that the visitor's app lets pass while its window is closed; POST /cases/:id/template
 * {id, name, language, values} → CaseDetail, for the officer who has the case; noted on the timeline.
 */
export interface CaseTemplate {
  readonly name: string;
  /** The app's own tag, e.g. zh_HK. */
  readonly language: string;
  /** With its gaps as {{1}}, {{2}} … */
  readonly text: string;
  readonly gaps: number;
}

/**
 * POST /cases/:id/attachments?id=&name= with the file as the body → CaseDetail, for the officer who has the case. GET
 * /cases/:id/attachments/:file → the file; noted on the timeline.
 */

/** POST /cases/:id/typing {} → 204-like {}. */

/** POST /cases/:id/seen {message} → {}: the visitor's message is on the screen of the officer who has the case. */

/** POST /cases/availability {isAvailable} → CasePeople. */

/** GET /cases/people?case=: whom a case can go to, and canned replies, filled in for the case when one is named. */
export interface CasePeople {
  /** The signed-in person. */
  readonly me: {
    readonly id: string;
    readonly isAvailable: boolean;
    readonly desks: readonly string[];
    /** Where the person is told of mentions while away; null: nowhere. */
    readonly email: string | null;
  };
  readonly desks: readonly { readonly id: string; readonly name: LocalizedText }[];
  readonly officers: readonly {
    readonly id: string;
    readonly name: string;
    readonly desks: readonly string[];
    readonly isAvailable: boolean;
    /** Whether they may see the case that was named; true when none was. */
    readonly seesCase: boolean;
  }[];
  readonly cannedReplies: readonly {
    readonly id: string;
    readonly title: LocalizedText;
    readonly text: LocalizedText;
  }[];
}

/**
 * GET /mentions, POST /mentions/read {case}: unread notes that name the signed-in person, latest first, at most 50.
 * POST /mentions/email {email} → CasePeople.
 */
export interface MentionList {
  readonly mentions: readonly {
    /** Id of the note. */
    readonly note: string;
    readonly at: string;
    readonly author: string;
    /** The beginning of the note, contact details covered. */
    readonly excerpt: string;
    readonly case: { readonly id: string; readonly number: string; readonly company: string };
  }[];
}

/**
 * GET and POST /officers/:id, by supervisors and admins → OfficerSettings. What is left out stays. An `outUntil` that lies
 * ahead hands back what the officer has not written in yet.
 */
export interface OfficerSettings {
  readonly id: string;
  /** Desks whose cases the officer sees; empty: all. */
  readonly desks: readonly string[];
  /** Languages in which the officer answers; empty: all. */
  readonly languages: readonly Language[];
  /** Cases at once. */
  readonly capacity: number;
  /** Name and office as visitors read them; null: made from the account's name and the case's desk. */
  readonly signature: LocalizedText | null;
  /** Where invitations to calls and reminders go; null: to the desk's address. */
  readonly email: string | null;
  /** Out of office until then; null: not. */
  readonly outUntil: string | null;
}

/** GET /officers, by supervisors and admins: everybody who works on cases, by name. */
export interface OfficerList {
  readonly officers: readonly (OfficerSettings & {
    readonly name: string;
    /** Supervisors take cases from the queue by themselves; they are offered none. */
    readonly role: 'officer' | 'supervisor';
    /** Whether new cases may come now: the officer's own switch, and no absence. */
    readonly isAvailable: boolean;
    /** Open cases, and offers that wait for an answer. */
    readonly load: number;
  })[];
  readonly desks: readonly { readonly id: string; readonly name: LocalizedText }[];
}

/** POST /officers/:id/hand-back {}: all their cases go back to the queues, and they are away until they say otherwise. */
export interface HandedBack extends OfficerList {
  readonly count: number;
}

/** One number of the board. */
export interface Figure {
  /** A state, a slot's value, a day (YYYY-MM-DD in Hong Kong), … */
  readonly id: string;
  /** null when the id is a word that the page knows (states, days, answer statuses). */
  readonly name: LocalizedText | null;
  readonly value: number;
  /** The query of GET /cases that lists exactly these cases; null when no cases are counted. */
  readonly query: string | null;
}

/** GET /cases/board?days=: supervisors and admins. Spam is left out everywhere. */
export interface CaseBoard {
  readonly days: number;
  readonly since: string;
  /** Cases opened on each Hong Kong day, oldest first, days without one as 0. */
  readonly volume: readonly Figure[];
  /** Present states of the cases opened in this time. */
  readonly states: readonly Figure[];
  /** All cases somebody waits in now, whenever they were opened: late, soon, in-time. */
  readonly waiting: readonly Figure[];
  /** Promised first replies of the cases opened in this time: kept, missed, pending. */
  readonly promises: readonly Figure[];
  /** Answers of the assistant by status. */
  readonly outcomes: readonly Figure[];
  /** Most frequent first. */
  readonly needs: readonly Figure[];
  readonly markets: readonly Figure[];
  readonly provinces: readonly Figure[];
  /** chats, opened, qualified, resolved. */
  readonly funnel: readonly Figure[];
}

/**
 * More would be a copy of the register; a workbook is made in one piece, and ten thousand rows would keep everybody waiting
 * for seconds.
 *
 * GET /cases/export.csv and /cases/export.xlsx take what GET /cases takes, and answer with a file of at most so many cases: supervisors and admins. */
export const EXPORT_ROWS = { csv: 10_000, xlsx: 2_000 } as const;

/** The socket is closed with this code when the session has ended: the page shows the sign-in. */
export const LIVE_SIGNED_OUT = 4401;

/**
 * WebSocket /console/api/live?since=N: one JSON text per frame. `sequence` rises by one; a reconnect with the last
 * sequence gets what was missed, or `resync` when that is gone.
 */
export type LiveFrame =
  | { readonly kind: 'hello'; readonly sequence: number }
  | { readonly kind: 'resync'; readonly sequence: number }
  | { readonly kind: 'case'; readonly sequence: number; readonly id: string; readonly version: number }
  | { readonly kind: 'typing'; readonly sequence: number; readonly id: string }
  /** The visitor of this case has read on. */
  | { readonly kind: 'read'; readonly sequence: number; readonly id: string }
  /** To those who were named in a note: GET /mentions says more. */
  | { readonly kind: 'mention'; readonly sequence: number }
  /** To admins: GET /notices/count says more. */
  | { readonly kind: 'notices'; readonly sequence: number };
