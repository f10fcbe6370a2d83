import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import type { Actor, Ticket, TicketEvent } from '../../src/domain/ticket.ts';
import { createHandoff } from '../../src/handoff/create-handoff.ts';
import type { CaseRequest, Handoff, OpenOutcome } from '../../src/handoff/handoff.ts';
import type { HandoffParts } from '../../src/handoff/handoff-parts.ts';
import type { TicketStore } from '../../src/handoff/ticket-store.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { handoffParts } from '../support/handoff-parts.ts';
import { after, ticket } from '../support/ticket.ts';

const ANN: Actor = { kind: 'officer', id: 'ann', name: 'Ann Lee' };
const BEN: Actor = { kind: 'officer', id: 'ben', name: 'Ben Ho' };
const VISITOR: Actor = { kind: 'visitor', id: '', name: '' };
const WRITE = { kind: 'write', id: 'o1', text: 'Hello', signature: 'Ann, InvestHK' } as const;

let dataDir: string;
let storage: Storage;
let minutes: number;
let changes: string[];
beforeEach(async () => {
  dataDir = await makeDataDir();
  storage = await createStorage({ dataDir });
  minutes = 0;
  changes = [];
});
afterEach(() => storage.close());
afterAll(removeDataDirs);

describe('opening a case', () => {
  it('routes it, promises a reply, and keeps the code only as a digest', async () => {
    const opened = await make().open(request());
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    expect(opened.code).toBe('CODE0000');
    expect(opened.ticket).toMatchObject({ state: 'new', desk: 'investhk', promisedBy: after(480), version: 1 });
    expect(opened.ticket.codeHash).toBe(createHash('sha256').update('CODE0000').digest('hex'));
    expect(await storage.tickets.find(opened.ticket.id)).toEqual(opened.ticket);
    expect(JSON.stringify(outbox())).not.toContain('CODE0000');
    expect(outbox().map(({ id }) => id)).toEqual(['mail-opened-1']);
    expect(changes).toEqual(['opened 1']);
  });

  it('answers with the open case when there is one, and opens one only when asked twice at once', async () => {
    const handoff = make();
    const [one, other] = await Promise.all([handoff.open(request()), handoff.open(request())]);
    expect([one.kind, other.kind].toSorted()).toEqual(['open-already', 'opened']);
    expect(caseOf(other).id).toBe(caseOf(one).id);
    expect((await handoff.open(request())).kind).toBe('open-already');
  });

  it('takes the next number when one is taken, and gives up when all are', async () => {
    const numbers = ['N1', 'N1', 'N1', 'N2'];
    const handoff = make({ makeCaseNumber: () => numbers.shift() ?? 'N1' });
    await handoff.open(request('a'));
    const second = await handoff.open(request('b'));
    expect(caseOf(second).number).toBe('N2');
    await expect(handoff.open(request('d'))).rejects.toThrow(/5 attempts/);
  });
});

describe('two officers', () => {
  it('who claim at once, 1,000 times: one wins each time, and the other is told who', async () => {
    const handoff = make();
    for (let round = 0; round < 1_000; round += 100) {
      const opened = await Promise.all(
        Array.from({ length: 100 }, (_, index) => handoff.open(request(`c${round + index}`))),
      );
      await Promise.all(
        opened.map(async (outcome, index) => {
          const { id } = caseOf(outcome);
          const [first, second] = index % 2 === 0 ? [ANN, BEN] : [BEN, ANN];
          const outcomes = await Promise.all([
            handoff.act(id, { kind: 'claim' }, first),
            handoff.act(id, { kind: 'claim' }, second),
          ]);
          const [won, lost] = outcomes.toSorted((one, other) => one.kind.localeCompare(other.kind));
          expect(won).toMatchObject({ kind: 'done', ticket: { version: 2 } });
          const officer = won?.ticket?.officer;
          expect(lost).toMatchObject({ kind: 'refused', refusal: 'claimed-by-other', ticket: { officer } });
        }),
      );
    }
    expect(await storage.tickets.count({ states: ['claimed'] })).toBe(1_000);
    expect(changes.filter((change) => change.startsWith('claimed'))).toHaveLength(1_000);
  }, 60_000);
});

