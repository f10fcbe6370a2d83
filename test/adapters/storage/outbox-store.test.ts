import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { outboxStoreContract } from '../../contracts/outbox-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  outboxStoreContract(name, async (clock) => {
    const place = await makePlace();
    const storage = await createStorage({ ...place.options, clock });
    return { port: storage.outbox, dispose: () => storage.close().then(() => place.remove()) };
  });
});
