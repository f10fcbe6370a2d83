import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboxEntry, OutboxKind } from '../../src/domain/outbox.ts';
import { createOutboxWorker, type OutboxWorker } from '../../src/outbox/create-outbox-worker.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';
import type { Sender, SendOutcome } from '../../src/outbox/sender.ts';
import { createMemoryLog } from '../fakes/memory-log.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { type OpenOutbox, openOutbox } from '../support/open-outbox.ts';

afterAll(removeDataDirs);

/** Moved on by hand, so that nobody waits for a back-off. */
let offset = 0;
const clock = () => new Date(Date.now() + offset);
const later = (seconds: number) => {
  offset += seconds * 1000;
};

let outbox: OpenOutbox;
const workers: OutboxWorker[] = [];
beforeEach(async () => {
  offset = 0;
  outbox = await openOutbox(clock);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await outbox.close();
});

function start(
  senders: Partial<Record<OutboxKind, Sender>>,
  more: { store?: OutboxStore; sendTimeoutMs?: number; concurrency?: number } = {},
) {
  const log = createMemoryLog();
  const worker = createOutboxWorker({ store: outbox.store, senders, clock, log, pollMs: 5, random: () => 0, ...more });
  workers.push(worker);
  worker.start();
  return { worker, log };
}

function entry(id: string, more: Partial<OutboxEntry> = {}): OutboxEntry {
  return { id, kind: 'email', lane: id, payload: {}, dueAt: new Date(0).toISOString(), ...more };
}

/** Answers each entry with the next of its outcomes, then with "sent"; remembers the order of what it got. */
function scripted(script: Readonly<Record<string, readonly SendOutcome[]>> = {}) {
  const got: string[] = [];
  const left = new Map(Object.entries(script).map(([id, outcomes]) => [id, [...outcomes]]));
  const sender: Sender = async ({ id }) => {
    got.push(id);
    return left.get(id)?.shift() ?? { kind: 'sent' };
  };
  return { got, sender };
}

const RETRY = { kind: 'retry', error: 'HTTP 500' } as const;

