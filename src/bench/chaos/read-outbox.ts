import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { z } from 'zod';

const entriesSchema = z.array(
  z.object({ id: z.string(), kind: z.string(), state: z.string(), due_at: z.string() }).loose(),
);
const QUERY = 'select id, kind, lane, state, attempts, due_at, leased_until, last_error from outbox';

/**
 * All that was ever written into the outbox, without the looks after visitors that are not due yet; beside the server,
 * which does not know of it.
 */
export type ReadOutbox = () => Promise<z.infer<typeof entriesSchema>>;

export function outboxReader(dataDir: string, databaseUrl: string | undefined): ReadOutbox {
  return async () => {
    const now = new Date().toISOString();
    const rows = await (databaseUrl === undefined ? inSqlite(dataDir) : inPostgres(databaseUrl));
    return entriesSchema
      .parse(rows)
      .filter(({ kind, state, due_at }) => kind !== 'unseen' || state !== 'waiting' || due_at <= now);
  };
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
  try {
    return (await client.query<Record<string, unknown>>(QUERY)).rows;
  } finally {
    await client.end();
  }
}
