import { afterAll, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { attachment, attachmentStoreContract } from '../../contracts/attachment-store.ts';
import { createMemoryAttachmentStore } from '../../fakes/memory-attachment-store.ts';
import { createMemoryCases } from '../../fakes/memory-cases.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/case-kit.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

attachmentStoreContract('memory', async () => {
  const { tickets } = createMemoryCases({ clock: () => new Date(), desks: [], officers: async () => new Map() });
  return { port: createMemoryAttachmentStore(tickets), tickets, dispose: async () => undefined };
});

const AT = '2026-11-26T04:00:00.000Z';
const LATER = new Date('2029-11-26T04:00:00.000Z');

overEachDatabase(({ name, makePlace }) => {
  attachmentStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    return {
      port: storage.attachments,
      tickets: storage.tickets,
      dispose: () => storage.close().then(() => place.remove()),
    };
  });

  describe(`files of a case in ${name}`, () => {
    it('go with it, bytes and all: on withdrawal, after its retention, and with the conversation', async () => {
      const place = await makePlace();
      const storage = await createStorage(place.options);
      const put = (id: string, rest: Partial<Ticket>, version = 1) =>
        storage.tickets.apply({
          ticket: ticket(id, { version, ...rest }),
          expectedVersion: version - 1,
          event: {
            ticket: id,
            at: AT,
            actor: { kind: 'system', id: '', name: '' },
            what: 'opened',
            reason: '',
            detail: {},
          },
          ...(version === 1 ? { chatOwner: 'officer' as const } : {}),
        });
      const ids = ['withdrawn', 'old', 'silent', 'kept'];
      for (const id of ids) {
        await put(id, {});
        const file = attachment(`file-${id}`, { ticket: id, conversation: `conversation-${id}` });
        expect(await storage.attachments.add(file, Buffer.from('bytes'), 5)).toBe('added');
      }
      const left = async () => {
        const rows = await place.sql('select distinct attachment from attachment_pieces order by attachment');
        return rows.map((row) => row['attachment']);
      };
      await put('withdrawn', { state: 'withdrawn', resolvedAt: AT }, 2);
      expect(await left()).toEqual(['file-kept', 'file-old', 'file-silent']);
      await put('old', { state: 'resolved', resolvedAt: AT }, 2);
      await storage.tickets.purge(LATER);
      expect(await left()).toEqual(['file-kept', 'file-silent']);
      await put('silent', { state: 'resolved', resolvedAt: AT }, 2);
      await storage.purge(LATER);
      expect(await left()).toEqual(['file-kept']);
      expect(await storage.attachments.list('conversation-silent')).toEqual([]);
      await storage.close();
      await place.remove();
    });
  });
});
