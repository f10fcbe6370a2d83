import { z } from 'zod';
import type { SignedIn } from '../accounts/sessions.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith } from '../refuse.ts';
import type { MentionList } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { companyOf } from './case-row.ts';
import { listPeople } from './list-people.ts';
import { maskContact } from './mask-contact.ts';
import { CASE_POLICY } from './policy.ts';
import { CASE_READERS, CASE_WORKERS, maySee, type Viewer } from './viewer.ts';

/** Notes that name the signed-in person, and where to write to them when they are away. */
export function mentionRoutes(
  parts: CaseParts,
  viewerFor: (who: SignedIn) => Promise<Viewer>,
): readonly ConsoleRoute[] {
  const { guard, mentions, tickets, officers, clock } = parts;

  /** A case that went to a desk of others since is not told of. */
  async function unread(viewer: Viewer): Promise<MentionList> {
    const found = await mentions.unread(viewer.account, CASE_POLICY.unreadMentions);
    const rows = await Promise.all(
      found.map(async ({ note, ticket: id, at, author, text }) => {
        const ticket = await tickets.find(id);
        if (ticket === undefined || !maySee(viewer, ticket)) return [];
        const excerpt = [...maskContact(text)].slice(0, CASE_POLICY.previewLength).join('');
        return [{ note, at, author, excerpt, case: { id, number: ticket.number, company: companyOf(ticket) } }];
      }),
    );
    return { mentions: rows.flat() };
  }

  return [
    guard.only(CASE_READERS, {
      method: 'get',
      path: '/mentions',
      input: z.object({}),
      handle: async ({ who }) => answerWith(await unread(await viewerFor(who))),
    }),
    guard.only(CASE_READERS, {
      method: 'post',
      path: '/mentions/read',
      input: z.strictObject({ case: z.string().max(100) }),
      async handle({ who, input }) {
        await mentions.read(who.account.id, input.case, clock());
        return answerWith(await unread(await viewerFor(who)));
      },
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/mentions/email',
      input: z.strictObject({ email: z.email().max(200).nullable() }),
      async handle({ who, input }) {
        await officers.change(who.account.id, input);
        return answerWith(await listPeople(await viewerFor(who), null, parts));
      },
    }),
  ];
}
