import type { CaseCard } from '../../domain/card.ts';
import type { Language } from '../../domain/language.ts';
import { hasEnded, owedReplyBy, type Ticket, VISITOR } from '../../domain/ticket.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { CaseDesk } from '../../turn/case-desk.ts';
import type { CasesParts } from './cases.ts';

/** The handoff as a turn sees it: by conversation, in the visitor’s language. */
export function createCaseDesk({
  tickets,
  handoff,
  deskName,
  statusUrl,
}: {
  readonly tickets: CasesParts['tickets'];
  readonly handoff: Handoff;
  readonly deskName: (desk: string, language: Language) => string;
  readonly statusUrl: (language: Language) => string;
}): CaseDesk {
  const cardOf = (ticket: Ticket, language: Language, code: string | null): CaseCard => ({
    kind: 'case',
    number: ticket.number,
    code,
    state: ticket.state,
    desk: deskName(ticket.desk, language),
    promisedBy: owedReplyBy(ticket),
    statusUrl: statusUrl(language),
    language,
  });
  return {
    relay: (message) => handoff.relay(message),
    refresh: (conversation) => handoff.refresh(conversation),
    open: async (request) => {
      const outcome = await handoff.open(request);
      if (outcome.kind === 'blocked') return outcome;
      return { kind: 'opened', card: cardOf(outcome.ticket, request.language, outcome.code) };
    },
    openedBy: async ({ conversation, id }) => {
      const opened = await handoff.openedBy(conversation, id);
      return opened === undefined ? null : cardOf(opened.ticket, opened.ticket.language, opened.code);
    },
    blockedUntil: (conversation) => handoff.blockedUntil(conversation),
    current: async (conversation, language) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket === undefined) return null;
      return {
        card: cardOf(ticket, language, null),
        isOpen: !hasEnded(ticket.state),
        waitingBefore: await handoff.queuePosition(ticket),
      };
    },
    end: async (conversation, deletes) => {
      const ticket = await tickets.findOpen(conversation);
      if (ticket === undefined) return false;
      const outcome = await handoff.act(ticket.id, { kind: deletes ? 'withdraw' : 'leave-queue' }, VISITOR);
      return outcome.kind === 'done';
    },
    rate: async (conversation, rating) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket?.state !== 'resolved' || ticket.rating !== null) return false;
      return (await handoff.act(ticket.id, { kind: 'rate', rating }, VISITOR)).kind === 'done';
    },
  };
}
