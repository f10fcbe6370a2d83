import { type ExpressionBuilder, type ExpressionWrapper, type Kysely, type SqlBool, sql } from 'kysely';
import { ENDED_STATES } from '../../domain/ticket.ts';
import type { TicketFilter } from '../../handoff/ticket-store.ts';
import { isPostgres } from './is-postgres.ts';
import { searchable } from './stored-ticket.ts';
import type { Tables } from './tables.ts';

/** What a filter asks, as a condition; what it leaves out, it lets through. */
export function matches(db: Kysely<Tables>, filter: TicketFilter) {
  return (eb: ExpressionBuilder<Tables, 'tickets'>): ExpressionWrapper<Tables, 'tickets', SqlBool> =>
    eb.and([
      ...(filter.conversation === undefined ? [] : [eb('conversation', '=', filter.conversation)]),
      ...(filter.states === undefined ? [] : [eb('state', 'in', filter.states)]),
      ...(filter.desks === undefined ? [] : [eb('desk', 'in', filter.desks)]),
      ...(filter.officer === undefined ? [] : [eb('officer', filter.officer === null ? 'is' : '=', filter.officer)]),
      ...(filter.languages === undefined ? [] : [eb('language', 'in', filter.languages)]),
      ...(filter.bands === undefined ? [] : [eb('band', 'in', filter.bands)]),
      ...(filter.labels === undefined ? [] : [hasAnyOf(db, filter.labels)]),
      ...(filter.openedSince === undefined ? [] : [eb('opened_at', '>=', filter.openedSince)]),
      ...(filter.openedBefore === undefined ? [] : [eb('opened_at', '<', filter.openedBefore)]),
      ...(filter.isSpam === undefined ? [] : [eb('is_spam', '=', filter.isSpam ? 1 : 0)]),
      ...(filter.isSnoozed === undefined ? [] : [eb('snoozed_until', filter.isSnoozed ? 'is not' : 'is', null)]),
      ...(filter.remindBefore === undefined ? [] : [eb('call_to_remind', '<', filter.remindBefore)]),
      ...(filter.search === undefined ? [] : [contains(searchable(filter.search))]),
    ]);
}

/** The text is in one case already, as a stored one is. */
function contains(text: string) {
  return sql<SqlBool>`searched like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
}

function hasAnyOf(db: Kysely<Tables>, labels: readonly string[]) {
  if (isPostgres(db))
    return sql<SqlBool>`exists (select 1 from json_array_elements_text(labels::json) as label where label = any (${labels}))`;
  return sql<SqlBool>`exists (select 1 from json_each(labels) where value in
    (select value from json_each(${JSON.stringify(labels)})))`;
}

const ENDED = sql.join(ENDED_STATES.map((state) => sql.lit(state)));

/** Who waits for a first reply, who waits for the next one, whom we wait for, what is over. */
export const URGENCY_RANK = sql<number>`case
  when state in (${ENDED}) then 3
  when first_reply_at is null then 0
  when last_visitor_at > coalesce(last_officer_at, '') then 1
  else 2 end`;

/** Within a rank, the earliest first. */
export const WAITING_SINCE = sql<string | null>`case
  when state in (${ENDED}) then null
  when first_reply_at is null then promised_by
  when last_visitor_at > coalesce(last_officer_at, '') then last_visitor_at
  else coalesce(last_officer_at, opened_at) end`;
