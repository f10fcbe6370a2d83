import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { StorageOptions } from '../../src/adapters/storage/create-storage.ts';
import { postgresAt } from '../../src/bench/start-postgres.ts';
import { makeDataDir, makeFolder } from '../fakes/start-test-app.ts';
import { TEMPLATE } from './prepare.ts';

/** Where one storage lives; it may be opened again and again. */
export interface Place {
  readonly options: Pick<StorageOptions, 'dataDir' | 'databaseUrl'>;
  /** Runs SQL as it stands, beside whoever has opened the storage; resolves to the rows of a single query. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** After the storage is closed. */
  remove(): Promise<void>;
  /** Goes away whoever has it open; it need not be removed then. */
  drop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A place without conversations; `isBare`: without tables too. */
  readonly makePlace: (isBare?: boolean) => Promise<Place>;
}

/** Runs the tests over SQLite and over a real PostgreSQL; without one, those are skipped and say why. */
export function overEachDatabase(run: (database: TestDatabase) => void): void {
  run({ name: 'SQLite', makePlace: makeSqlitePlace });
  const postgres = inject('postgres');
  if ('port' in postgres) run({ name: 'PostgreSQL', makePlace: (isBare) => makePostgresPlace(postgres.port, isBare) });
  else describe.skip(`PostgreSQL (${postgres.missing})`, () => run({ name: 'PostgreSQL', makePlace: noPlace }));
}

/** Folders are removed by removeDataDirs. */
async function makeSqlitePlace(isBare = false): Promise<Place> {
  const dataDir = await (isBare ? makeFolder() : makeDataDir());
  return {
    options: { dataDir },
    async sql(text) {
      const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'));
      try {
        if (/^\s*select\b/i.test(text))
          return database
            .prepare(text)
            .all()
            .map((row) => ({ ...row }));
        database.exec(text);
        return [];
      } finally {
        database.close();
      }
    },
    remove: () => Promise.resolve(),
    drop: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Databases of this worker that a test has left, emptied: to make one takes longer than most tests. */
const left: string[] = [];

async function makePostgresPlace(port: number, isBare = false): Promise<Place> {
  const server = postgresAt(port);
  const used = isBare ? undefined : left.pop();
  const name = used ?? `test_${randomUUID()}`;
  const databaseUrl =
    used === undefined ? await server.createDatabase(name, isBare ? undefined : TEMPLATE) : server.urlOf(name);
  let isGone = false;
  return {
    options: { dataDir: await makeFolder(), databaseUrl },
    sql: (text) => query(databaseUrl, text),
    async remove() {
      if (isGone) return;
      if (isBare) return server.dropDatabase(name);
      await query(databaseUrl, EMPTY_TABLES);
      left.push(name);
    },
    async drop() {
      isGone = true;
      await server.dropDatabase(name);
    },
  };
}

async function query(databaseUrl: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Whoever still holds a connection loses it, as when the database goes away; only tables with rows cost anything. */
const EMPTY_TABLES = `
  select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  do $$
  declare
    each record;
    has_rows boolean;
    filled text[] := '{}';
  begin
    for each in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely\\_%' loop
      execute format('select exists (select 1 from %I)', each.tablename) into has_rows;
      if has_rows then filled := filled || format('%I', each.tablename); end if;
    end loop;
    if filled <> '{}' then
      execute 'truncate ' || array_to_string(filled, ', ') || ' restart identity cascade';
    end if;
  end $$`;

function noPlace(): Promise<Place> {
  return Promise.reject(new Error('PostgreSQL does not run here'));
}
