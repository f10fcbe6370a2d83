import { z } from 'zod';
import type { Ticket } from '../../domain/ticket.ts';
import { releaseCases } from '../../handoff/release-cases.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import { actOnCase } from './act-on-case.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { callRoutes } from './call-routes.ts';
import type { RevealedField } from './case-api.ts';
import { caseDetail } from './case-detail.ts';
import { shownValue } from './case-fields.ts';
import type { CaseParts } from './case-parts.ts';
import { isPersonalSlot } from './case-slots.ts';
import { officerCommand } from './command-schema.ts';
import { draftReply } from './draft-reply.ts';
import { listPeople } from './list-people.ts';
import { listRoutes } from './list-routes.ts';
import { createLooks } from './looks.ts';
import { isWriting } from './may-commands.ts';
import { mentionRoutes } from './mention-routes.ts';
import { officerRoutes } from './officer-routes.ts';
import type { OnCase } from './on-case.ts';
import { CASE_POLICY } from './policy.ts';
import { templateRoutes } from './template-routes.ts';
import { CASE_READERS, CASE_WORKERS, maySee, type Viewer, viewerOf } from './viewer.ts';

const nothing = z.object({});
const NOT_FOUND = refuse(404, 'NotFound', 'error.notFound');

/** The officers' pages: lists, one case, what may be done with it, the board, and the officers' own settings. */
export function caseRoutes(parts: CaseParts): readonly ConsoleRoute[] {
  const { guard, tickets, officers, clock } = parts;
  const looks = createLooks(tickets, clock);
  const viewerFor = async (who: SignedIn): Promise<Viewer> => viewerOf(who, await officers.find(who.account.id));

  /** A case that this person may not see does not exist for them. */
  async function seen(id: string, viewer: Viewer): Promise<Ticket | undefined> {
    const ticket = await tickets.find(id);
    return ticket !== undefined && maySee(viewer, ticket) ? ticket : undefined;
  }
  const onCase: OnCase = async ({ who, request }, work) => {
    const viewer = await viewerFor(who);
    const ticket = await seen(request.params['id'] ?? '', viewer);
    return ticket === undefined ? NOT_FOUND : work(ticket, viewer);
  };

  return [
    ...listRoutes(parts, viewerFor, looks),
    ...officerRoutes(parts),
    ...mentionRoutes(parts, viewerFor),
    ...callRoutes(parts, onCase),
    ...templateRoutes(parts, onCase),
    ...attachmentRoutes(parts, onCase, looks),
    guard.only(CASE_READERS, {
      method: 'get',
      path: '/cases/people',
      input: z.object({ case: z.string().max(100).optional() }),
      async handle({ who, input }) {
        const viewer = await viewerFor(who);
        if (input.case === undefined) return answerWith(await listPeople(viewer, null, parts));
        const ticket = await seen(input.case, viewer);
        return ticket === undefined ? NOT_FOUND : answerWith(await listPeople(viewer, ticket, parts));
      },
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/availability',
      input: z.strictObject({ isAvailable: z.boolean() }),
      async handle({ who, input }) {
        // Whoever says that they are there is out no longer.
        await officers.change(who.account.id, input.isAvailable ? { isAvailable: true, outUntil: null } : input);
        if (!input.isAvailable) await releaseCases(who.account.id, 'away', parts);
        // Offers go to whoever is available now.
        await parts.handoff.tick();
        return answerWith(await listPeople(await viewerFor(who), null, parts));
      },
    }),
    guard.only(CASE_READERS, {
      method: 'get',
      path: '/cases/:id',
      input: nothing,
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          await looks.viewed(ticket, viewer);
          return answerWith(await caseDetail(ticket, viewer, parts));
        }),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/act',
      input: z.strictObject({ command: officerCommand }),
      handle: (visit) => onCase(visit, (ticket, viewer) => actOnCase(ticket, visit.input.command, viewer, parts)),
    }),
    guard.only(CASE_READERS, {
      method: 'post',
      path: '/cases/:id/reveal',
      input: z.strictObject({ slot: z.string().max(80) }),
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          const { slot } = visit.input;
          const value = isPersonalSlot(slot) ? ticket.fields[slot] : undefined;
          if (value === undefined) return NOT_FOUND;
          // Written down first: what is not on record is not shown.
          await looks.revealed(ticket, slot, viewer);
          const field: RevealedField = { slot, shown: shownValue(slot, value, parts.describeSlot) };
          return answerWith(field);
        }),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/draft',
      input: z.strictObject({ question: z.string().trim().min(1).max(500).optional() }),
      handle: (visit) =>
        onCase(visit, async (ticket) => {
          const draft = await draftReply(ticket, visit.input.question, parts);
          return draft === undefined ? refuse(409, 'NoDraft', 'console.case.noDraft') : answerWith(draft);
        }),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/typing',
      input: nothing,
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          if (!isWriting(ticket, viewer, clock())) return refuse(409, 'not-yours', 'console.case.notYours');
          await parts.showTyping(ticket.conversation);
          return answerWith({});
        }),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/seen',
      input: z.strictObject({ message: z.string().min(1).max(200) }),
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          // Only whoever answers has seen it; a colleague who looks on promises nothing.
          if (!isWriting(ticket, viewer, clock())) return refuse(409, 'not-yours', 'console.case.notYours');
          const { message } = visit.input;
          const lines = await parts.transcript(ticket.conversation, CASE_POLICY.transcriptLines);
          if (!lines.some(({ id, author }) => id === message && author === 'visitor')) return NOT_FOUND;
          await parts.showSeen(ticket.conversation, message);
          return answerWith({});
        }),
    }),
  ];
}
