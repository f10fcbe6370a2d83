import { REMIND_MINUTES } from '../domain/call-back.ts';
import type { Desk } from '../domain/desk.ts';
import type { Ticket, TicketEvent, TicketEventKind } from '../domain/ticket.ts';
import { type Candidate, chooseOfficer, type Loads, mayTake, type Wanted } from './choose-officer.ts';
import { deskAfter } from './desk-after.ts';
import type { TicketCommand } from './handoff.ts';
import type { HandoffParts } from './handoff-parts.ts';
import type { TicketFilter } from './ticket-store.ts';

/** Tickets read at once. */
const PAGE = 200;

/** Offers from before count no more for whose turn it is. */
const TURNS_DAYS = 30;

/** With these a case begins to wait at its desk. */
const ARRIVALS: readonly TicketEventKind[] = ['opened', 'released', 'transferred', 'passed-on', 'reopened', 'woken'];

type Parts = Pick<HandoffParts, 'store' | 'clock' | 'deskOf' | 'workingMinutes' | 'officers'>;

/** A command of the clock for one ticket. */
export interface Overdue {
  readonly ticket: Ticket;
  readonly command: TicketCommand;
}

/**
 * What the clock has to do now: wake snoozed cases, remind of calls, offer waiting cases to officers, and pass on those
 * that nobody at their desk accepted in time. At most one command for each ticket.
 */
export async function findOverdue(parts: Parts): Promise<readonly Overdue[]> {
  const now = parts.clock();
  const snoozed = await readAll(parts.store, { isSnoozed: true });
  const woken = snoozed
    .filter(({ snoozedUntil }) => snoozedUntil !== null && Date.parse(snoozedUntil) <= now.getTime())
    .map((ticket) => ({ ticket, command: { kind: 'wake' } as const }));
  const soon = new Date(now.getTime() + REMIND_MINUTES * 60_000).toISOString();
  const reminded = (await readAll(parts.store, { remindBefore: soon })).map((ticket) => ({
    ticket,
    command: { kind: 'remind-call' } as const,
  }));
  const waiting = await readAll(parts.store, { states: ['new'], isSnoozed: false, isSpam: false });
  const asking = await readOfficers(parts, waiting, now);
  const passed: Overdue[] = [];
  for (const ticket of waiting) {
    const command = await commandFor(ticket, asking, parts, now);
    if (command === null) continue;
    passed.push({ ticket, command });
    asking.count(ticket, command, now);
  }
  return [...woken, ...reminded, ...passed];
}

async function commandFor(ticket: Ticket, asking: Asking, parts: Parts, now: Date): Promise<TicketCommand | null> {
  const desk = parts.deskOf(ticket.desk);
  const hasNext = deskAfter(ticket) !== undefined;
  const events = await parts.store.events(ticket.id);
  const arrival = events.findLastIndex(({ what }) => ARRIVALS.includes(what));
  const since = new Date(events[arrival]?.at ?? ticket.openedAt);
  // A desk that was taken out of the routing since accepts nothing any more.
  if (hasNext && (desk === undefined || parts.workingMinutes(since, now) >= desk.acceptWithinMinutes))
    return { kind: 'pass-on' };
  if (desk?.assign !== 'offer') return ticket.offer === null ? null : END_OFFER;
  const lapsed = ticket.offer === null ? null : whyLapsed(ticket.offer, ticket, desk, asking, parts, now);
  if (ticket.offer !== null && lapsed === null) return null;
  const asked = askedSince(events.slice(Math.max(arrival, 0)));
  const choice = chooseOfficer(ticket, asking.officers, asking.loads, asked);
  if (choice !== null) return { kind: 'offer', officer: choice.officer, reason: choice.reason };
  if (asked.size > 0 && hasNext && lapsed !== null) return { kind: 'pass-on', reason: 'all-asked' };
  return lapsed === null ? null : { kind: 'offer', officer: null, reason: lapsed };
}

/** The desk's cases lie in the queue since: the files were changed. */
const END_OFFER: TicketCommand = { kind: 'offer', officer: null, reason: 'not-available' };

/** Why an offer no longer stands; null while it does. */
function whyLapsed(
  { officer, at }: NonNullable<Ticket['offer']>,
  wanted: Wanted,
  desk: Desk,
  { officers, loads }: Asking,
  parts: Parts,
  now: Date,
): 'not-accepted' | 'not-available' | null {
  const found = officers.find(({ id }) => id === officer);
  // The offer itself is among what the officer has.
  const others = new Map(loads.cases).set(officer, (loads.cases.get(officer) ?? 1) - 1);
  if (found === undefined || !mayTake(found, wanted, { cases: others })) return 'not-available';
  return parts.workingMinutes(new Date(at), now) >= desk.offerMinutes ? 'not-accepted' : null;
}

function askedSince(events: readonly TicketEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ what, detail }) => (what === 'offered' ? [detail['officer'] ?? ''] : [])));
}

/** Who can be asked, and what each has, with what this look already gave them. */
interface Asking {
  readonly officers: readonly Candidate[];
  readonly loads: Loads;
  readonly count: (ticket: Ticket, command: TicketCommand, now: Date) => void;
}

async function readOfficers(
  { store, officers, deskOf }: Parts,
  waiting: readonly Ticket[],
  now: Date,
): Promise<Asking> {
  const isNeeded = waiting.some(({ desk, offer }) => offer !== null || deskOf(desk)?.assign === 'offer');
  const since = new Date(now.getTime() - TURNS_DAYS * 24 * 3_600_000);
  const [candidates, loads, offers] = isNeeded
    ? await Promise.all([officers(), store.loads(), store.lastOffers(since)])
    : [[], new Map<string, number>(), new Map<string, string>()];
  const cases = new Map(loads);
  const lastOffers = new Map(offers);
  const add = (officer: string | undefined, count: number): void => {
    if (officer !== undefined) cases.set(officer, (cases.get(officer) ?? 0) + count);
  };
  return {
    officers: candidates,
    loads: { cases, lastOffers },
    count({ offer }, command, at) {
      add(offer?.officer, -1);
      if (command.kind !== 'offer' || command.officer === null) return;
      add(command.officer, 1);
      lastOffers.set(command.officer, at.toISOString());
    },
  };
}

async function readAll(store: HandoffParts['store'], filter: TicketFilter): Promise<readonly Ticket[]> {
  const all: Ticket[] = [];
  for (;;) {
    const page = await store.list(filter, { limit: PAGE, offset: all.length });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
