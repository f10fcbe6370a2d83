import { afterAll } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { VISITOR } from '../../../src/domain/ticket.ts';
import { addressStoreContract } from '../../contracts/address-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { after, ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

addressStoreContract('SQLite', async (clock) => {
  const storage = await createStorage({ dataDir: await makeDataDir(), clock });
  return {
    port: {
      addresses: storage.addresses,
      outbox: storage.outbox,
      async giveToOfficer(conversation) {
        const message = { id: 'm', conversation, text: 'hi', channel: 'whatsapp', at: after(0) };
        const reply = { id: 'm.reply', conversation, at: after(0), answer: answerTo(message) };
        await storage.conversations.saveTurn({ message, reply, state: EMPTY_STATE, expectedVersion: 0 });
        await storage.tickets.apply({
          ticket: ticket({ conversation }),
          expectedVersion: 0,
          event: { ticket: 't', at: after(1), actor: VISITOR, what: 'opened', reason: '', detail: {} },
          chatOwner: 'officer',
        });
      },
    },
    dispose: () => storage.close(),
  };
});
