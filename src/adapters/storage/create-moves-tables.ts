import type { Kysely } from 'kysely';

/** Step 0015: which conversation is at which place, and the codes that move one. */
export async function createMovesTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversation_places')
    .ifNotExists()
    .addColumn('place', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('left_for', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('conversation_places_by_conversation')
    .ifNotExists()
    .on('conversation_places')
    .column('conversation')
    .execute();
  await db.schema
    .createTable('move_codes')
    .ifNotExists()
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('used_by', 'text')
    .execute();
  await db.schema
    .createIndex('move_codes_by_conversation')
    .ifNotExists()
    .on('move_codes')
    .column('conversation')
    .execute();
}
