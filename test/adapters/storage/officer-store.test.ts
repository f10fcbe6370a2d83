import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { officerStoreContract } from '../../contracts/officer-store.ts';
import { createMemoryOfficerStore } from '../../fakes/memory-officer-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

officerStoreContract('memory', async () => ({ port: createMemoryOfficerStore(), dispose: async () => undefined }));

overEachDatabase(({ name, makePlace }) => {
  officerStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    return { port: storage.officers, dispose: () => storage.close().then(() => place.remove()) };
  });
});
