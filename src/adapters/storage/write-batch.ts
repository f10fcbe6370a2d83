import { type Kysely, sql, type Transaction } from 'kysely';
import { isPostgres } from './is-postgres.ts';
import type { Tables } from './tables.ts';

type Write<Result> = (transaction: Transaction<Tables>) => Promise<Result>;

interface Waiting {
  readonly run: Write<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Runs a write in a transaction that no other writer of this database runs beside; resolves after its commit. */
export type WriteBatch = <Result>(write: Write<Result>) => Promise<Result>;

/** Any number that nobody else locks; every process that writes to a PostgreSQL locks the same. */
const WRITERS_LOCK = 7_246_335;
const TRIES = 3;
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization failure, deadlock. */
const WORTH_REPEATING = ['40001', '40P01'];

/**
 * Commits together whatever is asked for until the commit before is on disk: a commit waits for the disk, so fifty
 * conversations writing at once cost one wait instead of fifty. Should one of them fail, the batch is rolled back and
 * every write is tried again by itself, so a fault reaches only its cause.
 *
 * SQLite has one writer at a time, and every store leans on that: it looks, decides and writes. PostgreSQL gets the same
 * by a lock that lasts as long as the transaction, so that several processes may decide on one database.
 */
export function createWriteBatch(db: Kysely<Tables>): WriteBatch {
  let waiting: Waiting[] = [];
  let isFlushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await settle(db, batch);
    }
    isFlushing = false;
  }

  return <Result>(write: Write<Result>) =>
    new Promise<Result>((resolve, reject) => {
      // The result comes back to the very promise whose write produced it.
      waiting.push({ run: write, resolve: resolve as (result: unknown) => void, reject });
      if (isFlushing) return;
      isFlushing = true;
      setImmediate(() => void flush());
    });
}

/** Never rejects. */
async function settle(db: Kysely<Tables>, batch: readonly Waiting[]): Promise<void> {
  try {
    const results = await commit(db, batch);
    batch.forEach((write, index) => {
      write.resolve(results[index]);
    });
  } catch (error) {
    if (batch.length === 1 || isOutage(db, error)) for (const write of batch) write.reject(error);
    else for (const write of batch) await settle(db, [write]);
  }
}

async function commit(db: Kysely<Tables>, batch: readonly Waiting[]): Promise<unknown[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (transaction) => {
        if (isPostgres(db)) await sql`select pg_advisory_xact_lock(${WRITERS_LOCK})`.execute(transaction);
        const results: unknown[] = [];
        for (const write of batch) results.push(await write.run(transaction));
        return results;
      });
    } catch (error) {
      if (attempt >= TRIES || !WORTH_REPEATING.includes(codeOf(error))) throw error;
    }
  }
}

/** PostgreSQL is not there or does not get to it: trying each write by itself would only wait again and again. */
function isOutage(db: Kysely<Tables>, error: unknown): boolean {
  if (!isPostgres(db) || !(error instanceof Error)) return false;
  return OUTAGE_CODES.test(codeOf(error)) || OUTAGE_WORDS.test(error.message);
}

/** Connection, resources, intervention, system; and the codes of Node's sockets. */
const OUTAGE_CODES = /^(08|53|57|58)|^E[A-Z]+$/;
/** What pg says of its own without a code. */
const OUTAGE_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
