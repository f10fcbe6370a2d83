import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { createAccess } from '../../src/console/accounts/first-admin.ts';
import type { LiveFrame } from '../../src/console/cases/case-api.ts';
import { VISITOR } from '../../src/domain/ticket.ts';
import { openSession } from '../fakes/direct-line-client.ts';
import { openStream, restClient } from '../fakes/direct-line-rest.ts';
import { signInOfficer } from '../fakes/officer-client.ts';
import { removeDataDirs, startTestApp, type TestApp } from '../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../support/databases.ts';
import { startRealApp } from '../support/real-app.ts';
import { after, ticket } from '../support/ticket.ts';

vi.setConfig({ testTimeout: 60_000 });

const TOKEN_SECRET = 'one-secret-for-all-of-32-letters';
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const apps: Pick<TestApp, 'stop'>[] = [];
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

    it('show on each who writes and reads on the other', async () => {
      const place = await makePlace();
      places.push(place);
      const storage = await createStorage(place.options);
      const { account, oneTimePassword } = await createAccess('ann', 'officer', () => new Date());
      await storage.accounts.add(account);
      const env = { DATABASE_URL: place.options.databaseUrl ?? '', TOKEN_SECRET };
      const [one, other] = [await startRealApp({}, { env }), await startRealApp({}, { env })];
      apps.push(one, other);
      // The visitor is with one process, the officer with the other.
      const session = await openSession(one.url);
      const visitor = restClient(one.url, session);
      const stream = await openStream(await visitor.streamUrl());
      const officer = await signInOfficer(other.url, 'ann', oneTimePassword);
      const conversation = session.conversationId;
      const opened = { ticket: 't', at: after(0), actor: VISITOR, what: 'opened', reason: '', detail: {} } as const;
      await storage.tickets.apply({ ticket: ticket({ conversation }), expectedVersion: 0, event: opened });
      await officer.act('t', { kind: 'claim' });
      const page = await openStream(`${other.url.replace('http', 'ws')}/console/api/live`, {
        Cookie: officer.cookie(),
        Origin: other.url,
      });
      const framesOfPage = () => page.frames as unknown as readonly LiveFrame[];

      await visitor.post({ type: 'typing' });
      await until(() => expect(framesOfPage()).toContainEqual(expect.objectContaining({ kind: 'typing', id: 't' })));
      await officer.post('/cases/t/typing', {});
      await until(() =>
        expect(stream.frames.flatMap(({ activities }) => activities)).toContainEqual(
          expect.objectContaining({ type: 'typing', from: expect.objectContaining({ role: 'bot' }) }),
        ),
      );
      const words = { kind: 'write', id: 'officer-message-1', text: 'Good day', signature: '' } as const;
      await officer.act('t', words);
      await until(async () => expect((await visitor.messages()).map(({ text }) => text)).toContain('Good day'));
      await visitor.post({ type: 'event', name: 'goglobal.read', value: { id: 'officer-message-1' } });
      await until(() => expect(framesOfPage()).toContainEqual(expect.objectContaining({ kind: 'read', id: 't' })));
      await storage.close();
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
