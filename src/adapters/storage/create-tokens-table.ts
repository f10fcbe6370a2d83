import type { Kysely } from 'kysely';
import { addColumn } from './add-column.ts';

/**
 * Step 0014: access tokens of messaging apps, so that replicas do not end each other's; and what an event, such as a tap on
 * a menu, allows us to say to somebody who has not written. Every part may run again.
 */
export async function createTokens(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messenger_tokens')
    .ifNotExists()
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .execute();
  await addColumn(db, 'messenger_addresses', 'brief_until', 'text');
  await addColumn(db, 'messenger_addresses', 'brief_left', 'integer', (column) => column.notNull().defaultTo(0));
}
