import type { Ticket } from '../../domain/ticket.ts';
import type { CasePeople } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { companyOf } from './case-row.ts';
import { fillCannedReply, promiseText } from './fill-canned-reply.ts';
import { isIn, newOfficer } from './officer-store.ts';
import { signatureOf } from './signature-of.ts';
import { CASE_WORKERS, desksSeen, maySee, type Viewer } from './viewer.ts';

/** Whom a case can go to, and the canned replies, filled in for the case when there is one. */
export async function listPeople(viewer: Viewer, ticket: Ticket | null, parts: CaseParts): Promise<CasePeople> {
  const [accounts, settings, me] = await Promise.all([
    parts.accounts.list(),
    parts.officers.list(),
    parts.officers.find(viewer.account),
  ]);
  const now = parts.clock();
  const byAccount = new Map(settings.map((officer) => [officer.account, officer]));
  return {
    me: { id: viewer.account, isAvailable: isIn(me, now), desks: me.desks, email: me.email },
    desks: parts.desks().map(({ id, name }) => ({ id, name })),
    officers: accounts
      .filter(({ role, isDisabled }) => !isDisabled && CASE_WORKERS.some((worker) => worker === role))
      .map(({ id, name, role }) => {
        const officer = byAccount.get(id) ?? newOfficer(id);
        const { desks } = officer;
        const seesCase = ticket === null || maySee({ account: id, role, desks: desksSeen(role, officer) }, ticket);
        return { id, name, desks, isAvailable: isIn(officer, now), seesCase };
      }),
    cannedReplies: ticket === null ? parts.cannedReplies : await filled(viewer, ticket, parts),
  };
}

async function filled(viewer: Viewer, ticket: Ticket, parts: CaseParts): Promise<CasePeople['cannedReplies']> {
  const officer = await signatureOf(viewer, ticket, parts);
  return parts.cannedReplies.map((reply) =>
    fillCannedReply(reply, (placeholder, language) => {
      switch (placeholder) {
        case 'number':
          return ticket.number;
        case 'officer':
          return officer;
        case 'company':
          return companyOf(ticket);
        case 'promise':
          return promiseText(ticket.promisedBy, language);
      }
    }),
  );
}
