import type { Clock } from '../domain/clock.ts';
import type { Desk } from '../domain/desk.ts';
import type { Language } from '../domain/language.ts';
import type { LeadScore, Routing } from '../domain/lead.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Slots } from '../domain/slots.ts';
import type { Actor, Ticket, TicketEvent } from '../domain/ticket.ts';
import type { Wording } from '../domain/wording.ts';
import type { Candidate } from './choose-officer.ts';
import type { TicketStore } from './ticket-store.ts';

/** What the handoff is made of. */
export interface HandoffParts {
  readonly store: TicketStore;
  readonly clock: Clock;
  /** A whole number from 0 to below `limit`, every one as likely, not to be guessed: for numbers. */
  readonly random: (limit: number) => number;
  /** An id that nobody else makes, for notes. */
  readonly makeId: () => string;
  /** Always the same for a message: its turn may run again after a crash, and opens one case all the same. */
  readonly ticketIdFor: (conversation: string, message: string) => string;
  readonly makeCaseNumber: (now: Date, random: (limit: number) => number) => string;
  /** The number as it is stored, from what was typed; undefined when it is none. */
  readonly parseCaseNumber: (text: string) => string | undefined;
  /** Always the same for a ticket, and not to be guessed: a turn that runs again after a crash says the same code. */
  readonly makeCaseCode: (ticket: string) => string;
  /** The code as it was made, from what was typed; undefined when it can be none. */
  readonly parseCaseCode: (text: string) => string | undefined;
  /** Which desk a request goes to, and how promising it is. */
  readonly route: (
    fields: Slots,
    language: Language,
  ) => { readonly routing: Routing; readonly lead: LeadScore; readonly desk: Desk };
  /** UTC instant (ISO 8601) by which this desk promises the first reply to somebody who asks at `at`. */
  readonly promise: (desk: Desk, at: Date) => string;
  /** Working minutes from one instant to another. */
  readonly workingMinutes: (from: Date, to: Date) => number;
  readonly deskOf: (id: string) => Desk | undefined;
  readonly isSupervisor: (actor: Actor) => Promise<boolean>;
  /** As visitors read it in this language; undefined when no such officer can take cases. */
  readonly officerName: (account: string, language: Language) => Promise<string | undefined>;
  /** Whom cases may be offered to. */
  readonly officers: () => Promise<readonly Candidate[]>;
  readonly say: Wording;
  /**
   * What leaves the program with this change, beside the visitor's own messages. Changes nothing: called again after a
   * lost race.
   */
  readonly notify: (ticket: Ticket, event: Omit<TicketEvent, 'sequence'>) => Promise<readonly OutboxEntry[]>;
  /** Called once after every change that was stored. Must not throw. */
  readonly onChange: (ticket: Ticket, event: Omit<TicketEvent, 'sequence'>) => void;
}
