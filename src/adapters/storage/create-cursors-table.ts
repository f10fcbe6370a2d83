import type { Kysely } from 'kysely';

/** Step 0011: how far each account of a messaging app has been read. */
export async function createCursorsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messenger_cursors')
    .ifNotExists()
    .addColumn('messenger', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('messenger_cursors_by_account', ['messenger', 'account'])
    .execute();
}
