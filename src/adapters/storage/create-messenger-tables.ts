import type { Kysely } from 'kysely';

/** Step 0010: people in messaging apps, what they said, and what became of our messages. */
export async function createMessengerTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messenger_addresses')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.primaryKey())
    .addColumn('messenger', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('heard_at', 'text')
    .addColumn('sent_since', 'integer', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('choices', 'text', (column) => column.notNull())
    .addColumn('held', 'text')
    .addColumn('held_entries', 'text', (column) => column.notNull())
    .addColumn('is_blocked', 'integer', (column) => column.notNull())
    .addColumn('is_welcomed', 'integer', (column) => column.notNull())
    .addColumn('was_told_unsupported', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('messenger_addresses_by_person', ['messenger', 'account', 'person'])
    .execute();
  await db.schema
    .createTable('messenger_events')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('runs_left', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('messenger_events_by_sequence', ['conversation', 'sequence'])
    .addUniqueConstraint('messenger_events_by_id', ['conversation', 'id'])
    .execute();
  await db.schema
    .createIndex('messenger_events_to_run')
    .ifNotExists()
    .on('messenger_events')
    .column('runs_left')
    .where('runs_left', '>', 0)
    .execute();
  await db.schema
    .createTable('messenger_reports')
    .ifNotExists()
    .addColumn('messenger', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('vendor_message', 'text', (column) => column.notNull())
    .addColumn('message', 'text')
    .addColumn('conversation', 'text')
    .addColumn('entry', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('messenger_reports_by_message', ['messenger', 'account', 'vendor_message'])
    .execute();
  await db.schema
    .createIndex('messenger_reports_by_our_id')
    .ifNotExists()
    .on('messenger_reports')
    .column('message')
    .execute();
}
