import type { Language } from '../domain/language.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Ticket, TicketEvent, TicketState } from '../domain/ticket.ts';

/** A message that somebody other than the bot puts into the conversation. */
export interface DeskMessage {
  /** Unique within the conversation: sending it again does nothing. */
  readonly id: string;
  readonly conversation: string;
  readonly at: string;
  readonly text: string;
  readonly author: 'visitor' | 'officer' | 'system';
  /** How the officer signs: name and office; empty for the system. */
  readonly signature: string;
  /** Buttons below it, the latest message's only: what they show and what the visitor says by pressing them. */
  readonly suggestions?: readonly { readonly label: string; readonly text: string }[];
}

/** Everything one change of a ticket causes, stored in one transaction or not at all. */
export interface TicketChange {
  readonly ticket: Ticket;
  /** The version the change was decided on; 0 for a new ticket. */
  readonly expectedVersion: number;
  readonly event: Omit<TicketEvent, 'sequence'>;
  /** Who may speak in the conversation from now on; left out when it stays. `bot` cuts the context of earlier turns. */
  readonly chatOwner?: 'bot' | 'officer';
  /** Appended to the transcript in this order. */
  readonly messages?: readonly DeskMessage[];
  readonly outbox?: readonly OutboxEntry[];
}

export type ApplyOutcome = 'applied' | 'lost-race' | 'number-taken' | 'conversation-busy' | 'repeated-message';

/** An internal note. */
export interface TicketNote {
  readonly id: string;
  readonly ticket: string;
  readonly at: string;
  readonly author: string;
  readonly text: string;
  /** Account ids of those mentioned. */
  readonly mentions: readonly string[];
}

export interface TicketFilter {
  readonly conversation?: string;
  readonly states?: readonly TicketState[];
  readonly desks?: readonly string[];
  readonly officer?: string | null;
  readonly languages?: readonly Language[];
  readonly labels?: readonly string[];
  readonly bands?: readonly string[];
  readonly openedSince?: string;
  readonly openedBefore?: string;
  readonly isSpam?: boolean;
  /** Whether it is put off until later (`snoozedUntil` is set). */
  readonly isSnoozed?: boolean;
  /** Agreed calls that begin before this UTC instant and whose officer was not reminded. */
  readonly remindBefore?: string;
  /** Number, company, summary. */
  readonly search?: string;
}

/** Where tickets live. Every method rejects with OutageError "storage_unavailable" when the store is down. */
export interface TicketStore {
  /**
   * Stores the change in one transaction. "lost-race": someone changed it first; "number-taken": a new ticket's number
   * exists; "conversation-busy": the conversation already has an open ticket; "repeated-message": the first message's id
   * is in the conversation already. In these cases nothing is written. A change with messages or chatOwner also raises
   * the version of the conversation, so that a turn of the bot that is on its way loses its race and looks again.
   */
  apply(change: TicketChange): Promise<ApplyOutcome>;
  find(id: string): Promise<Ticket | undefined>;
  findByNumber(number: string): Promise<Ticket | undefined>;
  /** The ticket of this conversation that is neither resolved, withdrawn nor merged; at most one. */
  findOpen(conversation: string): Promise<Ticket | undefined>;
  /** The latest ticket of the conversation, whatever its state. */
  findLatest(conversation: string): Promise<Ticket | undefined>;
  /** Most urgent first: by promised time among the unanswered, then by who waits longest. */
  list(filter: TicketFilter, page: { readonly limit: number; readonly offset: number }): Promise<readonly Ticket[]>;
  count(filter: TicketFilter): Promise<number>;
  /**
   * Open tickets and those resolved within 180 days that name the same company (`companyKey`), the ticket itself left
   * out.
   */
  findSimilar(ticket: Ticket): Promise<readonly Ticket[]>;
  /** Oldest first. */
  events(ticket: string): Promise<readonly TicketEvent[]>;
  /** Appends an event that changes nothing (viewed, revealed, exported); no version check. */
  note(event: Omit<TicketEvent, 'sequence'>): Promise<void>;
  /** With its event and what is to be sent because of it, in one transaction; no version check. */
  addNote(note: TicketNote, event: Omit<TicketEvent, 'sequence'>, outbox?: readonly OutboxEntry[]): Promise<void>;
  notes(ticket: string): Promise<readonly TicketNote[]>;
  /** How many tickets each account has in officer states, and how many more are offered to it. */
  loads(): Promise<ReadonlyMap<string, number>>;
  /** UTC instant of the last offer to each account, of those since this instant. */
  lastOffers(since: Date): Promise<ReadonlyMap<string, string>>;
  /**
   * Empties fields and summary, and deletes notes and what was said until the end, of tickets ended before this
   * instant; returns how many. Those done already are left out.
   */
  purge(before: Date): Promise<number>;
}
