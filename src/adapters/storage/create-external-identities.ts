import type { Kysely } from 'kysely';

/** Step 0007: accounts that sign in at an identity provider, and the sign-ins that are on their way there. */
export async function createExternalIdentities(db: Kysely<unknown>): Promise<void> {
  await addColumnOnce(db, 'accounts', 'issuer');
  await addColumnOnce(db, 'accounts', 'subject');
  await addColumnOnce(db, 'account_sessions', 'id_token');
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

/** A column has no `ifNotExists`, and a migration that was killed halfway is run again. */
async function addColumnOnce(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === table)?.columns.some(({ name }) => name === column) ?? false;
  if (!known) await db.schema.alterTable(table).addColumn(column, 'text').execute();
}
