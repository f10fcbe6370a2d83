import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Activity, ActivityLog } from '../../src/channels/direct-line/activity-log.ts';
import type { Made } from './conversation-store.ts';

/** What every ActivityLog promises. `make` gives an empty one whose clock is `clock`. */
export function activityLogContract(name: string, make: (clock: () => Date) => Promise<Made<ActivityLog>>): void {
  describe(`ActivityLog: ${name}`, () => {
    let made: Made<ActivityLog>;
    let log: ActivityLog;
    let now = new Date('2026-11-24T08:00:00.000Z');
    beforeEach(async () => {
      now = new Date('2026-11-24T08:00:00.000Z');
      made = await make(() => now);
      log = made.port;
    });
    afterEach(() => made.dispose());

    it('finds a conversation once it is created, and creates it once', async () => {
      expect(await log.find('c')).toBeUndefined();
      await log.create({ id: 'c', userId: 'u', language: 'zh-Hant' });
      await log.create({ id: 'c', userId: 'other', language: null });
      const lastActiveAt = '2026-11-24T08:00:00.000Z';
      expect(await log.find('c')).toEqual({
        id: 'c',
        userId: 'u',
        language: 'zh-Hant',
        wantsHandoff: false,
        lastSequence: 0,
        lastActiveAt,
      });
    });

    it('knows when a conversation was last active', async () => {
      await log.create({ id: 'c', userId: 'u', language: null });
      now = new Date('2026-11-24T08:05:00.000Z');
      await log.append('c', [message('a')]);
      await log.append('c', [message('b')]);
      expect(await log.find('c')).toMatchObject({ lastSequence: 2, lastActiveAt: '2026-11-24T08:05:00.001Z' });
    });

    it('numbers activities from 1 and replays what follows a watermark', async () => {
      await log.append('c', [message('a'), message('b')]);
      await log.append('other', [message('x')]);
      await log.append('c', [message('c')]);
      const all = await log.since('c', 0);
      expect(all.map(({ sequence, activity }) => [sequence, activity.id])).toEqual([
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ]);
      expect((await log.since('c', 2)).map(({ activity }) => activity.id)).toEqual(['c']);
      expect(await log.since('c', 3)).toEqual([]);
      expect(await log.since('unknown', 0)).toEqual([]);
    });

    it('keeps activities as they are', async () => {
      const activity = {
        ...message('a'),
        channelData: { clientActivityID: 'x', deep: [{ n: 1.5 }, null] },
        text: '𠮷"\\',
      };
      await log.append('c', [activity]);
      expect((await log.since('c', 0))[0]?.activity).toMatchObject(activity);
    });

    it('leaves out an id that is there already', async () => {
      expect(await log.append('c', [message('a')])).toHaveLength(1);
      expect(await log.append('c', [message('a')])).toEqual([]);
      const added = await log.append('c', [message('a'), message('b'), message('b')]);
      expect(added.map(({ sequence, activity }) => [sequence, activity.id])).toEqual([[2, 'b']]);
      expect(await log.append('other', [message('a')])).toHaveLength(1);
    });

    it('makes timestamps rise strictly, even when the clock stands still or goes back', async () => {
      await log.append('c', [message('a'), message('b')]);
      now = new Date('2026-11-24T07:00:00.000Z');
      await log.append('c', [message('c')]);
      const stamps = (await log.since('c', 0)).map(({ activity }) => activity.timestamp);
      expect(stamps).toEqual(['2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.001Z', '2026-11-24T08:00:00.002Z']);
    });

    it('gives every writer its own number', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
      await Promise.all(ids.map((id) => log.append('c', [message(id)])));
      const all = await log.since('c', 0);
      expect(all.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
      expect(new Set(all.map(({ activity }) => activity.id))).toEqual(new Set(ids));
    });

    it('hands out messages without a turn until they are settled', async () => {
      await log.append('c', [message('a')], { reruns: 2 });
      now = new Date('2026-11-24T08:00:01.000Z');
      await log.append('d', [message('b')], { reruns: 2 });
      await log.append('c', [message('c')]);
      await log.append('c', [message('d')], { reruns: 2 });
      await log.append('c', [message('d.reply')], { settles: 'd' });
      const unhandled = await log.takeUnhandled();
      expect(unhandled.map(({ conversation, logged }) => [conversation, logged.activity.id])).toEqual([
        ['c', 'a'],
        ['d', 'b'],
      ]);
      await log.settle('c', 'a');
      expect((await log.takeUnhandled()).map(({ logged }) => logged.activity.id)).toEqual(['b']);
    });

    it('leaves messages alone that were said too lately, for their turn may run elsewhere', async () => {
      await log.append('c', [message('a')], { reruns: 1 });
      now = new Date('2026-11-24T08:00:30.000Z');
      await log.append('c', [message('b')], { reruns: 1 });
      const taken = async (saidBefore: string) =>
        (await log.takeUnhandled(new Date(saidBefore))).map(({ logged }) => logged.activity.id);
      expect(await taken('2026-11-24T08:00:00.000Z')).toEqual([]);
      expect(await taken('2026-11-24T08:00:30.000Z')).toEqual(['a']);
      await log.settle('c', 'a');
      expect(await taken('2026-11-24T08:01:00.000Z')).toEqual(['b']);
    });

    it('lets a message that was cut off again and again not run any more, and hands it out until it is settled', async () => {
      await log.append('c', [message('a')], { reruns: 2 });
      const mayRun = async () => (await log.takeUnhandled()).map((unhandled) => unhandled.mayRun);
      for (let rerun = 1; rerun <= 2; rerun += 1) expect(await mayRun()).toEqual([true]);
      for (let start = 1; start <= 2; start += 1) expect(await mayRun()).toEqual([false]);
      await log.settle('c', 'a');
      expect(await log.takeUnhandled()).toEqual([]);
    });

    it('knows which clients follow hand-offs', async () => {
      await log.create({ id: 'c', userId: 'u', language: null });
      await log.create({ id: 'd', userId: 'u', language: null });
      await log.wantHandoff('c');
      expect([(await log.find('c'))?.wantsHandoff, (await log.find('d'))?.wantsHandoff]).toEqual([true, false]);
    });
  });
}

function message(id: string): Activity {
  return { id, type: 'message', text: `text ${id}` };
}
