import { afterAll } from 'vitest';
import { outboxStoreContract } from '../../contracts/outbox-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { openOutbox } from '../../support/open-outbox.ts';

afterAll(removeDataDirs);

outboxStoreContract('SQLite', async (clock) => {
  const outbox = await openOutbox(clock);
  return { port: outbox.store, dispose: outbox.close };
});
