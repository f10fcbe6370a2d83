import { type Kysely, PostgresAdapter } from 'kysely';

/** Whether this database is PostgreSQL; otherwise it is SQLite. */
export function isPostgres<Schema>(db: Pick<Kysely<Schema>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
