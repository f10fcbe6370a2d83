import type { TicketEventKind } from '../domain/ticket.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseNotice } from './case-notice.ts';

const TYPES: Partial<Readonly<Record<TicketEventKind, CaseEvent['type']>>> = {
  opened: 'case.opened',
  claimed: 'case.claimed',
  transferred: 'case.transferred',
  'passed-on': 'case.transferred',
  resolved: 'case.resolved',
  withdrawn: 'case.withdrawn',
};

/** null: other systems are not told of this change. */
export function caseEventOf({ ticket, event, names, url }: CaseNotice): CaseEvent | null {
  const type = TYPES[event.what];
  if (type === undefined) return null;
  return {
    type,
    timestamp: event.at,
    data: {
      number: ticket.number,
      state: ticket.state,
      desk: ticket.desk,
      cause: event.actor.kind,
      language: ticket.language,
      needs: names.needs(ticket).map(({ id }) => id),
      markets: names.markets(ticket).map(({ id }) => id),
      // Whoever takes a request back takes their words back.
      summary: event.what === 'withdrawn' ? '' : ticket.summary,
      score: ticket.lead.score,
      band: ticket.lead.band,
      openedAt: ticket.openedAt,
      promisedBy: ticket.promisedBy,
      url,
    },
  };
}
