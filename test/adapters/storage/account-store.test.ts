import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { accountStoreContract } from '../../contracts/account-store.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

accountStoreContract('SQLite', async () => {
  const storage = await createStorage({ dataDir: await makeDataDir() });
  return { port: storage.accounts, dispose: () => storage.close() };
});
