import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { OutageError } from '../../../src/domain/errors.ts';
import { activityLogContract } from '../../contracts/activity-log.ts';
import { conversationStoreContract } from '../../contracts/conversation-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { createMemoryActivityLog } from '../../fakes/memory-activity-log.ts';
import { createMemoryConversationStore } from '../../fakes/memory-conversation-store.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';

afterAll(removeDataDirs);

const nothing = () => Promise.resolve();
conversationStoreContract('memory', async () => ({ port: createMemoryConversationStore(), dispose: nothing }));
activityLogContract('memory', async (clock) => ({ port: createMemoryActivityLog(clock), dispose: nothing }));

overEachDatabase(({ name, makePlace }) => {
  conversationStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    return { port: storage.conversations, dispose: () => storage.close().then(() => place.remove()) };
  });
  activityLogContract(name, async (clock) => {
    const place = await makePlace();
    const storage = await createStorage({ ...place.options, clock });
    return { port: storage.activities, dispose: () => storage.close().then(() => place.remove()) };
  });

  describe(`createStorage over ${name}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(() => place.remove());

    it('keeps everything over a restart', async () => {
      const first = await createStorage(place.options);
      await first.activities.create({ id: 'c', userId: 'u', language: null });
      await first.activities.append('c', [{ id: 'a', type: 'message' }], { reruns: 1 });
      await first.conversations.saveTurn(turn());
      await first.close();
      const second = await createStorage(place.options);
      expect((await second.activities.since('c', 0)).map(({ activity }) => activity.id)).toEqual(['a']);
      expect(await second.activities.takeUnhandled()).toHaveLength(1);
      expect((await second.conversations.load('c'))?.version).toBe(1);
      await second.close();
    });

    it('says storage_unavailable when it is closed', async () => {
      const storage = await createStorage(place.options);
      await storage.close();
      await expect(storage.check()).rejects.toMatchObject({ code: 'storage_unavailable', isRetryable: true });
      await expect(storage.conversations.load('c')).rejects.toBeInstanceOf(OutageError);
      await expect(storage.activities.append('c', [{ id: 'a', type: 'message' }])).rejects.toBeInstanceOf(OutageError);
    });

    it('forgets state of a shape it does not know instead of failing', async () => {
      const storage = await createStorage(place.options);
      await storage.conversations.saveTurn(turn());
      await place.sql(`update conversations set state = '{"schema":99,"mood":"good"}'`);
      expect((await storage.conversations.load('c'))?.state).toEqual(EMPTY_STATE);
      await storage.close();
    });

    it('reaches only the write that is at fault when several are committed together', async () => {
      const storage = await createStorage(place.options);
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      const [good, bad, alsoGood] = await Promise.allSettled([
        storage.activities.append('c', [{ id: 'a', type: 'message' }]),
        storage.activities.append('c', [{ id: 'b', type: 'message', value: circular }]),
        storage.activities.append('c', [{ id: 'c', type: 'message' }]),
      ]);
      expect([good.status, bad.status, alsoGood.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await storage.activities.since('c', 0)).map(({ activity }) => activity.id)).toEqual(['a', 'c']);
      await storage.close();
    });
  });
});

describe('createStorage over SQLite', () => {
  it('makes its folder, nested and missing', async () => {
    const storage = await createStorage({ dataDir: join(await makeDataDir(), 'not', 'there') });
    await expect(storage.check()).resolves.toBeUndefined();
    await storage.close();
  });

  it('says storage_unavailable when its folder cannot be made', async () => {
    const dataDir = await makeDataDir();
    await writeFile(join(dataDir, 'file'), '');
    await expect(createStorage({ dataDir: join(dataDir, 'file') })).rejects.toBeInstanceOf(OutageError);
  });
});

function turn() {
  const at = '2026-11-24T08:00:00.000Z';
  return {
    message: { id: 'm', conversation: 'c', text: 'q', channel: 'test', at },
    reply: { id: 'm.reply', conversation: 'c', at, answer: answerTo({ text: 'q' }) },
    state: EMPTY_STATE,
    expectedVersion: 0,
  };
}
