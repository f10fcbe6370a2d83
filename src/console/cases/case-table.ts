import type { Language } from '../../domain/language.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { CaseParts } from './case-parts.ts';
import { companyOf, deskName, type Names } from './case-row.ts';
import { idsIn, isPersonalSlot, MARKET_SLOT, NEED_SLOT, PROVINCE_SLOT } from './case-slots.ts';
import { MASK, maskContact } from './mask-contact.ts';

const HEAD = [
  'number',
  'state',
  'desk',
  'officer',
  'channel',
  'language',
  'company',
  'needs',
  'markets',
  'provinces',
  'summary',
  'contact',
  'score',
  'band',
  'labels',
  'opened_at',
  'promised_by',
  'first_reply_at',
  'resolved_at',
  'rating',
] as const;

/** What stands in a cell: words, a number, an instant, or nothing. */
export type TableCell = string | number | Date | null;

/** The cases as a table, in the reader's language. A file leaves the house: contact fields say only that there are some. */
export function caseTable(
  tickets: readonly Ticket[],
  names: Names,
  language: Language,
  parts: Pick<CaseParts, 'desks' | 'describeSlot'>,
): { readonly head: readonly string[]; readonly rows: readonly (readonly TableCell[])[] } {
  return { head: HEAD, rows: tickets.map((ticket) => rowOf(ticket, names, language, parts)) };
}

function rowOf(
  ticket: Ticket,
  names: Names,
  language: Language,
  parts: Pick<CaseParts, 'desks' | 'describeSlot'>,
): readonly TableCell[] {
  const described = (slot: string): string =>
    idsIn(ticket.fields, slot)
      .map((id) => parts.describeSlot(slot, id, language).shown)
      .join('; ');
  const cells: Record<(typeof HEAD)[number], TableCell> = {
    number: ticket.number,
    state: ticket.state,
    desk: deskName(parts, ticket.desk)[language],
    officer: names.get(ticket.officer ?? '') ?? '',
    channel: ticket.channel,
    language: ticket.language,
    company: maskContact(companyOf(ticket)),
    needs: described(NEED_SLOT),
    markets: described(MARKET_SLOT),
    provinces: described(PROVINCE_SLOT),
    summary: maskContact(ticket.summary),
    contact: Object.keys(ticket.fields).some(isPersonalSlot) ? MASK : '',
    score: ticket.lead.score,
    band: ticket.lead.band,
    labels: ticket.labels.join('; '),
    opened_at: new Date(ticket.openedAt),
    promised_by: new Date(ticket.promisedBy),
    first_reply_at: instantOf(ticket.firstReplyAt),
    resolved_at: instantOf(ticket.resolvedAt),
    rating: ticket.rating,
  };
  return HEAD.map((column) => cells[column]);
}

function instantOf(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
