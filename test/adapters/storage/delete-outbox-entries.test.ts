import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import type { OutboxEntry } from '../../../src/domain/outbox.ts';
import { VISITOR } from '../../../src/domain/ticket.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

const AT = '2026-11-27T02:00:00.000Z';

function entry(id: string, kind: OutboxEntry['kind'] = 'email'): OutboxEntry {
  return { id, kind, lane: `${kind}:wang@firm.example`, payload: { to: 'wang@firm.example' }, dueAt: AT };
}

it('keeps no address and no words of what was sent, and sends it no second time', async () => {
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir, clock: () => new Date(AT) });
  const { outbox } = storage;
  await outbox.add([entry('t-1-mail')]);
  const [taken] = await outbox.take('email', new Date(AT), new Date('2026-11-27T02:01:00.000Z'), 5);
  expect(taken?.payload).toEqual({ to: 'wang@firm.example' });
  await outbox.settle('t-1-mail', new Date(AT));
  await outbox.add([entry('t-1-mail')]);
  const [later, end] = [new Date('2026-11-28T02:00:00.000Z'), new Date('2026-11-29T02:00:00.000Z')];
  expect(await outbox.take('email', later, end, 5)).toEqual([]);
  await storage.close();
  const rows = new DatabaseSync(join(dataDir, 'goglobal.sqlite')).prepare('select * from outbox').all();
  expect(rows).toMatchObject([{ id: 't-1-mail', state: 'sent' }]);
  expect(JSON.stringify(rows)).not.toContain('wang');
});

it('deletes what the outbox holds about a case with its withdrawal, given up or waiting, and leaves others alone', async () => {
  const storage = await createStorage({ dataDir: await makeDataDir(), clock: () => new Date(AT) });
  const { outbox, tickets } = storage;
  const open = ticket({ id: 'case_1', conversation: 'talk_1', version: 1 });
  const event = { ticket: open.id, at: AT, actor: VISITOR, what: 'opened', reason: '', detail: {} } as const;
  await tickets.apply({ ticket: open, expectedVersion: 0, event });
  await outbox.add([
    entry('case-1-1-mail'),
    entry('case-1-2-mail'),
    entry('talk-1-m1-0-mail'),
    entry('talk_1/m1', 'visitor'),
    entry('talk_1/m2', 'visitor'),
    entry('case-12-1-mail'),
  ]);
  await outbox.fail('case-1-1-mail', 'HTTP 410', null);
  await outbox.fail('talk_1/m1', 'HTTP 410', null);
  const withdrawn = { ...open, state: 'withdrawn' as const, fields: {}, resolvedAt: AT, version: 2 };
  await tickets.apply({
    ticket: withdrawn,
    expectedVersion: 1,
    event: { ...event, what: 'withdrawn' },
    outbox: [entry('case-1-2-withdrawn')],
  });
  expect((await outbox.troubled(10)).map(({ id }) => id)).toEqual([]);
  const later = new Date('2026-11-28T02:00:00.000Z');
  const due = async (kind: OutboxEntry['kind']) => {
    const ids: string[] = [];
    for (;;) {
      const taken = await outbox.take(kind, later, new Date('2026-11-29T02:00:00.000Z'), 9);
      if (taken.length === 0) return ids;
      for (const { id } of taken) {
        ids.push(id);
        await outbox.settle(id, later);
      }
    }
  };
  // That it is withdrawn still is told, and what was said to the visitor still arrives.
  expect(await due('email')).toEqual(['case-12-1-mail', 'case-1-2-withdrawn']);
  expect(await due('visitor')).toEqual(['talk_1/m2']);
  await storage.close();
});
