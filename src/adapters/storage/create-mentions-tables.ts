import type { Kysely } from 'kysely';

/** Step 0008: who was named in a note, and how far visitors have read. */
export async function createMentionsTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mentions')
    .ifNotExists()
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('read_at', 'text')
    .addPrimaryKeyConstraint('mentions_by_note', ['note', 'account'])
    .execute();
  await db.schema.createIndex('mentions_by_account').ifNotExists().on('mentions').columns(['account', 'at']).execute();
  await db.schema.createIndex('mentions_by_ticket').ifNotExists().on('mentions').column('ticket').execute();
  await db.schema
    .createTable('conversation_reads')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.primaryKey())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}
