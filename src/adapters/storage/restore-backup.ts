import { type Kysely, sql, type Transaction } from 'kysely';
import type { BackupRow, BackupTable, RowCounts } from './backup-format.ts';
import { isPostgres } from './is-postgres.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { isServed } from './postgres-replicas.ts';
import { BackupFault, checkBackup, readBackup } from './read-backup.ts';
import { continueNumbers, countRows, readStoredTables, type StoredTable } from './stored-tables.ts';
import type { Tables } from './tables.ts';

/** Rows of one insert: SQLite binds at most 32,766 values, and no table has a hundred columns. */
const CHUNK = 100;

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly madeAt: string; readonly rows: RowCounts }
  /** There are rows, and nobody said that they may be replaced. */
  | { readonly kind: 'not-empty' }
  /** A server is running on this PostgreSQL. */
  | { readonly kind: 'served' }
  /** Made by a later release, which this one cannot read. */
  | { readonly kind: 'newer'; readonly migration: string };

/**
 * Puts what the backup holds in place of everything in the database and brings it up to date: all of it or nothing. It
 * is read whole before anything is changed. Throws BackupFault for a file that is not what was written.
 */
export async function restoreBackup(db: Kysely<Tables>, file: string, mayReplace: boolean): Promise<RestoreOutcome> {
  const { migration, madeAt } = await checkBackup(file);
  if (!Object.hasOwn(await migrations.getMigrations(), migration)) return { kind: 'newer', migration };
  return db.transaction().execute(async (transaction): Promise<RestoreOutcome> => {
    if (isPostgres(transaction) && (await isServed(transaction))) return { kind: 'served' };
    if (!mayReplace && (await hasRows(transaction))) return { kind: 'not-empty' };
    await dropTables(transaction);
    await migrate(transaction, migration);
    const rows = await fill(transaction, file);
    await migrate(transaction);
    return { kind: 'restored', madeAt, rows };
  });
}

async function hasRows(transaction: Transaction<Tables>): Promise<boolean> {
  for (const { name } of await readStoredTables(transaction)) if ((await countRows(transaction, name)) > 0) return true;
  return false;
}

async function dropTables(transaction: Transaction<Tables>): Promise<void> {
  const ours = (await readStoredTables(transaction)).map(({ name }) => name);
  for (const name of [...ours, 'kysely_migration', 'kysely_migration_lock'])
    await transaction.schema.dropTable(name).ifExists().execute();
}

/** Throws BackupFault when file and tables do not fit, so that the transaction is taken back. */
async function fill(transaction: Transaction<Tables>, file: string): Promise<RowCounts> {
  const tables = new Map((await readStoredTables(transaction)).map((table) => [table.name, table]));
  const counts: Record<string, number> = {};
  let waiting: BackupRow[] = [];
  let current: BackupTable | undefined;
  const flush = async () => {
    if (current !== undefined && waiting.length > 0) await insert(transaction, current, waiting);
    waiting = [];
  };
  for await (const part of readBackup(file)) {
    if (part.kind === 'header') continue;
    if (part.kind === 'row') {
      waiting.push(part.row);
      if (waiting.length === CHUNK) await flush();
      continue;
    }
    await flush();
    current = part.table;
    mustFit(current, tables.get(current.table));
    counts[current.table] = current.rows;
  }
  await flush();
  for (const table of tables.values()) {
    if ((await countRows(transaction, table.name)) !== counts[table.name])
      throw new BackupFault(`the rows of ${table.name} are not those that it counts`);
    await continueNumbers(transaction, table);
  }
  return counts;
}

function mustFit({ table, columns }: BackupTable, stored: StoredTable | undefined): void {
  if (stored === undefined || stored.columns.join() !== columns.join())
    throw new BackupFault(`its table ${table} is none of this program, or has other columns`);
}

async function insert(
  transaction: Transaction<Tables>,
  { table, columns }: BackupTable,
  rows: readonly BackupRow[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`));
  await sql`insert into ${sql.table(table)} (${names}) values ${values}`.execute(transaction);
}
