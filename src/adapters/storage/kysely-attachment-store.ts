import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { ATTACHMENT_TYPES, type Attachment, type AttachmentStore } from '../../domain/attachment.ts';
import { ENDED_STATES } from '../../domain/ticket.ts';
import { guardStorage } from './guard-storage.ts';
import type { AttachmentsTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

/** Bytes of a piece. A backup holds 500 rows in memory at once, so they are small. */
const PIECE = 48 * 1024;

const typeSchema = z.enum(Object.keys(ATTACHMENT_TYPES) as [Attachment['mediaType'], ...Attachment['mediaType'][]]);
const authorSchema = z.enum(['visitor', 'officer']);

/** Files in any database Kysely speaks to, their bytes as Base64 in pieces: so that a backup is one file of rows. */
export function createKyselyAttachmentStore(db: Kysely<Tables>, write: WriteBatch): AttachmentStore {
  const countOf = async (database: Kysely<Tables>, ticket: string): Promise<number> => {
    const row = await database
      .selectFrom('attachments')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('ticket', '=', ticket)
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  };
  return {
    add: (attachment, bytes, perCase) =>
      guardStorage('keep a file', () =>
        write(async (transaction) => {
          if ((await select(transaction, attachment.id)) !== undefined) return 'repeated';
          const open = await transaction
            .selectFrom('tickets')
            .select('id')
            .where('id', '=', attachment.ticket)
            .where('state', 'not in', [...ENDED_STATES])
            .executeTakeFirst();
          if (open === undefined) return 'no-case';
          if ((await countOf(transaction, attachment.ticket)) >= perCase) return 'too-many';
          await transaction.insertInto('attachments').values(rowOf(attachment)).execute();
          for (const [position, piece] of piecesOf(bytes).entries())
            await transaction
              .insertInto('attachment_pieces')
              .values({ attachment: attachment.id, position, bytes: piece })
              .execute();
          return 'added';
        }),
      ),
    find: (id) =>
      guardStorage('find a file', async () => {
        const row = await select(db, id);
        return row === undefined ? undefined : attachmentOf(row);
      }),
    bytes: (id) =>
      guardStorage('read a file', async () => {
        const pieces = await db
          .selectFrom('attachment_pieces')
          .select('bytes')
          .where('attachment', '=', id)
          .orderBy('position')
          .execute();
        return Buffer.concat(pieces.map(({ bytes }) => Buffer.from(bytes, 'base64')));
      }),
    list: (conversation) =>
      guardStorage('list files', async () => {
        const rows = await db
          .selectFrom('attachments')
          .selectAll()
          .where('conversation', '=', conversation)
          .orderBy('at')
          .orderBy('id')
          .execute();
        return rows.map(attachmentOf);
      }),
    count: (ticket) => guardStorage('count files', () => countOf(db, ticket)),
    remove: (id) =>
      guardStorage('delete a file', async () => {
        await write((transaction) => deleteAttachments(transaction, 'id', id));
      }),
  };
}

/** With their bytes: those of a case, of a conversation, or one. */
export async function deleteAttachments(
  transaction: Kysely<Tables>,
  by: 'id' | 'ticket' | 'conversation',
  value: string,
): Promise<void> {
  const gone = transaction.selectFrom('attachments').select('id').where(by, '=', value);
  await transaction.deleteFrom('attachment_pieces').where('attachment', 'in', gone).execute();
  await transaction.deleteFrom('attachments').where(by, '=', value).execute();
}

function piecesOf(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.ceil(file.length / PIECE) }, (_, position) =>
    file.toString('base64', position * PIECE, (position + 1) * PIECE),
  );
}

function select(db: Kysely<Tables>, id: string): Promise<Selectable<AttachmentsTable> | undefined> {
  return db.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();
}

function rowOf({ mediaType, ...attachment }: Attachment): Selectable<AttachmentsTable> {
  return { ...attachment, media_type: mediaType };
}

/** Column by column: PostgreSQL's tables have one more. */
function attachmentOf(row: Selectable<AttachmentsTable>): Attachment {
  const { id, conversation, ticket, message, name, size, at } = row;
  const author = authorSchema.parse(row.author);
  return { id, conversation, ticket, message, author, name, mediaType: typeSchema.parse(row.media_type), size, at };
}
