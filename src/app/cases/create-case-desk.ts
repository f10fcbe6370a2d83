import type { CaseCard } from '../../domain/card.ts';
import type { Language } from '../../domain/language.ts';
import { hasEnded, owedReplyBy, type Ticket, VISITOR } from '../../domain/ticket.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { Limit } from '../../server/route.ts';
import type { Absence, CaseDesk } from '../../turn/case-desk.ts';
import type { CasesParts } from './cases.ts';

/** The handoff as a turn sees it: by conversation, in the visitor’s language. */
export function createCaseDesk({
  tickets,
  handoff,
  deskName,
  statusUrl,
  absenceAt,
  limitCodes,
}: {
  readonly tickets: CasesParts['tickets'];
  readonly handoff: Handoff;
  readonly deskName: (desk: string, language: Language) => string;
  /** Where the case is looked up: the number stands there already, the code is typed. */
  readonly statusUrl: (language: Language, number: string) => string;
  /** Of a desk; null: of all desks together. */
  readonly absenceAt: (desk: string | null, language: Language) => Promise<Absence | null>;
  /** Counts codes that are tried, by conversation; a right one is given back. */
  readonly limitCodes: Limit;
}): CaseDesk {
  const cardOf = async (ticket: Ticket, language: Language, code: string | null): Promise<CaseCard> => ({
    kind: 'case',
    number: ticket.number,
    code,
    state: ticket.state,
    desk: deskName(ticket.desk, language),
    promisedBy: owedReplyBy(ticket),
    waitingBefore: await handoff.queuePosition(ticket),
    statusUrl: statusUrl(language, ticket.number),
    language,
  });
  return {
    relay: (message, told) => handoff.relay(message, told),
    refresh: (conversation) => handoff.refresh(conversation),
    open: async (request) => {
      const outcome = await handoff.open(request);
      if (outcome.kind === 'blocked') return outcome;
      return { kind: 'opened', card: await cardOf(outcome.ticket, request.language, outcome.code) };
    },
    openedBy: async ({ conversation, id }) => {
      const opened = await handoff.openedBy(conversation, id);
      return opened === undefined ? null : cardOf(opened.ticket, opened.ticket.language, opened.code);
    },
    blockedUntil: (conversation) => handoff.blockedUntil(conversation),
    current: async (conversation, language) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket === undefined) return null;
      return { card: await cardOf(ticket, language, null), isOpen: !hasEnded(ticket.state) };
    },
    absence: async (conversation, language) => {
      const ticket = await tickets.findOpen(conversation);
      return absenceAt(ticket?.desk ?? null, language);
    },
    withdraw: async (conversation, said) => {
      const ticket = await tickets.findOpen(conversation);
      if (ticket === undefined) return false;
      const withWords = said === undefined ? {} : { said };
      return (await handoff.act(ticket.id, { kind: 'withdraw', ...withWords }, VISITOR)).kind === 'done';
    },
    withdrawNamed: async ({ number, code, conversation, isConfirmed, said }) => {
      const verdict = await limitCodes(conversation);
      if (!verdict.isAllowed) return { kind: 'limited', waitSeconds: verdict.waitSeconds };
      const ticket = await handoff.findForVisitor(number, code);
      if (ticket === undefined) return { kind: 'unknown' };
      await verdict.giveBack();
      // Asked for again after the answer was lost.
      if (ticket.state === 'withdrawn') return { kind: 'withdrawn' };
      if (!isConfirmed) return { kind: 'open' };
      const isOfThisChat = said !== undefined && ticket.conversation === conversation && !hasEnded(ticket.state);
      const withWords = isOfThisChat ? { said } : {};
      const outcome = await handoff.act(ticket.id, { kind: 'withdraw', ...withWords }, VISITOR);
      if (outcome.kind === 'done') return { kind: isOfThisChat ? 'told' : 'withdrawn' };
      return { kind: isOfThisChat ? 'not-owned' : 'ended' };
    },
    leaveQueue: async (conversation) => {
      const ticket = await tickets.findOpen(conversation);
      if (ticket === undefined || (await handoff.queuePosition(ticket)) === null) return false;
      return (await handoff.act(ticket.id, { kind: 'leave-queue' }, VISITOR)).kind === 'done';
    },
    rate: async (conversation, rating) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket?.state !== 'resolved' || ticket.rating !== null) return false;
      return (await handoff.act(ticket.id, { kind: 'rate', rating }, VISITOR)).kind === 'done';
    },
  };
}
