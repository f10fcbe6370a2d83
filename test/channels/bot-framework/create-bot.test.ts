import { describe, expect, it } from 'vitest';
import { type BotOptions, createBot } from '../../../src/channels/bot-framework/create-bot.ts';
import { createInProcessAdapter } from '../../../src/channels/bot-framework/create-in-process-adapter.ts';
import type { GivenFeedback } from '../../../src/domain/feedback.ts';
import { type IncomingMessage, replyIdFor } from '../../../src/domain/message.ts';
import { answerTo, realWording } from '../../fakes/fake-core.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');

function harness(overrides: Partial<BotOptions> = {}) {
  const heard: IncomingMessage[] = [];
  const reactions: GivenFeedback[] = [];
  const log = createMemoryLog();
  const receive = createInProcessAdapter(
    createBot({
      handleTurn: async (message, onThinking) => {
        await onThinking();
        heard.push(message);
        return {
          id: replyIdFor(message.id),
          conversation: message.conversation,
          at: message.at,
          answer: answerTo(message),
        };
      },
      giveUp: async (message) => ({
        id: replyIdFor(message.id),
        conversation: message.conversation,
        at: message.at,
        answer: { ...answerTo(message), status: 'error_service', citations: [] },
      }),
      onReaction: async (given) => void reactions.push(given),
      wording: realWording(),
      starters: () => [{ kind: 'question', label: 'Start', text: 'Start here' }],
      clock: () => NOW,
      log,
      ...overrides,
    }),
  );
  const tell = async (activity: Record<string, unknown>) => {
    const said: Record<string, unknown>[] = [];
    const base = {
      channelId: 'directline',
      conversation: { id: 'c' },
      from: { id: 'u' },
      recipient: { id: 'goglobal' },
    };
    await receive({ type: 'message', id: 'm', ...base, ...activity }, async (activities) => {
      said.push(...activities);
      return activities.map((_, index) => `id-${said.length}-${index}`);
    });
    return said;
  };
  return { heard, reactions, tell, log };
}

describe('createBot', () => {
  it('shows that it is thinking, then answers', async () => {
    const { tell, heard } = harness();
    const said = await tell({ text: 'hello', locale: 'zh-HK', timestamp: '2026-11-24T09:00:00.000Z' });
    expect(said.map(({ type }) => type)).toEqual(['typing', 'message']);
    expect(said[1]).toMatchObject({ text: expect.stringContaining('You said: hello'), locale: 'zh-Hant' });
    expect(heard).toEqual([
      {
        id: 'm',
        conversation: 'c',
        text: 'hello',
        channel: 'directline',
        at: '2026-11-24T09:00:00.000Z',
        pageLanguage: 'zh-Hant',
      },
    ]);
  });

  it('says nothing, and shows no thinking, while an officer owns the chat', async () => {
    const { tell } = harness({ handleTurn: () => Promise.resolve(null) });
    expect(await tell({ text: 'are you there?', locale: 'en' })).toEqual([]);
  });

  it('takes the value of a button for words, and nothing for an empty message', async () => {
    const { tell, heard } = harness();
    await tell({ value: 'pressed' });
    await tell({ value: { form: 'data' } });
    expect(heard.map(({ text, at }) => [text, at])).toEqual([
      ['pressed', NOW.toISOString()],
      ['', NOW.toISOString()],
    ]);
  });

  it('welcomes a visitor in three bubbles with questions under the last', async () => {
    const { tell } = harness();
    const user = { id: 'u' };
    const said = await tell({ type: 'conversationUpdate', membersAdded: [user], locale: 'zh-CN' });
    expect(said).toHaveLength(3);
    expect(said[0]?.['text']).toMatch(/^这里是出海专班的问答助手/);
    expect(said.map((activity) => 'suggestedActions' in activity)).toEqual([false, false, true]);
  });

  it('says nothing when only the bot itself joins, or to an event', async () => {
    const { tell } = harness();
    expect(await tell({ type: 'conversationUpdate', membersAdded: [{ id: 'goglobal' }] })).toEqual([]);
    expect(await tell({ type: 'event', name: 'webchat/join' })).toEqual([]);
  });

  it('hands on what a reaction says of an answer, and nothing of other reactions', async () => {
    const { tell, reactions, heard } = harness();
    const react = (activity: Record<string, unknown>) => tell({ type: 'messageReaction', replyToId: 'r', ...activity });
    const said = [
      await react({ reactionsAdded: [{ type: 'like' }] }),
      await react({
        reactionsRemoved: [{ type: 'like' }],
        reactionsAdded: [{ type: 'dislike' }],
        value: { reason: 'x' },
      }),
      await react({ reactionsAdded: [{ type: 'dislike' }], value: { reason: 'out-of-date' } }),
      await react({ reactionsRemoved: [{ type: 'dislike' }] }),
      await react({ reactionsAdded: [{ type: 'laugh' }] }),
      await react({ reactionsAdded: [{ type: 'like' }], replyToId: undefined }),
    ];
    expect(said.flat()).toEqual([]);
    expect(heard).toEqual([]);
    const place = { conversation: 'c', reply: 'r' };
    expect(reactions).toEqual([
      { ...place, feedback: { verdict: 'helpful' } },
      { ...place, feedback: { verdict: 'not-helpful', reason: null } },
      { ...place, feedback: { verdict: 'not-helpful', reason: 'out-of-date' } },
      { ...place, feedback: null },
    ]);
  });

  it('apologises for a surprise, and logs it without the words', async () => {
    const { tell, log } = harness({ handleTurn: () => Promise.reject(new Error('broken')) });
    const said = await tell({ text: 'private words', locale: 'en' });
    expect(said.at(-1)).toMatchObject({ channelData: { goglobal: { status: 'error_service', language: 'en' } } });
    expect(log.lines.join()).toContain('broken');
    expect(log.lines.join()).not.toContain('private words');
  });

  it('says nothing when the message was kept for an officer, and fails when it could not be kept', async () => {
    const handleTurn = () => Promise.reject(new Error('broken'));
    const { tell } = harness({ handleTurn, giveUp: () => Promise.resolve(null) });
    expect((await tell({ text: 'hello' })).filter(({ type }) => type === 'message')).toEqual([]);
    const unkept = harness({ handleTurn, giveUp: () => Promise.reject(new Error('store is down')) });
    await expect(unkept.tell({ text: 'hello' })).rejects.toThrow('store is down');
  });

  it('fails the turn when what it says cannot be delivered', async () => {
    const receive = createInProcessAdapter(
      createBot({ ...botOptions(), handleTurn: () => Promise.reject(new Error('x')) }),
    );
    const activity = {
      type: 'message',
      id: 'm',
      text: 'x',
      channelId: 'd',
      conversation: { id: 'c' },
      from: { id: 'u' },
      recipient: { id: 'b' },
    };
    await expect(receive(activity, () => Promise.reject(new Error('store is down')))).rejects.toThrow('store is down');
  });
});

function botOptions(): Omit<BotOptions, 'handleTurn'> {
  const onReaction = () => Promise.resolve();
  const giveUp: BotOptions['giveUp'] = ({ id, conversation, at, text }) =>
    Promise.resolve({ id: replyIdFor(id), conversation, at, answer: answerTo({ text }) });
  return { giveUp, onReaction, wording: realWording(), starters: () => [], clock: () => NOW, log: createMemoryLog() };
}