describe('createOutboxWorker', () => {
  it('sends what is written while it runs, at once when nudged', async () => {
    const { got, sender } = scripted();
    const { worker } = start({ email: sender });
    await outbox.store.add([entry('a'), entry('b')]);
    worker.nudge();
    await vi.waitFor(() => expect(got).toEqual(['a', 'b']));
  });

  it('keeps the order of a lane through failures, and lets other lanes pass', async () => {
    await outbox.store.add([entry('a1', { lane: 'a' }), entry('a2', { lane: 'a' }), entry('b1', { lane: 'b' })]);
    const { got, sender } = scripted({ a1: [RETRY, RETRY] });
    start({ email: sender });
    await vi.waitFor(() => expect(got).toEqual(['a1', 'b1']));
    later(5);
    await vi.waitFor(() => expect(got).toEqual(['a1', 'b1', 'a1']));
    later(10);
    await vi.waitFor(() => expect(got).toEqual(['a1', 'b1', 'a1', 'a1', 'a2']));
  });

  it('gives up after twelve attempts and says so, and goes on with the lane', async () => {
    await outbox.store.add([entry('a1', { lane: 'a' }), entry('a2', { lane: 'a' })]);
    const { got, sender } = scripted({ a1: Array.from({ length: 99 }, () => RETRY) });
    const { log } = start({ email: sender });
    await vi.waitFor(
      () => {
        later(3600);
        expect(got.at(-1)).toBe('a2');
      },
      { timeout: 5000, interval: 10 },
    );
    expect(got.filter((id) => id === 'a1')).toHaveLength(12);
    expect(await outbox.store.troubled(9)).toMatchObject([{ id: 'a1', state: 'dead', lastError: 'HTTP 500' }]);
    expect(log.lines.filter((line) => line.includes('"level":"error"'))).toHaveLength(1);
  });

  it('does not try again what is dead until it is replayed', async () => {
    await outbox.store.add([entry('a')]);
    const { got, sender } = scripted({ a: [{ kind: 'dead', error: 'HTTP 410' }] });
    const { worker } = start({ email: sender });
    await vi.waitFor(async () => expect(await outbox.store.troubled(9)).toMatchObject([{ id: 'a', state: 'dead' }]));
    later(86_400);
    worker.nudge();
    await outbox.store.add([entry('b')]);
    await vi.waitFor(() => expect(got).toEqual(['a', 'b']));
    await outbox.store.replay('a', clock());
    await vi.waitFor(() => expect(got).toEqual(['a', 'b', 'a']));
  });

  it('is done with what nobody wants any more: it is neither tried again nor listed, and its lane goes on', async () => {
    await outbox.store.add([entry('a1', { lane: 'a' }), entry('a2', { lane: 'a' })]);
    const { got, sender } = scripted({ a1: [{ kind: 'settled' }] });
    const { log } = start({ email: sender });
    await vi.waitFor(() => expect(got).toEqual(['a1', 'a2']));
    later(86_400);
    expect(await outbox.store.troubled(9)).toEqual([]);
    expect(log.lines.filter((line) => line.includes('not to be sent any more'))).toHaveLength(1);
  });

  it('waits as long as the receiver asks', async () => {
    await outbox.store.add([entry('a')]);
    const { got, sender } = scripted({ a: [{ kind: 'retry', error: 'HTTP 429', afterSeconds: 100 }] });
    start({ email: sender });
    await vi.waitFor(async () => expect(await outbox.store.troubled(9)).toHaveLength(1));
    later(90);
    await outbox.store.add([entry('b')]);
    await vi.waitFor(() => expect(got).toEqual(['a', 'b']));
    later(11);
    await vi.waitFor(() => expect(got).toEqual(['a', 'b', 'a']));
  });

  it('survives a sender that throws', async () => {
    await outbox.store.add([entry('a')]);
    let calls = 0;
    const { log } = start({
      email: () => {
        calls++;
        if (calls === 1) throw new Error('a mistake of ours');
        return Promise.resolve({ kind: 'sent' });
      },
    });
    await vi.waitFor(async () => expect(await outbox.store.troubled(9)).toHaveLength(1));
    later(5);
    await vi.waitFor(() => expect(calls).toBe(2));
    expect(log.lines.join()).toContain('a mistake of ours');
  });

  it('counts an attempt without an end as failed', async () => {
    await outbox.store.add([entry('a')]);
    start({ email: () => new Promise(() => undefined) }, { sendTimeoutMs: 20 });
    await vi.waitFor(async () =>
      expect(await outbox.store.troubled(9)).toMatchObject([{ id: 'a', lastError: 'no end in time' }]),
    );
  });

  it('survives a store that is down for a while', async () => {
    await outbox.store.add([entry('a')]);
    let isDown = true;
    const { got, sender } = scripted();
    const store: OutboxStore = {
      ...outbox.store,
      take: (...asked) => (isDown ? Promise.reject(new Error('down')) : outbox.store.take(...asked)),
    };
    const { log } = start({ email: sender }, { store });
    await vi.waitFor(() => expect(log.lines.join()).toContain('the outbox could not be read'));
    isDown = false;
    await vi.waitFor(() => expect(got).toEqual(['a']));
  });

  it('has no more on their way than it may, and a slow kind holds up no other', async () => {
    await outbox.store.add(['a', 'b', 'c', 'd', 'e'].map((id) => entry(id)));
    await outbox.store.add([entry('v', { kind: 'visitor' })]);
    const waiting: (() => void)[] = [];
    const slow: Sender = () => new Promise((resolve) => waiting.push(() => resolve({ kind: 'sent' })));
    const visitors = scripted();
    start({ email: slow, visitor: visitors.sender }, { concurrency: 2 });
    await vi.waitFor(() => expect([waiting.length, visitors.got]).toEqual([2, ['v']]));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(waiting).toHaveLength(2);
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(3));
    let ended = 1;
    await vi.waitFor(() => {
      while (ended < waiting.length) waiting[ended++]?.();
      expect(ended).toBe(5);
    });
  });

  it('leaves kinds without a sender where they are', async () => {
    await outbox.store.add([entry('t', { kind: 'teams' }), entry('a')]);
    const { got, sender } = scripted();
    start({ email: sender });
    await vi.waitFor(() => expect(got).toEqual(['a']));
    expect(await outbox.store.take('teams', clock(), clock(), 9)).toMatchObject([{ id: 't', attempts: 1 }]);
  });

  it('finishes what is on its way when it is stopped, and takes nothing more', async () => {
    await outbox.store.add([entry('a')]);
    let finish: (() => void) | undefined;
    const { worker } = start({ email: () => new Promise((resolve) => (finish = () => resolve({ kind: 'sent' }))) });
    await vi.waitFor(() => expect(finish).toBeDefined());
    const stopped = worker.stop();
    await outbox.store.add([entry('b')]);
    worker.nudge();
    finish?.();
    await stopped;
    expect(await outbox.store.take('email', clock(), clock(), 9)).toMatchObject([{ id: 'b', attempts: 1 }]);
  });

  it('delivers after the lease what a killed process had taken', async () => {
    const dataDir = await makeDataDir();
    const killed = await openOutbox(clock, dataDir);
    await killed.store.add([entry('a1', { lane: 'a' }), entry('a2', { lane: 'a' })]);
    // The process dies after taking: nobody settles, nobody fails.
    await killed.store.take('email', clock(), new Date(clock().getTime() + 60_000), 9);
    await killed.close();
    const restarted = await openOutbox(clock, dataDir);
    const { got, sender } = scripted();
    const { worker } = start({ email: sender }, { store: restarted.store });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(got).toEqual([]);
    later(61);
    await vi.waitFor(() => expect(got).toEqual(['a1', 'a2']));
    await worker.stop();
    await restarted.close();
  });

  it('sends once what is on its way while the clock is set forward past its lease', async () => {
    await outbox.store.add([entry('slow', { lane: 'one' }), entry('next', { lane: 'one' })]);
    const got: string[] = [];
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { worker } = start({
      email: async ({ id }) => {
        got.push(id);
        if (id === 'slow') await arrived;
        return { kind: 'sent' };
      },
    });
    await vi.waitFor(() => expect(got).toEqual(['slow']));
    later(120);
    // Of another lane: when it has gone, the outbox was looked into since.
    await outbox.store.add([entry('other')]);
    worker.nudge();
    await vi.waitFor(() => expect(got).toContain('other'));
    arrive();
    await vi.waitFor(() => expect(got).toContain('next'));
    expect(got).toEqual(['slow', 'other', 'next']);
  });

  it('gives up an entry that brought the process down at every attempt', async () => {
    await outbox.store.add([entry('a')]);
    for (let attempt = 0; attempt < 12; attempt++) {
      await outbox.store.take('email', clock(), clock(), 9);
    }
    const { got, sender } = scripted();
    start({ email: sender });
    await vi.waitFor(async () => expect(await outbox.store.troubled(9)).toMatchObject([{ id: 'a', state: 'dead' }]));
    expect(got).toEqual([]);
  });
});
