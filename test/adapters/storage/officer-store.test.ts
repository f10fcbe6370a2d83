import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { afterAll } from 'vitest';
import { createMentionsTables } from '../../../src/adapters/storage/create-mentions-tables.ts';
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
  const getMigrations = () => Promise.resolve({ a: { up: createOfficersTable }, b: { up: createMentionsTables } });
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error !== undefined) throw new Error('the table could not be made', { cause: error });
  return { port: createKyselyOfficerStore(db, createWriteBatch(db)), dispose: () => db.destroy() };
});
