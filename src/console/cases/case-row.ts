import type { Ticket } from '../../domain/ticket.ts';
import type { CaseRow } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { COMPANY_SLOT, idsIn, MARKET_SLOT, NEED_SLOT } from './case-slots.ts';
import { localized } from './localized.ts';
import { maskContact } from './mask-contact.ts';
import { CASE_POLICY } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** Names of accounts by id, read once for a whole list. */
export type Names = ReadonlyMap<string, string>;

export async function readNames({ accounts }: Pick<CaseParts, 'accounts'>): Promise<Names> {
  return new Map((await accounts.list()).map(({ id, name }) => [id, name]));
}

/** A case as a list shows it: what the visitor wrote is shortened, e-mail addresses and telephone numbers covered. */
export async function caseRow(ticket: Ticket, viewer: Viewer, names: Names, parts: CaseParts): Promise<CaseRow> {
  const [last] = await parts.transcript(ticket.conversation, 1);
  const described = (slot: string) =>
    idsIn(ticket.fields, slot).map((id) => localized((language) => parts.describeSlot(slot, id, language).shown));
  const { urgency, waitingSince } = parts.standingOf(ticket, parts.clock());
  const { id, number, state, channel, language, labels, openedAt, promisedBy, lead } = ticket;
  return {
    id,
    number,
    state,
    urgency,
    company: companyOf(ticket),
    summary: maskContact(ticket.summary),
    needs: described(NEED_SLOT),
    markets: described(MARKET_SLOT),
    desk: { id: ticket.desk, name: deskName(parts, ticket.desk) },
    officer: ticket.officer === null ? null : (names.get(ticket.officer) ?? null),
    isMine: ticket.officer === viewer.account,
    offeredTo: ticket.offer && {
      name: names.get(ticket.offer.officer) ?? '',
      isMe: ticket.offer.officer === viewer.account,
    },
    channel,
    language,
    score: lead.score,
    band: lead.band,
    labels,
    openedAt,
    promisedBy,
    waitingSince,
    lastMessage: preview(last?.text ?? ''),
  };
}

export function companyOf({ fields }: Ticket): string {
  const company = fields[COMPANY_SLOT];
  return typeof company === 'string' ? company : '';
}

/** A desk that is no longer in the files keeps its id as its name. */
export function deskName({ desks }: Pick<CaseParts, 'desks'>, id: string) {
  return desks().find((desk) => desk.id === id)?.name ?? localized(() => id);
}

/** Masked before it is cut, so that no half of a number is left at the end. */
function preview(text: string): string {
  const characters = [...maskContact(text.replace(/\s+/gu, ' ').trim())];
  if (characters.length <= CASE_POLICY.previewLength) return characters.join('');
  return `${characters.slice(0, CASE_POLICY.previewLength).join('')}…`;
}
