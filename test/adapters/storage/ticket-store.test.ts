import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { ticketStoreContract } from '../../contracts/ticket-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { after, ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

ticketStoreContract('SQLite', async () => {
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir });
  const outboxIds = () => rowsOf(dataDir, 'select id from outbox order by position').map(({ id }) => String(id));
  return {
    port: { tickets: storage.tickets, conversations: storage.conversations, outboxIds },
    dispose: () => storage.close(),
  };
});

describe('tickets in SQLite', () => {
  it('join a database of an earlier release, also when the step was cut off half-way', async () => {
    const dataDir = await makeDataDir();
    const first = await createStorage({ dataDir });
    await first.conversations.saveTurn(turn);
    await first.close();
    // As a killed start leaves it: one column and one table are there, the step is not noted as done.
    execute(
      dataDir,
      `delete from kysely_migration where name >= '0004';
       alter table messages drop column signature;
       drop table tickets; drop table ticket_notes; drop table outbox;`,
    );
    const second = await createStorage({ dataDir });
    expect(await second.conversations.load('c')).toMatchObject({ version: 1, owner: 'bot' });
    expect((await second.conversations.transcript('c', 10)).map(({ signature }) => signature)).toEqual(['', '']);
    await expect(second.tickets.apply(opening)).resolves.toBe('applied');
    await second.close();
  });

  it('keep their conversation while they are open, however long nothing is said', async () => {
    const storage = await createStorage({ dataDir: await makeDataDir() });
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
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    const entry = {
      id: 'e',
      kind: 'email',
      lane: 'a@example.org',
      payload: { subject: '個案' },
      dueAt: after(5),
    } as const;
    await storage.tickets.apply({ ...opening, outbox: [entry] });
    expect(rowsOf(dataDir, 'select * from outbox')).toEqual([
      {
        position: 1,
        id: 'e',
        kind: 'email',
        lane: 'a@example.org',
        payload: JSON.stringify(entry.payload),
        due_at: after(5),
        leased_until: null,
        state: 'waiting',
        attempts: 0,
        last_error: null,
        written_at: after(0),
        sent_at: null,
      },
    ]);
    await storage.close();
  });

  it('are never two open ones in a conversation, whoever writes to the database', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    await storage.tickets.apply(opening);
    const copy = `insert into tickets select 'u', 'other', ${columnsAfterNumber(dataDir)} from tickets`;
    expect(() => execute(dataDir, copy)).toThrow(/UNIQUE/);
    await storage.close();
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

function columnsAfterNumber(dataDir: string): string {
  const names = rowsOf(dataDir, "select name from pragma_table_info('tickets')").map(({ name }) => String(name));
  return names.filter((name) => name !== 'id' && name !== 'number').join(', ');
}

function rowsOf(dataDir: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'));
  const rows = database.prepare(sql).all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

function execute(dataDir: string, sql: string): void {
  const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'));
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
