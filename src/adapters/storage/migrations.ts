import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

/** In code, so that they are type-stripped with everything else. A released migration is never edited. */
export const migrations: MigrationProvider = {
  getMigrations: () => Promise.resolve({ '0001_conversations': { up: createFirstTables } satisfies Migration }),
};

/** `ifNotExists` because SQLite's adapter runs DDL outside a transaction: a killed first start must be repeatable. */
async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('messages')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addPrimaryKeyConstraint('messages_by_position', ['conversation', 'position'])
    .addUniqueConstraint('messages_by_id', ['conversation', 'id'])
    .execute();
  await db.schema
    .createTable('direct_line_conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('activities')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('runs_left', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_by_sequence', ['conversation', 'sequence'])
    .addUniqueConstraint('activities_by_id', ['conversation', 'id'])
    .execute();
  await db.schema
    .createIndex('activities_to_run')
    .ifNotExists()
    .on('activities')
    .column('runs_left')
    .where('runs_left', '>', 0)
    .execute();
}
