import { z } from 'zod';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import { caseDetail } from './case-detail.ts';
import type { CaseParts } from './case-parts.ts';
import { isWriting } from './may-commands.ts';
import type { OnCase } from './on-case.ts';
import { CASE_WORKERS } from './viewer.ts';

const chosenTemplate = z.strictObject({
  id: z.string().regex(/^[\w-]{8,64}$/),
  name: z.string().min(1).max(512),
  language: z.string().min(1).max(20),
  values: z.array(z.string().trim().min(1).max(500)).max(10),
});

/** What may be sent to a visitor who has not written for so long that their app closed the window. */
export function templateRoutes(parts: CaseParts, onCase: OnCase): readonly ConsoleRoute[] {
  const { guard, tickets, templates, handoff, clock } = parts;
  return [
    guard.only(CASE_WORKERS, {
      method: 'get',
      path: '/cases/:id/templates',
      input: z.object({}),
      handle: (visit) => onCase(visit, async (ticket) => answerWith(await templates.list(ticket.conversation))),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/template',
      input: chosenTemplate,
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          if (!isWriting(ticket, viewer, clock())) return refuse(409, 'not-yours', 'console.case.notYours');
          const { id, name, language, values } = visit.input;
          const known = (await tickets.events(ticket.id)).some(
            ({ what, detail }) => what === 'template-sent' && detail['message'] === id,
          );
          if (!known) {
            if (!(await templates.send(ticket.conversation, { id, name, language, values })))
              return refuse(404, 'NotFound', 'error.notFound');
            await tickets.note({
              ticket: ticket.id,
              at: clock().toISOString(),
              actor: { kind: 'officer', id: viewer.account, name: viewer.name },
              what: 'template-sent',
              reason: '',
              detail: { template: name, language, message: id },
            });
            // Colleagues who look at the case.
            await handoff.refresh(ticket.conversation);
          }
          return answerWith(await caseDetail(ticket, viewer, parts));
        }),
    }),
  ];
}
