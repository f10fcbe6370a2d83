import { type Kysely, sql } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Tables } from './tables.ts';

export interface StoredTable {
  readonly name: string;
  /** In the order of their names, so that they do not depend on when they were added. */
  readonly columns: readonly string[];
  /** Those whose numbers the database gives. */
  readonly given: readonly string[];
}

/** Every table that holds rows of ours, by name: what is there, not what this release knows. */
export async function readStoredTables(db: Kysely<Tables>): Promise<readonly StoredTable[]> {
  // Kysely leaves out its own.
  const tables = await db.introspection.getTables();
  const schema = await currentSchema(db);
  return tables
    .filter((table) => !table.isView && table.schema === schema)
    .map(({ name, columns }) => {
      const ours = columns.filter((column) => column.name !== 'rowid').toSorted(byName);
      return {
        name,
        columns: ours.map((column) => column.name),
        given: ours.filter(({ isAutoIncrementing }) => isAutoIncrementing).map((column) => column.name),
      };
    })
    .toSorted(byName);
}

/** The last migration that was run; undefined for a database without tables. */
export async function readMigration(db: Kysely<Tables>): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return undefined;
  const { rows } = await sql<{ name: string | null }>`select max(name) as name from kysely_migration`.execute(db);
  return rows[0]?.name ?? undefined;
}

export async function countRows(db: Kysely<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Within a transaction: the numbers that the database gives go on after the greatest that is there. */
export async function continueNumbers(transaction: Kysely<Tables>, { name, given }: StoredTable): Promise<void> {
  // SQLite looks at the rows itself.
  if (!isPostgres(transaction)) return;
  for (const column of given)
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), greatest(max(${sql.ref(column)}), 1),
      max(${sql.ref(column)}) is not null) from ${sql.table(name)}`.execute(transaction);
}

/** Others may keep tables in other schemas of the database. SQLite has none. */
async function currentSchema(db: Kysely<Tables>): Promise<string | undefined> {
  if (!isPostgres(db)) return undefined;
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return rows[0]?.schema;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
