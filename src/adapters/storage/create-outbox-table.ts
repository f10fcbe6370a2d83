import type { Kysely } from 'kysely';

/** The table of what still has to leave. `ifNotExists`: a killed migration is run again (migrations.ts). */
export async function createOutboxTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .ifNotExists()
    .addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('leased_until', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('last_error', 'text')
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .execute();
  // Finds the oldest waiting entry of a lane without reading what was sent long ago.
  await db.schema
    .createIndex('outbox_by_lane')
    .ifNotExists()
    .on('outbox')
    .columns(['state', 'lane', 'position'])
    .execute();
}
