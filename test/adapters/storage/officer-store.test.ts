import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createOfficersTable } from '../../../src/adapters/storage/create-officers-table.ts';
import { createKyselyOfficerStore } from '../../../src/adapters/storage/kysely-officer-store.ts';
import { openDatabase } from '../../../src/adapters/storage/open-database.ts';
import { createWriteBatch } from '../../../src/adapters/storage/write-batch.ts';
import { officerStoreContract } from '../../contracts/officer-store.ts';
import { createMemoryOfficerStore } from '../../fakes/memory-officer-store.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

officerStoreContract('memory', async () => ({ port: createMemoryOfficerStore(), dispose: async () => undefined }));

officerStoreContract('SQLite', async () => {
  const db = openDatabase(join(await makeDataDir(), 'officers.sqlite'));
  await createOfficersTable(db);
  return { port: createKyselyOfficerStore(db, createWriteBatch(db)), dispose: () => db.destroy() };
});
