import { join } from 'node:path';
import { createOutboxTable } from '../../src/adapters/storage/create-outbox-table.ts';
import { createKyselyOutboxStore } from '../../src/adapters/storage/kysely-outbox-store.ts';
import { openDatabase } from '../../src/adapters/storage/open-database.ts';
import { createWriteBatch } from '../../src/adapters/storage/write-batch.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';
import { makeDataDir } from '../fakes/start-test-app.ts';

export interface OpenOutbox {
  readonly store: OutboxStore;
  close(): Promise<void>;
}

/** The real store over a database of its own, or over one that is there already, as after a restart. */
export async function openOutbox(clock: Clock, dataDir?: string): Promise<OpenOutbox> {
  const db = openDatabase(join(dataDir ?? (await makeDataDir()), 'outbox.sqlite'));
  await createOutboxTable(db);
  return { store: createKyselyOutboxStore(db, createWriteBatch(db), clock), close: () => db.destroy() };
}