describe('acting on a case', () => {
  it('decides again on the newer ticket after a lost race, at most five times', async () => {
    const { id } = await opened();
    expect(await make({ store: rival(4) }).act(id, { kind: 'claim' }, ANN)).toMatchObject({
      kind: 'done',
      ticket: { officer: 'ann', labels: ['4'] },
    });
    const again = await make({ store: rival(9) }).act(id, { kind: 'resolve', reason: '' }, ANN);
    expect(again).toMatchObject({ kind: 'refused', refusal: 'lost-race', ticket: { state: 'claimed' } });
  });

  it('refuses a case that is not there', async () => {
    expect(await make().act('none', { kind: 'claim' }, ANN)).toEqual({
      kind: 'refused',
      refusal: 'unknown',
      ticket: null,
    });
  });

  it('sends what officers and the system say to the visitor once, in the order in which it was said', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'claim' }, ANN);
    await handoff.act(id, WRITE, ANN);
    expect(await handoff.act(id, WRITE, ANN)).toMatchObject({ kind: 'done', ticket: { version: 3 } });
    await handoff.relay({ id: 'v1', conversation: 'c', text: 'Thank you' });
    const toVisitor = outbox().filter(({ kind }) => kind === 'visitor');
    expect(toVisitor.map(({ id: entry, lane }) => [entry, lane])).toEqual([
      [`c/${id}.2`, 'c'],
      ['c/o1', 'c'],
    ]);
    expect(JSON.parse(String(toVisitor[1]?.payload))).toEqual({
      id: 'o1',
      conversation: 'c',
      at: after(0),
      text: 'Hello',
      author: 'officer',
      signature: 'Ann, InvestHK',
    });
    const transcript = await storage.conversations.transcript('c', 10);
    expect(transcript.map(({ author }) => author)).toEqual(['system', 'officer', 'visitor']);
  });

  it('asks who the actor is and whom a transfer names', async () => {
    const handoff = make({ isSupervisor: async ({ id }) => id === 'ben' });
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'claim' }, ANN);
    expect(await handoff.act(id, { kind: 'claim' }, BEN)).toMatchObject({ kind: 'done', ticket: { officer: 'ben' } });
    const to = (officer: string) => handoff.act(id, { kind: 'transfer', desk: 'hktdc', officer, reason: '' }, BEN);
    expect(await to('nobody')).toMatchObject({ kind: 'refused', refusal: 'unknown-officer' });
    expect(await to('ann')).toMatchObject({ kind: 'done', ticket: { officer: 'ann', desk: 'hktdc' } });
  });

  it('merges into a stored case', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    const { id: into } = await opened(handoff, 'd');
    const merge = (target: string) => handoff.act(id, { kind: 'merge', into: target, reason: '' }, ANN);
    expect(await merge('none')).toMatchObject({ kind: 'refused', refusal: 'unknown' });
    expect(await merge(into)).toMatchObject({ kind: 'done', ticket: { state: 'merged', mergedInto: into } });
  });

  it('opens one case for a message, however often its turn runs, even when the case is over by then', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'resolve', reason: '' }, ANN);
    expect(await handoff.open(request())).toMatchObject({ kind: 'open-already', code: 'CODE0000', ticket: { id } });
    expect(await handoff.openedBy('c', 'm1')).toMatchObject({ code: 'CODE0000', ticket: { id } });
    expect(await handoff.openedBy('c', 'm2')).toBeUndefined();
  });

  it('opens no further case for 30 days after one was marked as spam, unless a supervisor lifts it', async () => {
    const boss = make({ isSupervisor: () => Promise.resolve(true) });
    const handoff = make();
    const { id } = await opened(handoff);
    const mark = (isSpam: boolean) => ({ kind: 'mark-spam', isSpam, reason: 'advertising' }) as const;
    await handoff.act(id, mark(true), ANN);
    await handoff.act(id, { kind: 'resolve', reason: '' }, ANN);
    const until = after(30 * 24 * 60);
    expect(await handoff.open(request('c', 'm2'))).toEqual({ kind: 'blocked', until });
    expect(await handoff.blockedUntil('c')).toBe(until);
    expect(await handoff.blockedUntil('d')).toBeNull();
    expect(await handoff.act(id, mark(false), ANN)).toMatchObject({ refusal: 'not-yours' });
    minutes = 30 * 24 * 60;
    expect(await handoff.blockedUntil('c')).toBeNull();
    minutes = 60;
    expect(await boss.act(id, mark(false), BEN)).toMatchObject({ kind: 'done', ticket: { isSpam: false } });
    expect((await handoff.open(request('c', 'm2'))).kind).toBe('opened');
  });

  it('no longer counts a visitor who left the queue as waiting, though the case stays there', async () => {
    const handoff = make();
    const first = await opened(handoff, 'c', 'm1');
    minutes = 1;
    const second = await opened(handoff, 'd', 'm2');
    expect(await handoff.queuePosition(second)).toBe(1);
    await handoff.act(second.id, { kind: 'leave-queue' }, VISITOR);
    const left = await storage.tickets.find(second.id);
    expect(left).toMatchObject({ state: 'new', promisedBy: second.promisedBy });
    expect(left && (await handoff.queuePosition(left))).toBeNull();
    expect(await handoff.queuePosition(first)).toBe(0);
  });

  it('does not reopen a case beside a newer open one', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'resolve', reason: '' }, ANN);
    await opened(handoff, 'c', 'm2');
    expect(await handoff.act(id, { kind: 'reopen', reason: '' }, VISITOR)).toMatchObject({ refusal: 'wrong-state' });
  });

  it('keeps a note beside the case, and leaves the version alone', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    const note = { kind: 'note', text: 'Call on Monday', mentions: ['ben'] } as const;
    expect(await handoff.act(id, note, ANN)).toMatchObject({ kind: 'done', ticket: { version: 1 } });
    expect(await storage.tickets.notes(id)).toMatchObject([{ text: 'Call on Monday', author: 'Ann Lee' }]);
    expect(outbox().map((entry) => entry.id)).toEqual(['mail-opened-1', 'mail-noted-1']);
  });

  it('tells listeners of every change until they stop', async () => {
    const handoff = make();
    const heard: string[] = [];
    const stop = handoff.subscribe(({ state, version }) => heard.push(`${state} ${version}`));
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'claim' }, ANN);
    await handoff.act(id, { kind: 'claim' }, ANN);
    stop();
    await handoff.act(id, WRITE, ANN);
    expect(heard).toEqual(['new 1', 'claimed 2']);
  });
});

