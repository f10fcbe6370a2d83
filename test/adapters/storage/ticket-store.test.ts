import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { ticketStoreContract } from '../../contracts/ticket-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';
import { after, ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  ticketStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    const outboxIds = async () =>
      (await place.sql('select id from outbox order by position')).map(({ id }) => String(id));
    return {
      port: { tickets: storage.tickets, conversations: storage.conversations, outboxIds },
      dispose: () => storage.close().then(() => place.remove()),
    };
  });

  describe(`tickets in ${name}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(() => place.remove());

    it('join a database of an earlier release, also when the step was cut off half-way', async () => {
      const first = await createStorage(place.options);
      await first.conversations.saveTurn(turn);
      await first.close();
      // As a killed start leaves it: one column and one table are there, the step is not noted as done.
      await place.sql(
        `delete from kysely_migration where name >= '0004';
       alter table messages drop column signature;
       drop table tickets; drop table ticket_notes; drop table outbox;`,
      );
      const second = await createStorage(place.options);
      expect(await second.conversations.load('c')).toMatchObject({ version: 1, owner: 'bot' });
      expect((await second.conversations.transcript('c', 10)).map(({ signature }) => signature)).toEqual(['', '']);
      await expect(second.tickets.apply(opening)).resolves.toBe('applied');
      await second.close();
    });

    it('keep their conversation while they are open, however long nothing is said', async () => {
      const storage = await createStorage(place.options);
      await storage.conversations.saveTurn(turn);
      await storage.tickets.apply(opening);
      expect(await storage.purge(new Date(after(60)))).toBe(0);
      const resolved = ticket({ state: 'resolved', resolvedAt: after(1), version: 2 });
      await storage.tickets.apply({ ...opening, ticket: resolved, expectedVersion: 1 });
      expect(await storage.purge(new Date(after(60)))).toBe(1);
      expect((await storage.tickets.find('t'))?.state).toBe('resolved');
      await storage.close();
    });

    it('write to the outbox what a worker needs', async () => {
      const storage = await createStorage(place.options);
      const entry = {
        id: 'e',
        kind: 'email',
        lane: 'a@example.org',
        payload: { subject: '個案' },
        dueAt: after(5),
      } as const;
      await storage.tickets.apply({ ...opening, outbox: [entry] });
      expect(await place.sql('select * from outbox')).toMatchObject([
        {
          position: name === 'SQLite' ? 1 : '1',
          id: 'e',
          kind: 'email',
          lane: 'a@example.org',
          payload: JSON.stringify(entry.payload),
          due_at: after(5),
          leased_until: null,
          state: 'waiting',
          attempts: name === 'SQLite' ? 0 : '0',
          last_error: null,
          written_at: after(0),
          sent_at: null,
        },
      ]);
      await storage.close();
    });

    it('are never two open ones in a conversation, whoever writes to the database', async () => {
      const storage = await createStorage(place.options);
      await storage.tickets.apply(opening);
      const columns = Object.keys((await place.sql('select * from tickets'))[0] ?? {}).filter(
        (column) => !['id', 'number', 'rowid'].includes(column),
      );
      const copy = `insert into tickets (id, number, ${columns}) select 'u', 'other', ${columns} from tickets`;
      await expect(place.sql(copy)).rejects.toThrow(/unique/i);
      await storage.close();
    });
  });
});

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

const turn = {
  message: { id: 'm', conversation: 'c', text: 'q', channel: 'test', at: after(0) },
  reply: { id: 'm.reply', conversation: 'c', at: after(0), answer: answerTo({ text: 'q' }) },
  state: EMPTY_STATE,
  expectedVersion: 0,
};
