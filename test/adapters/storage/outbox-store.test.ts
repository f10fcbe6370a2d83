import { outboxStoreContract } from '../../contracts/outbox-store.ts';
import { openOutbox } from '../../support/open-outbox.ts';

outboxStoreContract('SQLite', async (clock) => {
  const outbox = await openOutbox(clock);
  return { port: outbox.store, dispose: () => outbox.close() };
});
