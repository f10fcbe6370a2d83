import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { StorageOptions } from '../../src/adapters/storage/create-storage.ts';
import { postgresAt } from '../../src/bench/start-postgres.ts';
import { makeDataDir } from '../fakes/start-test-app.ts';
import { TEMPLATE } from './start-postgres.ts';

/** Where one storage lives; it may be opened again and again. */
export interface Place {
  readonly options: Pick<StorageOptions, 'dataDir' | 'databaseUrl'>;
  /** Runs SQL as it stands, beside whoever has opened the storage; resolves to the rows of a single query. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** After the storage is closed. */
  remove(): Promise<void>;
}

export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A place without conversations; `isBare`: without tables too. */
  makePlace(isBare?: boolean): Promise<Place>;
}

/** Runs the tests over SQLite and over a real PostgreSQL; without one, those are skipped and say why. */
export function overEachDatabase(run: (database: TestDatabase) => void): void {
  run({ name: 'SQLite', makePlace: makeSqlitePlace });
  const postgres = inject('postgres');
  if ('port' in postgres) run({ name: 'PostgreSQL', makePlace: (isBare) => makePostgresPlace(postgres.port, isBare) });
  else describe.skip(`PostgreSQL (${postgres.missing})`, () => run({ name: 'PostgreSQL', makePlace: noPlace }));
}

/** Folders are removed by removeDataDirs. */
async function makeSqlitePlace(): Promise<Place> {
  const dataDir = await makeDataDir();
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
  };
}

async function makePostgresPlace(port: number, isBare = false): Promise<Place> {
  const server = postgresAt(port);
  const name = `test_${randomUUID()}`;
  const databaseUrl = await server.createDatabase(name, isBare ? undefined : TEMPLATE);
  return {
    options: { dataDir: await makeDataDir(), databaseUrl },
    async sql(text) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(text)).rows;
      } finally {
        await client.end();
      }
    },
    remove: () => server.dropDatabase(name),
  };
}

function noPlace(): Promise<Place> {
  return Promise.reject(new Error('PostgreSQL does not run here'));
}
