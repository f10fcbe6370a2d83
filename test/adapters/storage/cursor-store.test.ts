import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { afterAll } from 'vitest';
import { createCursorsTable } from '../../../src/adapters/storage/create-cursors-table.ts';
import { createKyselyCursorStore } from '../../../src/adapters/storage/kysely-cursor-store.ts';
import { openDatabase } from '../../../src/adapters/storage/open-database.ts';
import { createWriteBatch } from '../../../src/adapters/storage/write-batch.ts';
import { cursorStoreContract } from '../../contracts/cursor-store.ts';
import { createMemoryCursorStore } from '../../fakes/memory-cursor-store.ts';
import { makeFolder, removeDataDirs } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

cursorStoreContract('memory', async () => ({ port: createMemoryCursorStore(), dispose: async () => undefined }));

cursorStoreContract('SQLite', async () => {
  const db = openDatabase(join(await makeFolder(), 'cursors.sqlite'));
  const getMigrations = () => Promise.resolve({ cursors: { up: createCursorsTable } });
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error !== undefined) throw new Error('the table could not be made', { cause: error });
  return { port: createKyselyCursorStore(db, createWriteBatch(db)), dispose: () => db.destroy() };
});
