import type { Kysely } from 'kysely';

/** Step 0005: which desks an account works for. */
export async function createOfficersTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('officers')
    .ifNotExists()
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('desks', 'text', (column) => column.notNull())
    .addColumn('is_available', 'integer', (column) => column.notNull())
    .addColumn('capacity', 'integer', (column) => column.notNull())
    .addColumn('signature', 'text')
    .execute();
}
