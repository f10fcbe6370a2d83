import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { z } from 'zod';

const entriesSchema = z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() }));
const QUERY = 'select id, kind, state from outbox';

/** All that was ever written into the outbox; beside the server, which does not know of it. */
export type ReadOutbox = () => Promise<z.infer<typeof entriesSchema>>;

export function outboxReader(dataDir: string, databaseUrl: string | undefined): ReadOutbox {
  return async () =>
    entriesSchema.parse(await (databaseUrl === undefined ? inSqlite(dataDir) : inPostgres(databaseUrl)));
}

function inSqlite(dataDir: string): Promise<unknown> {
  const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'), { readOnly: true });
  const rows = database.prepare(QUERY).all();
  database.close();
  return Promise.resolve(rows);
}

async function inPostgres(connectionString: string): Promise<unknown> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client.query(QUERY).then(
    ({ rows }) => client.end().then(() => rows),
    (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
  );
}
