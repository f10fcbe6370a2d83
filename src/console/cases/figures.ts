import { hongKongDay } from '../../domain/clock.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { idsIn, MARKET_SLOT, NEED_SLOT, PROVINCE_SLOT } from './case-slots.ts';
import { urgencyOf } from './urgency.ts';

/**
 * What the board counts cases by: each rule says under which ids a case falls. The same rule counts and lists, so a
 * figure and the cases behind it never differ.
 */
export const FIGURE_RULES = {
  day: ({ openedAt }) => [hongKongDay(new Date(openedAt))],
  state: ({ state }) => [state],
  waiting: (ticket, now) => [urgencyOf(ticket, now)],
  promise: (ticket, now) => [promiseOf(ticket, now)],
  need: ({ fields }) => idsIn(fields, NEED_SLOT),
  market: ({ fields }) => idsIn(fields, MARKET_SLOT),
  province: ({ fields }) => idsIn(fields, PROVINCE_SLOT),
  funnel: ({ resolvedAt }) => (resolvedAt === null ? ['opened'] : ['opened', 'resolved']),
} as const satisfies Record<string, (ticket: Ticket, now: Date) => readonly string[]>;

export type FigureGroup = keyof typeof FIGURE_RULES;

/** "need:tax" taken apart; undefined when there is no such group. */
export function parseFigure(text: string): { readonly group: FigureGroup; readonly id: string } | undefined {
  const [group = '', ...rest] = text.split(':');
  return isGroup(group) ? { group, id: rest.join(':') } : undefined;
}

export function isInFigure(ticket: Ticket, { group, id }: { group: FigureGroup; id: string }, now: Date): boolean {
  const rule: (ticket: Ticket, now: Date) => readonly string[] = FIGURE_RULES[group];
  return rule(ticket, now).includes(id);
}

/** How many of the tickets fall under each id. */
export function countBy(group: FigureGroup, tickets: readonly Ticket[], now: Date): ReadonlyMap<string, number> {
  const rule: (ticket: Ticket, now: Date) => readonly string[] = FIGURE_RULES[group];
  const counts = new Map<string, number>();
  for (const ticket of tickets) for (const id of new Set(rule(ticket, now))) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Whether the first reply came by the promised time. A case that ended without a reply owes none. */
function promiseOf({ firstReplyAt, promisedBy, state }: Ticket, now: Date): string {
  const due = Date.parse(promisedBy);
  if (firstReplyAt !== null) return Date.parse(firstReplyAt) <= due ? 'kept' : 'missed';
  if (state === 'withdrawn' || state === 'merged' || state === 'resolved') return 'none';
  return now.getTime() > due ? 'missed' : 'pending';
}

function isGroup(text: string): text is FigureGroup {
  return Object.hasOwn(FIGURE_RULES, text);
}
