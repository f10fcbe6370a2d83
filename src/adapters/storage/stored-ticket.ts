import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import type { CallBack } from '../../domain/call-back.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { LEAD_BANDS } from '../../domain/lead.ts';
import { hasEnded, TICKET_EVENTS, TICKET_STATES, type Ticket, type TicketEvent } from '../../domain/ticket.ts';
import { companyKey } from '../../handoff/company-key.ts';
import { slotsSchema } from './stored-state.ts';
import type { TicketEventsTable, TicketsTable } from './tables.ts';

const texts = z.array(z.string());
const localized = z.object({ en: z.string(), 'zh-Hant': z.string(), 'zh-Hans': z.string() });
const routingSchema = z.object({ desk: z.string(), next: texts, rule: z.string(), reason: localized });
const leadSchema = z.object({
  score: z.number(),
  band: z.enum(LEAD_BANDS),
  reasons: z.array(z.object({ rule: z.string(), points: z.number(), text: localized })),
});
const consentSchema = z.object({ version: z.string(), at: z.string() });
const callTime = z.object({ start: z.string(), minutes: z.number() }).nullable();
const callBackSchema = z.object({
  proposed: callTime,
  agreed: callTime,
  sequence: z.number(),
  isReminded: z.boolean(),
}) satisfies z.ZodType<CallBack>;
const actorKind = z.enum(['visitor', 'officer', 'system']);

/** What was said in the form; null when it cannot be read. */
export function storedFields(text: string): Ticket['fields'] | null {
  try {
    return slotsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Throws when the row is no ticket. */
export function ticketOf(row: Selectable<TicketsTable>): Ticket {
  return {
    id: row.id,
    number: row.number,
    codeHash: row.code_hash,
    conversation: row.conversation,
    channel: row.channel,
    language: z.enum(LANGUAGES).parse(row.language),
    state: z.enum(TICKET_STATES).parse(row.state),
    officer: row.officer,
    offer: row.offered_to === null || row.offered_at === null ? null : { officer: row.offered_to, at: row.offered_at },
    desk: row.desk,
    routing: routingSchema.parse(JSON.parse(row.routing)),
    lead: leadSchema.parse(JSON.parse(row.lead)),
    fields: slotsSchema.parse(JSON.parse(row.fields)),
    withheld: texts.parse(JSON.parse(row.withheld)),
    summary: row.summary,
    consent: consentSchema.parse(JSON.parse(row.consent)),
    labels: texts.parse(JSON.parse(row.labels)),
    openedAt: row.opened_at,
    promisedBy: row.promised_by,
    firstReplyAt: row.first_reply_at,
    lastVisitorAt: row.last_visitor_at,
    lastOfficerAt: row.last_officer_at,
    resolvedAt: row.resolved_at,
    snoozedUntil: row.snoozed_until,
    mergedInto: row.merged_into,
    rating: row.rating,
    isSpam: row.is_spam === 1,
    callBack: row.call_back === null ? null : callBackSchema.parse(JSON.parse(row.call_back)),
    version: row.version,
  };
}

export function rowOf(ticket: Ticket): Insertable<TicketsTable> {
  const company = companyKeyOf(ticket);
  const { callBack } = ticket;
  return {
    id: ticket.id,
    number: ticket.number,
    code_hash: ticket.codeHash,
    conversation: ticket.conversation,
    channel: ticket.channel,
    language: ticket.language,
    state: ticket.state,
    officer: ticket.officer,
    offered_to: ticket.offer?.officer ?? null,
    offered_at: ticket.offer?.at ?? null,
    desk: ticket.desk,
    routing: JSON.stringify(ticket.routing),
    lead: JSON.stringify(ticket.lead),
    band: ticket.lead.band,
    fields: JSON.stringify(ticket.fields),
    withheld: JSON.stringify(ticket.withheld),
    summary: ticket.summary,
    consent: JSON.stringify(ticket.consent),
    labels: JSON.stringify(ticket.labels),
    opened_at: ticket.openedAt,
    promised_by: ticket.promisedBy,
    first_reply_at: ticket.firstReplyAt,
    last_visitor_at: ticket.lastVisitorAt,
    last_officer_at: ticket.lastOfficerAt,
    resolved_at: ticket.resolvedAt,
    snoozed_until: ticket.snoozedUntil,
    merged_into: ticket.mergedInto,
    rating: ticket.rating,
    is_spam: ticket.isSpam ? 1 : 0,
    call_back: callBack && JSON.stringify(callBack),
    call_to_remind: hasEnded(ticket.state) || callBack?.isReminded !== false ? null : (callBack.agreed?.start ?? null),
    version: ticket.version,
    company,
    searched: [ticket.number, ticket.number.replaceAll('-', ''), companyOf(ticket.fields), ticket.summary]
      .map(searchable)
      .join('\n'),
    purged_at: null,
  };
}

/** As it is compared and searched: one width, one case, no spaces. Both sides of a comparison go through this. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Z}]+/gu, '');
}

/** The company's name as it is compared; empty when none is known. */
export function companyKeyOf({ fields }: Pick<Ticket, 'fields'>): string {
  return companyKey(companyOf(fields));
}

/** Its slot is that of dialogs/qualify-lead.yaml. */
function companyOf({ company }: Ticket['fields']): string {
  return typeof company === 'string' ? company : '';
}

export function eventOf(row: Selectable<TicketEventsTable>): TicketEvent {
  return {
    ticket: row.ticket,
    sequence: row.sequence,
    at: row.at,
    actor: { kind: actorKind.parse(row.actor_kind), id: row.actor_id, name: row.actor_name },
    what: z.enum(TICKET_EVENTS).parse(row.what),
    reason: row.reason,
    detail: z.record(z.string(), z.string()).parse(JSON.parse(row.detail)),
  };
}
