import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { followingStoreContract } from '../../contracts/following-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  followingStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    return { port: storage, dispose: () => storage.close().then(() => place.remove()) };
  });
});
