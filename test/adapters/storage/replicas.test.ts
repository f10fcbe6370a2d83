import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUpStorage, restoreStorage } from '../../../src/adapters/storage/back-up-storage.ts';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import { openPostgres } from '../../../src/adapters/storage/open-postgres.ts';
import type { News } from '../../../src/domain/replicas.ts';
import { createOutboxWorker } from '../../../src/outbox/create-outbox-worker.ts';
import { account } from '../../contracts/account-store.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';
import { after, ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

const opening = {
  ticket: ticket(),
  expectedVersion: 0,
  event: {
    ticket: 't',
    at: after(0),
    actor: { kind: 'visitor', id: '', name: '' },
    what: 'opened',
    reason: '',
    detail: {},
  },
} as const;
const deaf = () => undefined;
/** Of a process in which nobody has a page open. */
const blind = () => false;

overEachDatabase(({ name, makePlace }) => {
  describe(`a process on ${name}`, () => {
    it('is alone when nobody else serves', async () => {
      const place = await makePlace();
      for (let start = 1; start <= 2; start += 1) {
        const storage = await createStorage(place.options);
        expect(await storage.replicas.join(deaf, blind)).toEqual({ isAlone: true });
        await storage.close();
      }
      await place.remove();
    });
  });

  if (name !== 'PostgreSQL') return;

  describe('processes on one PostgreSQL', () => {
    let place: Place;
    let one: Storage;
    let other: Storage;
    beforeEach(async () => {
      place = await makePlace();
      one = await createStorage(place.options);
      other = await createStorage(place.options);
    });
    afterEach(async () => {
      await one.close();
      await other.close();
      await place.remove();
    });

    it('know of one another while they live', async () => {
      expect(await one.replicas.join(deaf, blind)).toEqual({ isAlone: true });
      expect(await other.replicas.join(deaf, blind)).toEqual({ isAlone: false });
      await one.close();
      await other.close();
      one = await createStorage(place.options);
      expect(await one.replicas.join(deaf, blind)).toEqual({ isAlone: true });
    });

    it('are never both alone, however close they start', async () => {
      const joined = await Promise.all([one.replicas.join(deaf, blind), other.replicas.join(deaf, blind)]);
      expect(joined.filter(({ isAlone }) => isAlone)).toHaveLength(1);
    });

    it('hear what the others say and change, once it is committed, and not what they do themselves', async () => {
      const heard: Record<'one' | 'other', News[]> = { one: [], other: [] };
      await one.replicas.join((news) => heard.one.push(news), blind);
      await other.replicas.join((news) => heard.other.push(news), blind);
      await one.activities.append('c', [{ id: 'a', type: 'message' }]);
      await one.activities.append('c', [{ id: 'a', type: 'message' }]);
      await one.tickets.apply(opening);
      await expect(one.tickets.apply(opening)).resolves.toBe('lost-race');
      await vi.waitFor(() => expect(heard.other).toHaveLength(2));
      expect(heard.other).toEqual([
        { kind: 'said', conversation: 'c' },
        { kind: 'case', ticket: 't' },
      ]);
      await other.activities.append('d', [{ id: 'a', type: 'message' }]);
      await vi.waitFor(() => expect(heard.one).toEqual([{ kind: 'said', conversation: 'd' }]));
      expect(heard.other).toHaveLength(2);
    });

    it('hear who was named in a note of another process', async () => {
      const heard: News[] = [];
      await other.replicas.join((news) => heard.push(news), blind);
      await one.tickets.apply(opening);
      const note = { id: 'n', ticket: 't', at: after(1), author: 'amy', text: '@bo', mentions: ['bo', 'cy'] };
      await one.tickets.addNote(note, { ...opening.event, what: 'noted' });
      await vi.waitFor(() => expect(heard).toContainEqual({ kind: 'mentioned', accounts: ['bo', 'cy'] }));
    });

    it('tell the others of what changes no row, and miss it when nobody has joined', async () => {
      const heard: Record<'one' | 'other', News[]> = { one: [], other: [] };
      one.replicas.tell({ kind: 'notices' });
      await one.replicas.join((news) => heard.one.push(news), blind);
      await other.replicas.join((news) => heard.other.push(news), blind);
      const told: readonly News[] = [
        { kind: 'visitor-typing', ticket: 't' },
        { kind: 'visitor-read', ticket: 't' },
        { kind: 'officer-typing', place: 'c' },
        { kind: 'notices' },
      ];
      for (const news of told) one.replicas.tell(news);
      await vi.waitFor(() => expect(heard.other).toEqual(told));
      expect(heard.one).toEqual([]);
    });

    it('say that they may have missed something when their connection was cut, and hear again', async () => {
      const heard: News[] = [];
      await one.replicas.join((news) => heard.push(news), blind);
      await place.sql(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      await vi.waitFor(() => expect(heard).toEqual([{ kind: 'missed' }]), { timeout: 10_000, interval: 50 });
      await other.activities.append('c', [{ id: 'a', type: 'message' }]).catch(() =>
        // The first use of a cut connection may be what finds out.
        other.activities.append('c', [{ id: 'a', type: 'message' }]),
      );
      await vi.waitFor(() => expect(heard.at(-1)).toEqual({ kind: 'said', conversation: 'c' }));
      expect(await other.replicas.join(deaf, blind)).toEqual({ isAlone: false });
    });

    it('outlive the end of a connection between two statements of a transaction', async () => {
      const db = openPostgres(place.options.databaseUrl ?? '', { isPatient: false });
      let isHeld = () => {};
      const held = new Promise<void>((resolve) => {
        isHeld = resolve;
      });
      let goOn = () => {};
      const cut = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const transaction = db.transaction().execute(async (inside) => {
        await inside.selectFrom('outbox').select('id').execute();
        isHeld();
        await cut;
        await inside.selectFrom('outbox').select('id').execute();
      });
      await held;
      await place.sql(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      // Its end reaches this process: without a listener it would be the process's own.
      await pause(200);
      goOn();
      await expect(transaction).rejects.toThrow();
      expect(await db.selectFrom('outbox').select('id').execute()).toEqual([]);
      await db.destroy();
    });

    it('know whom another has a page of open, and take silence for no', async () => {
      const chat = { page: 'chat', id: 'c' } as const;
      await one.replicas.join(deaf, blind);
      // Nobody there yet to say so.
      expect(await one.replicas.isWatchingElsewhere(chat)).toBe(false);
      await other.replicas.join(deaf, ({ page, id }) => page === 'chat' && id === 'c');
      const console = { page: 'console', id: 'c' } as const;
      const asked = await Promise.all([chat, chat, console].map((who) => one.replicas.isWatchingElsewhere(who)));
      expect(asked).toEqual([true, true, false]);
      expect(await other.replicas.isWatchingElsewhere(chat)).toBe(false);
      await other.close();
      expect(await one.replicas.isWatchingElsewhere(chat)).toBe(false);
      other = await createStorage(place.options);
      // It has not joined, so it can ask nobody.
      expect(await other.replicas.isWatchingElsewhere(chat)).toBe(false);
    });

    it('give every activity its own number, whoever writes it', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `m${index}`);
      await Promise.all(
        ids.map((id, index) => (index % 2 === 0 ? one : other).activities.append('c', [{ id, type: 'message' }])),
      );
      const all = await one.activities.since('c', 0);
      expect(all.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
      const stamps = all.map(({ activity }) => activity.timestamp);
      expect(stamps).toEqual([...new Set(stamps)].toSorted());
    });

    it('decide one after another: the last administrator stays, one of two claims wins', async () => {
      for (const person of ['amy', 'ben']) await one.accounts.add(account(person, { role: 'admin' }));
      const changes = await Promise.all([
        one.accounts.change('id-amy', { isDisabled: true }),
        other.accounts.change('id-ben', { isDisabled: true }),
      ]);
      expect(changes.toSorted()).toEqual(['changed', 'last-admin']);
      const openings = await Promise.all([one.tickets.apply(opening), other.tickets.apply(opening)]);
      expect(openings.toSorted()).toEqual(['applied', 'lost-race']);
    });

    it('send each notice once between them, in the order of its lane', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `e${String(index).padStart(2, '0')}`);
      await one.outbox.add(
        ids.map((id, index) => ({ id, kind: 'email', lane: `lane-${index % 5}`, payload: {}, dueAt: after(0) })),
      );
      const sent: { readonly by: string; readonly id: string }[] = [];
      const workers = Object.entries({ one, other }).map(([by, storage]) =>
        createOutboxWorker({
          store: storage.outbox,
          senders: {
            email: async ({ id }) => {
              sent.push({ by, id });
              await pause(3);
              return { kind: 'sent' };
            },
          },
          clock: () => new Date(),
          log: createMemoryLog(),
          pollMs: 5,
        }),
      );
      for (const worker of workers) worker.start();
      await vi.waitFor(() => expect(sent).toHaveLength(ids.length), { timeout: 15_000, interval: 20 });
      for (const worker of workers) await worker.stop();
      expect(sent.map(({ id }) => id).toSorted()).toEqual(ids);
      for (let lane = 0; lane < 5; lane += 1) {
        const inLane = sent.map(({ id }) => id).filter((id) => ids.indexOf(id) % 5 === lane);
        expect(inLane).toEqual(inLane.toSorted());
      }
      expect(new Set(sent.map(({ by }) => by)).size).toBe(2);
    });

    it('are in the way of a restore, not of a backup', async () => {
      await one.replicas.join(deaf, blind);
      const file = `${place.options.dataDir}/all.backup`;
      await backUpStorage(place.options, file, () => new Date());
      expect(await restoreStorage(place.options, file, true)).toEqual({ kind: 'served' });
      await one.close();
      one = await createStorage(place.options);
      expect(await restoreStorage(place.options, file, true)).toMatchObject({ kind: 'restored' });
    });

    it('say storage_unavailable while the database is gone, and hide its address', async () => {
      await place.drop();
      const outage = { code: 'storage_unavailable', isRetryable: true };
      const failing = [
        () => one.check(),
        () => one.conversations.load('c'),
        () => one.activities.append('c', [{ id: 'a', type: 'message' }]),
        () => one.outbox.take('email', new Date(), new Date(), 1),
        () => createStorage(place.options),
      ];
      for (const attempt of failing) await expect(attempt()).rejects.toMatchObject(outage);
      await expect(createStorage(place.options)).rejects.toThrow(/^storage could not open its PostgreSQL database$/);
    });
  });
});
