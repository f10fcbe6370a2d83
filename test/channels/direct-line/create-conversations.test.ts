import { describe, expect, it } from 'vitest';
import type { Activity, ActivityLog } from '../../../src/channels/direct-line/activity-log.ts';
import { createConversations, type ReceiveActivity } from '../../../src/channels/direct-line/create-conversations.ts';
import type { SocketHub } from '../../../src/channels/direct-line/create-socket-hub.ts';
import { OutageError } from '../../../src/domain/errors.ts';
import { createTurnQueue } from '../../../src/turn/turn-queue.ts';
import { realWording } from '../../fakes/fake-core.ts';
import { createMemoryActivityLog } from '../../fakes/memory-activity-log.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';

const outage = () => Promise.reject(new OutageError('storage_unavailable', 'down', { isRetryable: true }));

async function harness(options: { receive?: ReceiveActivity; break?: Partial<ActivityLog> } = {}) {
  const memory = createMemoryActivityLog();
  await memory.create({ id: 'c', userId: 'dl_u', language: 'en' });
  const activityLog = { ...memory };
  const unlogged: Activity[] = [];
  const turns = createTurnQueue();
  const sockets: SocketHub = {
    join: () => undefined,
    publish: () => undefined,
    refresh: () => undefined,
    publishUnlogged: (_conversation, activity) => {
      unlogged.push(activity);
    },
    size: () => 0,
    isWatched: () => false,
    close: () => undefined,
  };
  const make = () =>
    createConversations({
      activityLog,
      sockets,
      receive: options.receive ?? sayHi,
      giveUp: async ({ id }, send) => {
        await send([{ type: 'message', text: `no answer to ${id}` }]);
      },
      inOrder: (conversation, task) => turns.run(conversation, task),
      wording: realWording(),
      mask: (text) => text,
      log: createMemoryLog(),
      isStopping: () => false,
    });
  const conversation = await memory.find('c');
  if (conversation === undefined) throw new Error('no conversation');
  const ids = async () => (await memory.since('c', 0)).map(({ activity }) => activity.id);
  return { activityLog, memory, unlogged, turns, make, conversation, ids, conversations: make() };
}

const sayHi: ReceiveActivity = async (_activity, send) => {
  await send([{ type: 'message', text: 'hi' }]);
};

const message = (id: string): Activity => ({ id, type: 'message', text: 'hello', locale: 'en' });

describe('createConversations', () => {
  it('tells who is listening when a message could not be kept', async () => {
    const { conversations, conversation, activityLog, unlogged } = await harness();
    activityLog.append = outage;
    await expect(conversations.say(conversation, message('m'), { needsTurn: true })).rejects.toThrow('down');
    expect(unlogged).toHaveLength(1);
    expect(unlogged[0]?.['text']).toContain('Something went wrong on our side');
  });

  it('tries again at the next start when a reply could not be kept', async () => {
    const { make, conversations, conversation, activityLog, memory, unlogged, turns, ids } = await harness();
    activityLog.append = (id, activities, options) =>
      activities.some(({ from }) => (from as { role?: string }).role === 'bot')
        ? outage()
        : memory.append(id, activities, options);
    await conversations.say(conversation, message('m'), { needsTurn: true });
    await turns.idle();
    expect([await ids(), unlogged.length]).toEqual([['m'], 1]);
    activityLog.append = (id, activities, options) => memory.append(id, activities, options);
    expect(await make().recover()).toBe(1);
    await turns.idle();
    expect(await ids()).toEqual(['m', 'm.reply']);
    expect(await make().recover()).toBe(0);
  });

  it('does not run a turn again in which something was said already', async () => {
    let runs = 0;
    const { make, conversations, conversation, turns, ids } = await harness({
      receive: async (_activity, send) => {
        await send([{ type: 'typing' }]);
        await send([{ type: 'message', text: 'one' }]);
        runs += 1;
        if (runs === 1) throw new Error('killed between two sentences');
        await send([
          { type: 'message', text: 'two' },
          { type: 'message', text: 'three' },
        ]);
      },
    });
    await conversations.say(conversation, message('m'), { needsTurn: true });
    await turns.idle();
    expect(await ids()).toEqual(['m', 'm.reply']);
    await make().say(conversation, message('m'), { needsTurn: true });
    await turns.idle();
    expect([runs, await ids()]).toEqual([1, ['m', 'm.reply']]);
  });

  it('settles a message to which the bot says nothing', async () => {
    const { make, conversations, conversation, turns } = await harness({ receive: () => Promise.resolve() });
    await conversations.say(conversation, message('m'), { needsTurn: true });
    await turns.idle();
    expect(await make().recover()).toBe(0);
  });

  it('says of a message whose turn was cut off three times that it has no answer, and settles it', async () => {
    let runs = 0;
    const { make, conversations, conversation, turns, ids, memory } = await harness({
      receive: () => {
        runs += 1;
        return Promise.reject(new Error('killed'));
      },
    });
    await conversations.say(conversation, message('m'), { needsTurn: true });
    await turns.idle();
    for (let start = 0; start < 3; start += 1) {
      expect(await make().recover()).toBe(1);
      await turns.idle();
    }
    expect([runs, await ids()]).toEqual([3, ['m', 'm.reply']]);
    expect((await memory.since('c', 1))[0]?.activity['text']).toBe('no answer to m');
    expect(await make().recover()).toBe(0);
  });

  it('welcomes once, however often a client connects', async () => {
    const { conversations, conversation, turns, ids } = await harness();
    conversations.greet(conversation);
    conversations.greet(conversation);
    await turns.idle();
    conversations.greet(conversation);
    await turns.idle();
    expect(await ids()).toEqual(['c.start.reply']);
  });
});
