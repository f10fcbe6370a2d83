import type { Kysely } from 'kysely';
import { addColumn } from './add-column.ts';

/** Step 0007: accounts that sign in at an identity provider, and the sign-ins that are on their way there. */
export async function createExternalIdentities(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'accounts', 'issuer', 'text');
  await addColumn(db, 'accounts', 'subject', 'text');
  await addColumn(db, 'account_sessions', 'id_token', 'text');
  // Accounts with a password have neither, and an index sees nothing twice in nulls.
  await db.schema
    .createIndex('accounts_by_identity')
    .ifNotExists()
    .unique()
    .on('accounts')
    .columns(['issuer', 'subject'])
    .execute();
  await db.schema
    .createTable('sign_in_attempts')
    .ifNotExists()
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('verifier', 'text', (column) => column.notNull())
    .addColumn('return_to', 'text', (column) => column.notNull())
    .addColumn('begun_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('sign_in_attempts_by_time')
    .ifNotExists()
    .on('sign_in_attempts')
    .column('begun_at')
    .execute();
}
