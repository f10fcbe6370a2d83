import { DAY_MS, hongKongDay } from '../../domain/clock.ts';
import type { LocalizedText } from '../../domain/language.ts';
import { TICKET_STATES, type Ticket } from '../../domain/ticket.ts';
import type { Activity } from '../../insights/insight-store.ts';
import type { CaseBoard, Figure } from './case-api.ts';
import type { DescribeSlot, StandingOf } from './case-parts.ts';
import { MARKET_SLOT, NEED_SLOT, PROVINCE_SLOT } from './case-slots.ts';
import { countBy, type FigureGroup } from './figures.ts';
import { localized } from './localized.ts';
import { CASE_POLICY } from './policy.ts';

export interface BoardInput {
  readonly days: number;
  readonly since: Date;
  readonly now: Date;
  /** Opened since then, without spam. */
  readonly opened: readonly Ticket[];
  /** Open now, without spam. */
  readonly open: readonly Ticket[];
  readonly activity: Activity;
  readonly describeSlot: DescribeSlot;
  readonly standingOf: StandingOf;
}

/** The supervisors' figures, each with the query that lists its cases. */
export function boardOf({ days, since, now, opened, open, activity, describeSlot, standingOf }: BoardInput): CaseBoard {
  const figure = (group: FigureGroup, id: string, value: number, name: LocalizedText | null = null): Figure => {
    return { id, name, value, query: new URLSearchParams({ figure: `${group}:${id}`, days: String(days) }).toString() };
  };
  /** The ids as they are listed here; one that no case falls under counts 0. */
  const known = (group: FigureGroup, ids: readonly string[], tickets: readonly Ticket[] = opened): Figure[] => {
    const counts = countBy(group, tickets, { now, standingOf });
    return ids.map((id) => figure(group, id, counts.get(id) ?? 0));
  };
  const mostFrequent = (group: FigureGroup, slot: string): Figure[] =>
    [...countBy(group, opened, { now, standingOf })]
      .toSorted(([a, one], [b, other]) => other - one || a.localeCompare(b))
      .slice(0, CASE_POLICY.boardValues)
      .map(([id, value]) =>
        figure(
          group,
          id,
          value,
          localized((language) => describeSlot(slot, id, language).shown),
        ),
      );
  const uncounted = (id: string, value: number): Figure => ({ id, name: null, value, query: null });
  return {
    days,
    since: since.toISOString(),
    volume: known('day', daysFrom(since, days)),
    states: known('state', TICKET_STATES),
    waiting: known('waiting', ['late', 'soon', 'in-time'], open),
    promises: known('promise', ['kept', 'missed', 'pending']),
    outcomes: [...activity.outcomes].map(([status, answers]) => uncounted(status, answers)),
    needs: mostFrequent('need', NEED_SLOT),
    markets: mostFrequent('market', MARKET_SLOT),
    provinces: mostFrequent('province', PROVINCE_SLOT),
    funnel: [uncounted('chats', activity.chats), ...known('funnel', ['opened', 'qualified', 'resolved'])],
  };
}

function daysFrom(since: Date, days: number): readonly string[] {
  return Array.from({ length: days }, (_, index) => hongKongDay(new Date(since.getTime() + index * DAY_MS)));
}
