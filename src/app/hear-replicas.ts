import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { News } from '../domain/replicas.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Parts } from './parts.ts';

/** Passes on what other processes on the database do to the sockets of this one. */
export function hearReplicas({
  storage,
  live,
  directLine,
  log,
}: Pick<Parts, 'storage' | 'live' | 'log'> & { readonly directLine: DirectLine }): (news: News) => void {
  const withCase = (id: string, pass: (ticket: Ticket) => unknown) => {
    storage.tickets.find(id).then(
      (ticket) => ticket && pass(ticket),
      (error: unknown) => log.warn({ error }, 'what is new of a case was not passed on'),
    );
  };
  return (news) => {
    switch (news.kind) {
      case 'said':
        directLine.refresh(news.conversation);
        break;
      case 'case':
        withCase(news.ticket, (ticket) => live?.changedElsewhere(ticket));
        break;
      case 'mentioned':
        live?.mentioned(news.accounts);
        break;
      case 'visitor-typing':
        withCase(news.ticket, (ticket) => live?.visitorTyping(ticket));
        break;
      case 'visitor-read':
        withCase(news.ticket, (ticket) => live?.visitorRead(ticket));
        break;
      case 'officer-typing':
        directLine.showTyping(news.place, '');
        break;
      case 'notices':
        live?.noticesChanged();
        break;
      case 'missed':
        directLine.refresh(undefined);
        live?.changedElsewhere(undefined);
    }
  };
}
