import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import type { News } from '../domain/replicas.ts';
import type { Parts } from './parts.ts';

/** Passes on what other processes on the database do to the sockets of this one. */
export function hearReplicas({
  storage,
  live,
  directLine,
  log,
}: Pick<Parts, 'storage' | 'live' | 'log'> & { readonly directLine: DirectLine }): (news: News) => void {
  return (news) => {
    if (news.kind === 'said') directLine.refresh(news.conversation);
    else if (news.kind === 'mentioned') live?.mentioned(news.accounts);
    else if (news.kind === 'case') {
      storage.tickets.find(news.ticket).then(
        (ticket) => ticket && live?.changedElsewhere(ticket),
        (error: unknown) => log.warn({ error }, 'the change of a case was not passed on'),
      );
    } else {
      directLine.refresh(undefined);
      live?.changedElsewhere(undefined);
    }
  };
}
