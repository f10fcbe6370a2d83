import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { openSession } from '../fakes/direct-line-client.ts';
import { openStream, restClient } from '../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp } from '../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../support/databases.ts';

vi.setConfig({ testTimeout: 60_000 });

const TOKEN_SECRET = 'one-secret-for-all-of-32-letters';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const apps: TestApp[] = [];
const places: Place[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  for (const place of places.splice(0)) await place.remove();
});
afterAll(removeDataDirs);

async function start({ options }: Place): Promise<TestApp> {
  const app = await startTestApp({ env: { DATABASE_URL: options.databaseUrl ?? '', TOKEN_SECRET } });
  apps.push(app);
  return app;
}

overEachDatabase(({ name, makePlace }) => {
  if (name !== 'PostgreSQL') return;

  describe('two servers on one PostgreSQL', () => {
    it('show a visitor on one what is said through the other, in order and once', async () => {
      const place = await makePlace();
      places.push(place);
      const [one, other] = [await start(place), await start(place)];
      const session = await openSession(one.url);
      const here = restClient(one.url, session);
      const stream = await openStream(await here.streamUrl());
      const there = restClient(other.url, session);
      for (const text of ['first', 'second', 'third']) expect((await there.say(text)).status).toBe(200);
      const shown = () =>
        stream.frames.flatMap(({ activities }) => activities).filter(({ type }) => type === 'message');
      await until(() => expect(shown().filter(({ text }) => text?.startsWith('You said: third'))).toHaveLength(1));
      const logged = await here.messages();
      expect(shown().map(({ id }) => id)).toEqual(logged.map(({ id }) => id));
      expect(one.handled).toEqual([]);
      expect(other.handled.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
    });

    it('leave one another’s messages and notices alone when they start', async () => {
      const place = await makePlace();
      places.push(place);
      await start(place);
      const storage = await createStorage(place.options);
      await storage.activities.create({ id: 'c', userId: 'dl_u', language: 'en' });
      const message = { id: 'm', type: 'message', text: 'on its way', from: { id: 'dl_u', role: 'user' } };
      await storage.activities.append('c', [message], { reruns: 2 });
      const now = new Date();
      await storage.outbox.add([{ id: 'e', kind: 'visitor', lane: 'c', payload: {}, dueAt: now.toISOString() }]);
      const lease = new Date(now.getTime() + 60_000);
      expect(await storage.outbox.take('visitor', now, lease, 1)).toHaveLength(1);
      const second = await start(place);
      expect(second.handled).toEqual([]);
      expect(await storage.activities.takeUnhandled()).toHaveLength(1);
      expect(await storage.outbox.take('visitor', new Date(), lease, 1)).toEqual([]);
      await storage.close();
    });

    it('take over at once what the last one left', async () => {
      const place = await makePlace();
      places.push(place);
      const storage = await createStorage(place.options);
      await storage.activities.create({ id: 'c', userId: 'dl_u', language: 'en' });
      const message = { id: 'm', type: 'message', text: 'cut off', from: { id: 'dl_u', role: 'user' } };
      await storage.activities.append('c', [message], { reruns: 2 });
      await storage.close();
      const app = await start(place);
      await until(() => expect(app.handled.map(({ text }) => text)).toEqual(['cut off']));
    });
  });
});
