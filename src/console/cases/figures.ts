import { hongKongDay } from '../../domain/clock.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { StandingOf } from './case-parts.ts';
import { idsIn, MARKET_SLOT, NEED_SLOT, PROVINCE_SLOT } from './case-slots.ts';

/** What a rule has to know beside the case. */
export interface FigureContext {
  readonly now: Date;
  readonly standingOf: StandingOf;
}

type Rule = (ticket: Ticket, context: FigureContext) => readonly string[];

/**
 * What the board counts cases by: each rule says under which ids a case falls. The same rule counts and lists, so a
 * figure and the cases behind it never differ.
 */
export const FIGURE_RULES = {
  day: ({ openedAt }) => [hongKongDay(new Date(openedAt))],
  state: ({ state }) => [state],
  waiting: (ticket, { now, standingOf }) => [standingOf(ticket, now).urgency],
  promise: (ticket, { now }) => [promiseOf(ticket, now)],
  need: ({ fields }) => idsIn(fields, NEED_SLOT),
  market: ({ fields }) => idsIn(fields, MARKET_SLOT),
  province: ({ fields }) => idsIn(fields, PROVINCE_SLOT),
  funnel: ({ state, lead }) => [
    'opened',
    ...(lead.band === 'qualified' ? ['qualified'] : []),
    ...(state === 'resolved' ? ['resolved'] : []),
  ],
} as const satisfies Record<string, Rule>;

export type FigureGroup = keyof typeof FIGURE_RULES;

/** "need:tax" taken apart; undefined when there is no such group. */
export function parseFigure(text: string): { readonly group: FigureGroup; readonly id: string } | undefined {
  const [group = '', ...rest] = text.split(':');
  return isGroup(group) ? { group, id: rest.join(':') } : undefined;
}

export function isInFigure(
  ticket: Ticket,
  { group, id }: { readonly group: FigureGroup; readonly id: string },
  context: FigureContext,
): boolean {
  const rule: Rule = FIGURE_RULES[group];
  return rule(ticket, context).includes(id);
}

/** How many of the tickets fall under each id. */
export function countBy(
  group: FigureGroup,
  tickets: readonly Ticket[],
  context: FigureContext,
): ReadonlyMap<string, number> {
  const rule: Rule = FIGURE_RULES[group];
  const counts = new Map<string, number>();
  for (const ticket of tickets)
    for (const id of new Set(rule(ticket, context))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Whether the first reply came by the promised time. A case that ended before that time without a reply owes none. */
function promiseOf({ firstReplyAt, promisedBy, resolvedAt }: Ticket, now: Date): string {
  const due = Date.parse(promisedBy);
  if (firstReplyAt !== null) return Date.parse(firstReplyAt) <= due ? 'kept' : 'missed';
  if (resolvedAt !== null) return Date.parse(resolvedAt) <= due ? 'none' : 'missed';
  return now.getTime() > due ? 'missed' : 'pending';
}

function isGroup(text: string): text is FigureGroup {
  return Object.hasOwn(FIGURE_RULES, text);
}
