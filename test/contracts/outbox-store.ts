import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/domain/clock.ts';
import type { OutboxEntry } from '../../src/domain/outbox.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';
import type { Made } from './conversation-store.ts';

const START = Date.parse('2026-11-27T02:00:00Z');
/** So many seconds after the start. */
const at = (seconds: number) => new Date(START + seconds * 1000);

/** What every OutboxStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function outboxStoreContract(name: string, make: (clock: Clock) => Promise<Made<OutboxStore>>): void {
  describe(`OutboxStore: ${name}`, () => {
    let made: Made<OutboxStore>;
    let store: OutboxStore;
    beforeEach(async () => {
      made = await make(() => at(0));
      store = made.port;
    });
    afterEach(() => made.dispose());

    const takeIds = async (seconds: number, limit = 10) =>
      (await store.take('email', at(seconds), at(seconds + 60), limit)).map(({ id }) => id);

    it('gives back what was added, counting the attempt', async () => {
      const added = entry('a', 'lane', { payload: { text: '你好', list: [1, null] } });
      await store.add([added]);
      const [taken] = await store.take('email', at(1), at(61), 1);
      expect(taken).toEqual({
        ...added,
        state: 'waiting',
        attempts: 1,
        lastError: null,
        writtenAt: at(0).toISOString(),
        sentAt: null,
      });
    });

    it('keeps the first of two with one id', async () => {
      await store.add([entry('a', 'lane', { payload: 'first' })]);
      await store.add([entry('a', 'lane', { payload: 'second' }), entry('b', 'other')]);
      const taken = await store.take('email', at(1), at(61), 10);
      expect(taken.map(({ id, payload }) => [id, payload])).toEqual([
        ['a', 'first'],
        ['b', {}],
      ]);
    });

    it('takes the oldest of each lane, and the next when it has arrived', async () => {
      await store.add([entry('a1', 'a'), entry('a2', 'a'), entry('b1', 'b'), entry('a3', 'a')]);
      expect(await takeIds(1)).toEqual(['a1', 'b1']);
      expect(await takeIds(2)).toEqual([]);
      await store.settle('a1', at(3));
      expect(await takeIds(3)).toEqual(['a2']);
      await store.settle('a2', at(4));
      expect(await takeIds(4)).toEqual(['a3']);
    });

    it('takes no more than it is asked for, and only of the kind it is asked for', async () => {
      await store.add([entry('w', 'w', { kind: 'webhook' }), entry('a', 'a'), entry('b', 'b'), entry('c', 'c')]);
      expect(await takeIds(1, 2)).toEqual(['a', 'b']);
      expect(await takeIds(1, 2)).toEqual(['c']);
    });

    it('lets a lane wait while its oldest entry waits to be tried again', async () => {
      await store.add([entry('a1', 'a'), entry('a2', 'a')]);
      await takeIds(1);
      await store.fail('a1', 'HTTP 500', at(30));
      expect(await takeIds(29)).toEqual([]);
      const [again] = await store.take('email', at(30), at(90), 10);
      expect(again).toMatchObject({ id: 'a1', attempts: 2, lastError: 'HTTP 500' });
    });

    it('leaves an entry alone until it is due', async () => {
      await store.add([entry('a', 'a', { dueAt: at(100).toISOString() })]);
      expect(await takeIds(99)).toEqual([]);
      expect(await takeIds(100)).toEqual(['a']);
    });

    it('gives a leased entry to nobody else before the lease runs out', async () => {
      await store.add([entry('a', 'a')]);
      const both = await Promise.all([takeIds(1), takeIds(1)]);
      expect(both.flat()).toEqual(['a']);
      expect(await takeIds(60)).toEqual([]);
      expect(await takeIds(61)).toEqual(['a']);
    });

    it('passes over what the asking worker holds, and its lane, when the lease has run out', async () => {
      await store.add([entry('a1', 'a'), entry('a2', 'a'), entry('b', 'b')]);
      expect(await takeIds(1, 1)).toEqual(['a1']);
      const taken = await store.take('email', at(100), at(160), 10, ['a1']);
      expect(taken.map(({ id }) => id)).toEqual(['b']);
      const [again] = await store.take('email', at(100), at(160), 10);
      expect(again).toMatchObject({ id: 'a1', attempts: 2 });
    });

    it('gives back at a start what a dead worker had taken, and nothing that is done or waits for its time', async () => {
      await store.add(['taken', 'sent', 'failed', 'dead'].map((id) => entry(id, id)));
      await takeIds(1);
      await store.settle('sent', at(2));
      await store.fail('failed', 'HTTP 500', at(30));
      await store.fail('dead', 'HTTP 410', null);
      await store.releaseLeases(6);
      expect(await takeIds(3)).toEqual(['taken']);
      expect(await takeIds(4)).toEqual([]);
    });

    it('lets the lease run out of what was taken too often', async () => {
      await store.add([entry('a', 'a')]);
      await takeIds(1);
      await store.releaseLeases(1);
      expect(await takeIds(2)).toEqual(['a']);
      await store.releaseLeases(1);
      expect(await takeIds(61)).toEqual([]);
      expect(await takeIds(62)).toEqual(['a']);
    });

    it('lets the dead block nobody', async () => {
      await store.add([entry('a1', 'a'), entry('a2', 'a')]);
      await takeIds(1);
      await store.fail('a1', 'HTTP 410', null);
      expect(await takeIds(2)).toEqual(['a2']);
    });

    it('replays the dead, before later ones of its lane and with attempts counted afresh', async () => {
      await store.add([entry('a1', 'a'), entry('a2', 'a')]);
      await takeIds(1);
      expect(await store.replay('a1', at(2))).toBe(false);
      await store.fail('a1', 'HTTP 410', null);
      expect(await store.replay('a1', at(3))).toBe(true);
      expect(await store.replay('a1', at(3))).toBe(false);
      expect(await store.replay('nobody', at(3))).toBe(false);
      const taken = await store.take('email', at(3), at(63), 10);
      expect(taken).toMatchObject([{ id: 'a1', attempts: 1, lastError: 'HTTP 410' }]);
    });

    it('never brings back what has arrived', async () => {
      await store.add([entry('a', 'a')]);
      await takeIds(1);
      await store.settle('a', at(2));
      await store.fail('a', 'no end in time', at(3));
      expect(await takeIds(100)).toEqual([]);
      expect(await store.troubled(10)).toEqual([]);
    });

    it('takes back what a receiver took and did not deliver, to be replayed', async () => {
      const message = entry('a', 'a', { kind: 'messenger', payload: { text: '您好' } });
      await store.add([message]);
      expect(await store.take('messenger', at(1), at(60), 5)).toHaveLength(1);
      await store.settle('a', at(2));
      expect(await store.returned('a', '131026: taken, and not delivered')).toEqual(message.payload);
      expect(await store.returned('nobody', 'unknown: taken, and not delivered')).toBeUndefined();
      expect(await store.troubled(10)).toMatchObject([
        { id: 'a', state: 'dead', lastError: '131026: taken, and not delivered' },
      ]);
      expect(await store.replay('a', at(3))).toBe(true);
    });

    it('lists troubles: the dead first, latest first, and none that never failed', async () => {
      await store.add(['a', 'b', 'c', 'd', 'e'].map((id) => entry(id, id)));
      await takeIds(1);
      await store.fail('a', 'HTTP 500', at(30));
      await store.fail('b', 'HTTP 410', null);
      await store.fail('c', 'HTTP 500', at(30));
      await store.fail('d', 'HTTP 410', null);
      expect((await store.troubled(10)).map(({ id, state }) => [id, state])).toEqual([
        ['d', 'dead'],
        ['b', 'dead'],
        ['c', 'waiting'],
        ['a', 'waiting'],
      ]);
      expect(await store.troubled(1)).toHaveLength(1);
    });

    it('counts the troubles, and replays all the dead of one kind', async () => {
      await store.add([...['a', 'b', 'c', 'd'].map((id) => entry(id, id)), entry('w', 'w', { kind: 'webhook' })]);
      expect(await store.countTroubled()).toEqual({ dead: 0, waiting: 0 });
      await takeIds(1);
      await store.take('webhook', at(1), at(61), 1);
      for (const id of ['a', 'b', 'w']) await store.fail(id, 'HTTP 410', null);
      await store.fail('c', 'HTTP 500', at(300));
      expect(await store.countTroubled()).toEqual({ dead: 3, waiting: 1 });
      expect(await store.replayAll('email', at(100))).toBe(2);
      expect(await store.replayAll('email', at(100))).toBe(0);
      expect(await store.countTroubled()).toEqual({ dead: 1, waiting: 3 });
      expect((await store.take('email', at(100), at(160), 10)).map(({ id }) => id)).toEqual(['a', 'b', 'd']);
    });

    it('purges what was sent long ago and nothing that was not', async () => {
      await store.add(['sent', 'recent', 'dead', 'waiting'].map((id) => entry(id, id)));
      await takeIds(1);
      await store.settle('sent', at(10));
      await store.settle('recent', at(20));
      await store.fail('dead', 'HTTP 410', null);
      expect(await store.purge(at(20))).toBe(1);
      expect(await store.purge(at(21))).toBe(1);
      expect(await store.replay('dead', at(30))).toBe(true);
      expect(await takeIds(100)).toEqual(['dead', 'waiting']);
    });
  });
}

function entry(id: string, lane: string, more: Partial<OutboxEntry> = {}): OutboxEntry {
  return { id, kind: 'email', lane, payload: {}, dueAt: at(0).toISOString(), ...more };
}
