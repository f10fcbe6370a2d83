import type { Ticket } from '../../domain/ticket.ts';
import type { CaseRow } from './case-api.ts';
import { CASE_POLICY } from './policy.ts';

const ENDED: readonly Ticket['state'][] = ['resolved', 'withdrawn', 'merged'];

/** Since when somebody waits for us; null when nobody does. */
export function waitingSince(ticket: Ticket): string | null {
  if (ENDED.includes(ticket.state) || ticket.isSpam) return null;
  if (ticket.firstReplyAt === null) return ticket.openedAt;
  const { lastVisitorAt, lastOfficerAt } = ticket;
  if (lastVisitorAt === null) return null;
  return lastOfficerAt === null || Date.parse(lastVisitorAt) > Date.parse(lastOfficerAt) ? lastVisitorAt : null;
}

/** Past the promise, soon, in time, nothing owed. Only the first reply is promised; later ones are never late. */
export function urgencyOf(ticket: Ticket, now: Date): CaseRow['urgency'] {
  const since = waitingSince(ticket);
  if (since === null) return 'none';
  if (ticket.firstReplyAt !== null)
    return now.getTime() - Date.parse(since) >= CASE_POLICY.chatSoonMs ? 'soon' : 'in-time';
  const leftMs = Date.parse(ticket.promisedBy) - now.getTime();
  if (leftMs < 0) return 'late';
  return leftMs < CASE_POLICY.soonMs ? 'soon' : 'in-time';
}
