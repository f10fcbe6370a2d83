import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../../domain/clock.ts';
import {
  BACKUP_FORMAT,
  type BackupHeader,
  type BackupRow,
  type BackupTable,
  createLineDigest,
  type RowCounts,
} from './backup-format.ts';
import { isPostgres } from './is-postgres.ts';
import { countRows, readMigration, readStoredTables, type StoredTable } from './stored-tables.ts';
import type { Tables } from './tables.ts';

const PAGE = 500;

export interface WrittenBackup {
  readonly migration: string;
  readonly rows: RowCounts;
}

/**
 * Writes everything in the database, as it is at one moment, into `file`, while others go on reading and writing. The
 * file is there when it is whole and on disk, readable by its owner alone. Rejects when a file of that name is there.
 */
export async function writeBackup(db: Kysely<Tables>, file: string, clock: Clock): Promise<WrittenBackup> {
  // Claims the name; a half-written file never bears it.
  await (await open(file, 'wx', 0o600)).close();
  const draft = `${file}.part`;
  try {
    // In SQLite a transaction that reads sees one moment by itself.
    const written = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (transaction) => {
        const migration = await readMigration(transaction);
        if (migration === undefined) throw new Error('the database has no tables');
        const rows: Record<string, number> = {};
        const header = { format: BACKUP_FORMAT, migration, madeAt: clock().toISOString() } satisfies BackupHeader;
        await pipeline(
          Readable.from(linesOf(transaction, header, rows)),
          createGzip(),
          createWriteStream(draft, { mode: 0o600, flush: true }),
        );
        return { migration, rows };
      });
    await rename(draft, file);
    return written;
  } catch (error) {
    await rm(draft, { force: true });
    await rm(file, { force: true });
    throw error;
  }
}

async function* linesOf(
  transaction: Transaction<Tables>,
  header: BackupHeader,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const digest = createLineDigest();
  const lineOf = (value: unknown): string => {
    const line = JSON.stringify(value);
    digest.add(line);
    return `${line}\n`;
  };
  yield lineOf(header);
  for (const table of await readStoredTables(transaction)) {
    const rows = await countRows(transaction, table.name);
    yield lineOf({ table: table.name, columns: [...table.columns], rows } satisfies BackupTable);
    for await (const page of pagesOf(transaction, table)) yield page.map(lineOf).join('');
    counts[table.name] = rows;
  }
  yield `${JSON.stringify({ sha256: digest.hex() })}\n`;
}

type Row = Readonly<Record<string, string | number | null>>;

/** In the order in which the rows were added. */
async function* pagesOf(transaction: Transaction<Tables>, table: StoredTable): AsyncGenerator<readonly BackupRow[]> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const from = sql.table(table.name);
  const valuesOf = (row: Row) => table.columns.map((column) => row[column] ?? null);
  if (isPostgres(transaction)) {
    await sql`declare backup_rows no scroll cursor for select ${columns} from ${from} order by rowid`.execute(
      transaction,
    );
    const next = sql<Row>`fetch ${sql.lit(PAGE)} from backup_rows`;
    for (let { rows } = await next.execute(transaction); rows.length > 0; { rows } = await next.execute(transaction))
      yield rows.map(valuesOf);
    await sql`close backup_rows`.execute(transaction);
    return;
  }
  const after = (rowid: number) =>
    sql<Row & { readonly place_of_row: number }>`select rowid as place_of_row, ${columns} from ${from}
      where rowid > ${rowid} order by rowid limit ${PAGE}`.execute(transaction);
  for (let { rows } = await after(0); rows.length > 0; { rows } = await after(rows.at(-1)?.place_of_row ?? 0))
    yield rows.map(valuesOf);
}
