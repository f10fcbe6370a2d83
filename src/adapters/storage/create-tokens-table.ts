import { type Kysely, sql } from 'kysely';
import { addColumn } from './add-column.ts';

/**
 * Step 0014: access tokens of messaging apps, so that replicas do not end each other's; and what an event, such as a tap on
 * a menu, allows us to say to somebody who has not written; and events that are given up are looked for. Every part may run again.
 */
export async function createTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messenger_tokens')
    .ifNotExists()
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('messenger_events_unsettled')
    .ifNotExists()
    .on('messenger_events')
    .column('received_at')
    .where(sql.ref('content'), 'is not', null)
    .execute();
  await addColumn(db, 'messenger_addresses', 'brief_until', 'text');
  await addColumn(db, 'messenger_addresses', 'brief_left', 'integer', (column) => column.notNull().defaultTo(0));
}
