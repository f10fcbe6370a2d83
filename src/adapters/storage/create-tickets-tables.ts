import { type Kysely, sql } from 'kysely';
import { createOutboxTable } from './create-outbox-table.ts';
import { isPostgres } from './is-postgres.ts';

/** Step 0004. Every statement may run again: earlier releases ran DDL outside a transaction (see migrations.ts). */
export async function createTickets(db: Kysely<unknown>): Promise<void> {
  await addTextColumn(db, 'conversations', 'owner', 'bot');
  await addTextColumn(db, 'messages', 'signature', '');
  await createTicketsTable(db);
  await db.schema
    .createTable('ticket_events')
    .ifNotExists()
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_events_by_sequence', ['ticket', 'sequence'])
    .execute();
  await db.schema
    .createTable('ticket_notes')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('mentions', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ticket_notes_by_ticket').ifNotExists().on('ticket_notes').column('ticket').execute();
  await createOutboxTable(db);
}

async function createTicketsTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tickets')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('officer', 'text')
    .addColumn('desk', 'text', (column) => column.notNull())
    .addColumn('routing', 'text', (column) => column.notNull())
    .addColumn('lead', 'text', (column) => column.notNull())
    .addColumn('band', 'text', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('withheld', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('consent', 'text', (column) => column.notNull())
    .addColumn('labels', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('promised_by', 'text', (column) => column.notNull())
    .addColumn('first_reply_at', 'text')
    .addColumn('last_visitor_at', 'text')
    .addColumn('last_officer_at', 'text')
    .addColumn('resolved_at', 'text')
    .addColumn('snoozed_until', 'text')
    .addColumn('merged_into', 'text')
    .addColumn('rating', 'integer')
    .addColumn('is_spam', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('company', 'text', (column) => column.notNull())
    .addColumn('searched', 'text', (column) => column.notNull())
    .addColumn('purged_at', 'text')
    .execute();
  await db.schema
    .createIndex('tickets_by_conversation')
    .ifNotExists()
    .on('tickets')
    .columns(['conversation', 'opened_at'])
    .execute();
  await db.schema.createIndex('tickets_by_state').ifNotExists().on('tickets').columns(['state', 'desk']).execute();
  await db.schema
    .createIndex('tickets_by_company')
    .ifNotExists()
    .on('tickets')
    .column('company')
    .where('company', '!=', '')
    .execute();
  // The database itself keeps a conversation from having two open tickets.
  await db.schema
    .createIndex('tickets_open')
    .ifNotExists()
    .unique()
    .on('tickets')
    .column('conversation')
    .where(sql.ref('state'), 'not in', ['resolved', 'withdrawn', 'merged'])
    .execute();
}

/** SQLite knows no «add column if not exists»: the column is looked for first, so that a killed run is repeatable. */
async function addTextColumn(db: Kysely<unknown>, table: string, name: string, preset: string): Promise<void> {
  if (await hasColumn(db, table, name)) return;
  await db.schema
    .alterTable(table)
    .addColumn(name, 'text', (column) => column.notNull().defaultTo(preset))
    .execute();
}

async function hasColumn(db: Kysely<unknown>, table: string, name: string): Promise<boolean> {
  const { rows } = await (isPostgres(db)
    ? sql<{ name: string }>`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0`
    : sql<{ name: string }>`select name from pragma_table_info(${table})`
  ).execute(db);
  return rows.some((column) => column.name === name);
}
