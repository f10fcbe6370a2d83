import type { Ticket, TicketEventKind } from '../domain/ticket.ts';
import { deskAfter } from './desk-after.ts';
import type { TicketCommand } from './handoff.ts';
import type { HandoffParts } from './handoff-parts.ts';
import type { TicketFilter } from './ticket-store.ts';

/** Tickets read at once. */
const PAGE = 200;

/** With these a case begins to wait at its desk. */
const ARRIVALS: readonly TicketEventKind[] = ['opened', 'released', 'transferred', 'passed-on', 'reopened', 'woken'];

/** What the clock has to do now: wake snoozed cases, and pass on those that nobody at their desk accepted in time. */
export async function findOverdue(
  parts: Pick<HandoffParts, 'store' | 'clock' | 'deskOf' | 'workingMinutes'>,
): Promise<readonly { readonly ticket: Ticket; readonly command: TicketCommand }[]> {
  const now = parts.clock();
  const snoozed = await readAll(parts.store, { isSnoozed: true });
  const woken = snoozed
    .filter(({ snoozedUntil }) => snoozedUntil !== null && Date.parse(snoozedUntil) <= now.getTime())
    .map((ticket) => ({ ticket, command: { kind: 'wake' } as const }));
  const waiting = await readAll(parts.store, { states: ['new'], isSnoozed: false, isSpam: false });
  const passedOn = [];
  for (const ticket of waiting) {
    if (deskAfter(ticket) === undefined) continue;
    const desk = parts.deskOf(ticket.desk);
    const since = new Date(await arrivedAt(parts.store, ticket));
    // A desk that was taken out of the routing since accepts nothing any more.
    if (desk === undefined || parts.workingMinutes(since, now) >= desk.acceptWithinMinutes)
      passedOn.push({ ticket, command: { kind: 'pass-on' } as const });
  }
  return [...woken, ...passedOn];
}

async function arrivedAt(store: HandoffParts['store'], ticket: Ticket): Promise<string> {
  const events = await store.events(ticket.id);
  return events.findLast(({ what }) => ARRIVALS.includes(what))?.at ?? ticket.openedAt;
}

async function readAll(store: HandoffParts['store'], filter: TicketFilter): Promise<readonly Ticket[]> {
  const all: Ticket[] = [];
  for (;;) {
    const page = await store.list(filter, { limit: PAGE, offset: all.length });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
