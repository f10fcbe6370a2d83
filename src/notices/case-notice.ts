import type { LocalizedText } from '../domain/language.ts';
import type { Ticket, TicketEvent } from '../domain/ticket.ts';

export interface Named {
  readonly id: string;
  readonly name: LocalizedText;
}

/** How the ids in a ticket are said; from the tables and dialogs/. */
export interface CaseNames {
  desk(id: string): LocalizedText;
  needs(ticket: Ticket): readonly Named[];
  markets(ticket: Ticket): readonly Named[];
}

/** A change of a case that somebody is told of; the ticket is as it stands after the change. */
export interface CaseNotice {
  readonly ticket: Ticket;
  readonly event: Omit<TicketEvent, 'sequence'>;
  readonly names: CaseNames;
  /** The case in the console. */
  readonly url: string;
}
