import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

type Write<Result> = (transaction: Transaction<Tables>) => Promise<Result>;

interface Waiting {
  readonly run: Write<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Commits together whatever is asked for within one turn of the event loop: a commit waits for the disk, so fifty
 * conversations writing at once cost one wait instead of fifty. Each write resolves after its commit. Should one of
 * them fail, the batch is rolled back and every write is tried again by itself, so a fault reaches only its cause.
 */
export function createWriteBatch(db: Kysely<Tables>): <Result>(write: Write<Result>) => Promise<Result> {
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const results = await commit(db, batch);
      batch.forEach((write, index) => {
        write.resolve(results[index]);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await commitOneByOne(db, batch);
    }
  }

  return <Result>(write: Write<Result>) =>
    new Promise<Result>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void flush());
      // The result comes back to the very promise whose write produced it.
      waiting.push({ run: write, resolve: resolve as (result: unknown) => void, reject });
    });
}

function commit(db: Kysely<Tables>, batch: readonly Waiting[]): Promise<unknown[]> {
  return db.transaction().execute(async (transaction) => {
    const results: unknown[] = [];
    for (const write of batch) results.push(await write.run(transaction));
    return results;
  });
}

async function commitOneByOne(db: Kysely<Tables>, batch: readonly Waiting[]): Promise<void> {
  for (const write of batch) {
    try {
      write.resolve((await commit(db, [write]))[0]);
    } catch (error) {
      write.reject(error);
    }
  }
}