describe('the visitor', () => {
  it('is heard by the officer who has the chat, and by the bot otherwise', async () => {
    const handoff = make();
    const message = { id: 'v1', conversation: 'c', text: 'Hello?' };
    expect(await handoff.relay(message)).toBe('not-owned');
    const { id } = await opened(handoff);
    expect(await handoff.relay(message)).toBe('not-owned');
    await handoff.act(id, { kind: 'claim' }, ANN);
    expect([await handoff.relay(message), await handoff.relay(message)]).toEqual(['relayed', 'relayed']);
    expect((await storage.tickets.find(id))?.version).toBe(3);
  });

  it.each([
    ['number-1', 'code0000', true],
    ['NUMBER-1', 'CODE0001', false],
    ['NUMBER-1', '', false],
    ['NUMBER-2', 'CODE0000', false],
    ['', '', false],
  ])('finds a case by number «%s» and code «%s»: %s', async (number, code, isFound) => {
    const handoff = make();
    const { id } = await opened(handoff);
    expect((await handoff.findForVisitor(number, code))?.id).toBe(isFound ? id : undefined);
  });

  it('learns how many wait before them at the same desk', async () => {
    const handoff = make();
    const waiting: Ticket[] = [];
    for (const conversation of ['a', 'b', 'd']) {
      waiting.push(await opened(handoff, conversation));
      minutes += 1;
    }
    const [first, second, third] = waiting as [Ticket, Ticket, Ticket];
    await handoff.act(second.id, { kind: 'mark-spam', isSpam: true, reason: '' }, ANN);
    expect([await handoff.queuePosition(first), await handoff.queuePosition(third)]).toEqual([0, 1]);
    expect(await handoff.queuePosition(ticket({ state: 'claimed' }))).toBeNull();
  });
});

