import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { moveStoreContract } from '../../contracts/move-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  moveStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage({ ...place.options, clock: () => new Date('2026-11-27T08:00:00.000Z') });
    return {
      port: storage,
      dispose: async () => {
        await storage.close();
        await place.remove();
      },
    };
  });
});
