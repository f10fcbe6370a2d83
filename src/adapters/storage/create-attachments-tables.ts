import type { Kysely } from 'kysely';

/** Step 0017: files of cases, and their bytes in pieces. */
export async function createAttachmentsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attachments')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('attachments_by_conversation')
    .ifNotExists()
    .on('attachments')
    .columns(['conversation', 'at'])
    .execute();
  await db.schema.createIndex('attachments_by_ticket').ifNotExists().on('attachments').column('ticket').execute();
  await db.schema
    .createTable('attachment_pieces')
    .ifNotExists()
    .addColumn('attachment', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('attachment_pieces_by_position', ['attachment', 'position'])
    .execute();
}
