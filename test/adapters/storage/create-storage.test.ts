import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { OutageError } from '../../../src/domain/errors.ts';
import { activityLogContract } from '../../contracts/activity-log.ts';
import { conversationStoreContract } from '../../contracts/conversation-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { createMemoryActivityLog } from '../../fakes/memory-activity-log.ts';
import { createMemoryConversationStore } from '../../fakes/memory-conversation-store.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

const nothing = () => Promise.resolve();
conversationStoreContract('memory', async () => ({ port: createMemoryConversationStore(), dispose: nothing }));
conversationStoreContract('SQLite', async () => {
  const storage = await createStorage({ dataDir: await makeDataDir() });
  return { port: storage.conversations, dispose: () => storage.close() };
});
activityLogContract('memory', async (clock) => ({ port: createMemoryActivityLog(clock), dispose: nothing }));
activityLogContract('SQLite', async (clock) => {
  const storage = await createStorage({ dataDir: await makeDataDir(), clock });
  return { port: storage.activities, dispose: () => storage.close() };
});

describe('createStorage', () => {
  it('keeps everything over a restart', async () => {
    const dataDir = await makeDataDir();
    const first = await createStorage({ dataDir });
    await first.activities.create({ id: 'c', userId: 'u', language: null });
    await first.activities.append('c', [{ id: 'a', type: 'message' }], { reruns: 1 });
    await first.conversations.saveTurn(turn());
    await first.close();
    const second = await createStorage({ dataDir });
    expect((await second.activities.since('c', 0)).map(({ activity }) => activity.id)).toEqual(['a']);
    expect(await second.activities.takeUnhandled()).toHaveLength(1);
    expect((await second.conversations.load('c'))?.version).toBe(1);
    await second.close();
  });

  it('makes its folder, nested and missing', async () => {
    const storage = await createStorage({ dataDir: join(await makeDataDir(), 'not', 'there') });
    await expect(storage.check()).resolves.toBeUndefined();
    await storage.close();
  });

  it('says storage_unavailable when it is closed or cannot be opened', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    await storage.close();
    await expect(storage.check()).rejects.toMatchObject({ code: 'storage_unavailable', isRetryable: true });
    await expect(storage.conversations.load('c')).rejects.toBeInstanceOf(OutageError);
    await expect(storage.activities.append('c', [{ id: 'a', type: 'message' }])).rejects.toBeInstanceOf(OutageError);
    await writeFile(join(dataDir, 'file'), '');
    await expect(createStorage({ dataDir: join(dataDir, 'file') })).rejects.toBeInstanceOf(OutageError);
  });

  it('forgets state of a shape it does not know instead of failing', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    await storage.conversations.saveTurn(turn());
    const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'));
    database.prepare('update conversations set state = ?').run('{"schema":99,"mood":"good"}');
    database.close();
    expect((await storage.conversations.load('c'))?.state).toEqual(EMPTY_STATE);
    await storage.close();
  });

  it('reaches only the write that is at fault when several are committed together', async () => {
    const storage = await createStorage({ dataDir: await makeDataDir() });
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

function turn() {
  const at = '2026-11-24T08:00:00.000Z';
  return {
    message: { id: 'm', conversation: 'c', text: 'q', channel: 'test', at },
    reply: { id: 'm.reply', conversation: 'c', at, answer: answerTo({ text: 'q' }) },
    state: EMPTY_STATE,
    expectedVersion: 0,
  };
}
