import { z } from 'zod';
import { fileResponse } from '../../server/file-response.ts';
import { refuseFile } from '../../server/refuse-file.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { refuse } from '../refuse.ts';
import { actOnCase } from './act-on-case.ts';
import type { CaseParts } from './case-parts.ts';
import type { Looks } from './looks.ts';
import { isWriting } from './may-commands.ts';
import type { OnCase } from './on-case.ts';
import { CASE_READERS, CASE_WORKERS } from './viewer.ts';

/** The file is the body. `id` is made by the page, so that sending it again does nothing. */
const named = z.strictObject({ id: z.string().regex(/^[\w-]{8,64}$/), name: z.string().max(500) });

const NOT_FOUND = refuse(404, 'NotFound', 'error.notFound');

/** Files of a case: what both sides attached, and the officer's own way to send one. */
export function attachmentRoutes(parts: CaseParts, onCase: OnCase, looks: Looks): readonly ConsoleRoute[] {
  const { guard, files, clock } = parts;
  return [
    guard.only(CASE_READERS, {
      method: 'get',
      path: '/cases/:id/attachments/:file',
      input: z.object({}),
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          const found = await files.attachments.read(ticket.conversation, visit.request.params['file'] ?? '');
          if (found === undefined) return NOT_FOUND;
          // Written down first, as with personal fields.
          await looks.downloaded(ticket, found.attachment.id, viewer);
          return fileResponse(found.attachment, found.bytes);
        }),
    }),
    guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/attachments',
      input: named,
      fileBytes: files.limits.bytes,
      handle: (visit) =>
        onCase(visit, async (ticket, viewer) => {
          if (!isWriting(ticket, viewer, clock())) return refuse(409, 'not-yours', 'console.case.notYours');
          const { body } = visit.request;
          const { id, name } = visit.input;
          const { conversation, language } = ticket;
          const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
          const outcome = await files.attachments.attach(
            { name, bytes },
            { conversation, message: id, author: 'officer' },
          );
          if (outcome.kind === 'refused') {
            return refuseFile(outcome.why, files.limits);
          }
          const { attachment } = outcome;
          // The words of the message; the file goes along by the message's id.
          const text = files.line(attachment.name, language);
          const answer = await actOnCase(ticket, { kind: 'write', id, text, signature: '' }, viewer, parts);
          if (answer.kind === 'refusal') await files.attachments.remove(attachment.id);
          return answer;
        }),
    }),
  ];
}
