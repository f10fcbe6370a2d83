import { DAY_MS, hongKongDay } from '../../domain/clock.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { TicketFilter } from '../../handoff/ticket-store.ts';
import { type CaseQuery, filterOf } from './case-filter.ts';
import type { CaseParts } from './case-parts.ts';
import { type FigureGroup, isInFigure, parseFigure } from './figures.ts';
import { CASE_POLICY } from './policy.ts';
import type { Viewer } from './viewer.ts';

interface Found {
  readonly tickets: readonly Ticket[];
  readonly total: number;
}

const NONE: Found = { tickets: [], total: 0 };

/** One page of the cases that this person may see, most urgent first. */
export async function findCases(
  parts: CaseParts,
  viewer: Viewer,
  query: CaseQuery,
  page: { readonly limit: number; readonly offset: number },
): Promise<Found> {
  if (query.figure !== undefined) return findOfFigure(parts, viewer, query, query.figure, page);
  const filter = filterOf(query.view, viewer, query);
  if (filter === null) return NONE;
  const [tickets, total] = await Promise.all([parts.tickets.list(filter, page), parts.tickets.count(filter)]);
  return { tickets, total };
}

/** Figures are for those who see every case. */
async function findOfFigure(
  parts: CaseParts,
  viewer: Viewer,
  { days }: CaseQuery,
  text: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Found> {
  const figure = parseFigure(text);
  if (figure === undefined || viewer.role === 'officer') return NONE;
  const now = parts.clock();
  const counted = await ticketsOfFigure(parts, figure.group, startOf(days, now));
  const tickets = counted.filter((ticket) => isInFigure(ticket, figure, { now, standingOf: parts.standingOf }));
  return { tickets: tickets.slice(offset, offset + limit), total: tickets.length };
}

/** Who waits now is counted over every open case, all else over the cases opened since. */
export function ticketsOfFigure(parts: CaseParts, group: FigureGroup, since: Date): Promise<readonly Ticket[]> {
  const filter: TicketFilter =
    group === 'waiting'
      ? { states: ['new', 'claimed', 'in-conversation', 'waiting-for-visitor'], isSpam: false }
      : { openedSince: since.toISOString(), isSpam: false };
  return readAll(parts, filter, CASE_POLICY.boardCases);
}

/** The first instant of the first of so many Hong Kong days, today among them. */
export function startOf(days: number, now: Date): Date {
  const firstDay = hongKongDay(new Date(now.getTime() - (days - 1) * DAY_MS));
  return new Date(`${firstDay}T00:00:00+08:00`);
}

/** In chunks, so that one query never holds up everybody else. */
async function readAll({ tickets }: CaseParts, filter: TicketFilter, most: number): Promise<readonly Ticket[]> {
  const all: Ticket[] = [];
  for (let offset = 0; offset < most; offset += CASE_POLICY.exportChunk) {
    const chunk = await tickets.list(filter, { limit: Math.min(CASE_POLICY.exportChunk, most - offset), offset });
    all.push(...chunk);
    if (chunk.length < CASE_POLICY.exportChunk) break;
  }
  return all;
}
