import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountList, NoticeCount, NoticeList } from '../../../src/console/api.ts';
import type { OutboxEntry } from '../../../src/domain/outbox.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/case-kit.ts';
import { type ConsoleKit, codeOf, createConsoleKit, valueOf } from '../../support/console-kit.ts';

let kit: ConsoleKit;
let admin: string;

const written = '2026-11-26T03:00:00.000Z';
const entry = (id: string, rest: Partial<OutboxEntry>): OutboxEntry => ({
  id,
  kind: 'email',
  lane: id,
  payload: { to: 'li.ming@desk.example', thread: 'own', subject: 'Secret of Ms Wong' },
  dueAt: written,
  ...rest,
});

/** Two mails, a message and a webhook that were given up, a card that is tried again, a mail that never failed. */
async function fill(): Promise<void> {
  const { outbox, tickets } = kit.storage;
  const own = ticket('own');
  const opened = {
    ticket: 'own',
    at: written,
    actor: { kind: 'visitor', id: '', name: '' },
    reason: '',
    detail: {},
  } as const;
  await tickets.apply({ ticket: own, expectedVersion: 0, event: { ...opened, what: 'opened' } });
  await outbox.add([
    entry('mail-1', {}),
    entry('mail-2', { payload: { to: 'x@other.example', thread: 'gone' } }),
    entry('said', { kind: 'visitor', payload: { conversation: own.conversation, text: 'private words' } }),
    entry('hook', { kind: 'webhook', lane: 'webhook:own', payload: {} }),
    entry('card', { kind: 'teams', lane: 'teams:own', payload: {} }),
  ]);
  const lease = new Date(kit.now().getTime() + 60_000);
  for (const kind of ['email', 'visitor', 'webhook', 'teams'] as const) await outbox.take(kind, kit.now(), lease, 10);
  for (const id of ['mail-1', 'mail-2', 'said', 'hook']) await outbox.fail(id, 'HTTP 410', null);
  await outbox.fail('card', 'HTTP 503', new Date('2026-11-26T05:00:00.000Z'));
  await outbox.add([entry('fresh', {})]);
}

beforeAll(async () => {
  kit = await createConsoleKit();
  await fill();
  admin = await kit.signedInAs('admin');
});
afterAll(async () => {
  await kit.storage.close();
  await removeDataDirs();
});

const read = async () => valueOf<NoticeList>(await kit.call({ method: 'get', path: '/notices', cookie: admin }));

describe('the page of notices', () => {
  it('lists what was given up and what is tried again, with its case and no personal data', async () => {
    const list = await read();
    expect(list.rows.map(({ id, state, receiver, case: of }) => [id, state, receiver, of?.number])).toEqual([
      ['hook', 'dead', null, 'GG2611-OWN'],
      ['said', 'dead', null, 'GG2611-OWN'],
      ['mail-2', 'dead', '…@other.example', undefined],
      ['mail-1', 'dead', '…@desk.example', 'GG2611-OWN'],
      ['card', 'waiting', null, 'GG2611-OWN'],
    ]);
    expect(list).toMatchObject({ dead: 4, waiting: 1 });
    expect(list.rows[4]).toMatchObject({ attempts: 1, lastError: 'HTTP 503', nextAt: '2026-11-26T05:00:00.000Z' });
    for (const word of ['li.ming', 'Ms Wong', 'private words', 'x@']) expect(JSON.stringify(list)).not.toContain(word);
  });

  it('sends one again, wakes the worker and writes it down; a second time it says that it is no longer dead', async () => {
    const before = kit.nudges();
    const again = { method: 'post', path: '/notices/replay', cookie: admin, body: { id: 'said' } } as const;
    expect(valueOf<NoticeList>(await kit.call(again))).toMatchObject({ dead: 3, waiting: 2 });
    expect(kit.nudges()).toBe(before + 1);
    expect(codeOf(await kit.call(again))).toBe('NotDead');
    expect(kit.nudges()).toBe(before + 1);
    const { events } = valueOf<AccountList>(await kit.call({ method: 'get', path: '/accounts', cookie: admin }));
    expect(events.filter(({ what }) => what === 'notices-replayed').map(({ detail }) => detail)).toEqual(['said']);
  });

  it('sends all of one kind again and leaves the others, and writes nothing down when there were none', async () => {
    const all = { method: 'post', path: '/notices/replay-all', cookie: admin, body: { kind: 'email' } } as const;
    expect(valueOf<NoticeList>(await kit.call(all))).toMatchObject({ dead: 1, waiting: 4 });
    await kit.call(all);
    const { events } = valueOf<AccountList>(await kit.call({ method: 'get', path: '/accounts', cookie: admin }));
    expect(events.filter(({ detail }) => detail.startsWith('email')).map(({ detail }) => detail)).toEqual(['email: 2']);
    const count = valueOf<NoticeCount>(await kit.call({ method: 'get', path: '/notices/count', cookie: admin }));
    expect(count).toEqual({ dead: 1, waiting: 4 });
  });

  it('names the case of a message to a messaging app', async () => {
    const { outbox } = kit.storage;
    await outbox.add([entry('app', { kind: 'messenger', payload: { conversation: ticket('own').conversation } })]);
    await outbox.take('messenger', kit.now(), new Date(kit.now().getTime() + 60_000), 10);
    await outbox.fail('app', 'HTTP 400', null);
    expect((await read()).rows.find(({ id }) => id === 'app')).toMatchObject({
      kind: 'messenger',
      receiver: null,
      case: { number: 'GG2611-OWN' },
    });
  });

  it('is for admins alone', () => {
    const routes = kit.routes.filter(({ path }) => path.startsWith('/console/api/notices'));
    expect(routes.map(({ access }) => access)).toEqual(routes.map(() => ['admin']));
    expect(routes).toHaveLength(4);
  });
});
