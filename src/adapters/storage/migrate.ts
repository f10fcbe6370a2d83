import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the tables forward to the migration `to`, the newest when left out; all of it or nothing. Processes that start
 * together wait for one another: PostgreSQL by an advisory lock, SQLite because its transactions begin as writers.
 */
export async function migrate(db: Kysely<Tables>, to?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: migrations });
  const { error } = await (to === undefined ? migrator.migrateToLatest() : migrator.migrateTo(to));
  if (error !== undefined) throw new Error('a migration failed', { cause: error });
}