describe('the clock', () => {
  it('passes on what nobody accepted in the working time of each desk, and stops at the last', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    const seen: string[] = [];
    for (minutes of [59, 60, 119, 120, 121, 999]) {
      await handoff.tick();
      seen.push((await storage.tickets.find(id))?.desk ?? '');
    }
    expect(seen).toEqual(['investhk', 'hktdc', 'hktdc', 'duty', 'duty', 'duty']);
    expect((await storage.tickets.events(id)).map(({ what }) => what)).toEqual(['opened', 'passed-on', 'passed-on']);
  });

  it('passes a case on once when two clocks strike together', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    minutes = 60;
    await Promise.all([handoff.tick(), handoff.tick()]);
    expect((await storage.tickets.find(id))?.desk).toBe('hktdc');
  });

  it('leaves alone what somebody has, and counts afresh when it comes back', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'claim' }, ANN);
    minutes = 500;
    await handoff.tick();
    await handoff.act(id, { kind: 'release', reason: '' }, ANN);
    minutes = 559;
    await handoff.tick();
    expect((await storage.tickets.find(id))?.desk).toBe('investhk');
  });

  it('wakes snoozed cases in time, and passes none on while they sleep', async () => {
    const handoff = make();
    const { id } = await opened(handoff);
    await handoff.act(id, { kind: 'snooze', until: after(300) }, ANN);
    minutes = 299;
    await handoff.tick();
    expect(await storage.tickets.find(id)).toMatchObject({ snoozedUntil: after(300), desk: 'investhk' });
    minutes = 300;
    await handoff.tick();
    expect(await storage.tickets.find(id)).toMatchObject({ snoozedUntil: null, desk: 'investhk' });
  });
});

function make(differing: Partial<HandoffParts> = {}): Handoff {
  return createHandoff({
    ...handoffParts(storage.tickets, () => new Date(after(minutes))),
    notify: async ({ version, id }, event) =>
      event.what === 'opened' || event.what === 'noted'
        ? [{ id: mail(event, version), kind: 'email', lane: id, payload: {}, dueAt: event.at }]
        : [],
    onChange: ({ version }, { what }) => changes.push(`${what} ${version}`),
    ...differing,
  });
}

function mail({ what }: Pick<TicketEvent, 'what'>, version: number): string {
  return `mail-${what}-${version}`;
}

function request(conversation = 'c', message = 'm1'): CaseRequest {
  const { channel, language, fields, withheld, summary, consent } = ticket();
  return { conversation, message, channel, language, fields, withheld, summary, consent };
}

function caseOf(outcome: OpenOutcome): Ticket {
  if (outcome.kind === 'blocked') throw new Error('the conversation is blocked');
  return outcome.ticket;
}

async function opened(handoff = make(), conversation = 'c', message = 'm1'): Promise<Ticket> {
  return caseOf(await handoff.open(request(conversation, message)));
}

/** A store in which somebody else labels the ticket just before us, so many times. */
function rival(times: number): TicketStore {
  let count = 0;
  return {
    ...storage.tickets,
    apply: async (change) => {
      if (count < times) {
        count += 1;
        const current = (await storage.tickets.find(change.ticket.id))!;
        const labelled = { ...current, labels: [String(count)], version: current.version + 1 };
        const event = { ...change.event, what: 'labelled' } as const;
        await storage.tickets.apply({ ticket: labelled, expectedVersion: current.version, event });
      }
      return storage.tickets.apply(change);
    },
  };
}

function outbox(): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'));
  const rows = database.prepare('select * from outbox order by position').all();
  database.close();
  return rows.map((row) => ({ ...row }));
}
