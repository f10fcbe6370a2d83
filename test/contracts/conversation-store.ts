import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationState } from '../../src/domain/conversation.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { replyIdFor } from '../../src/domain/message.ts';
import type { ConversationStore } from '../../src/turn/conversation-store.ts';
import { answerTo } from '../fakes/fake-core.ts';

export interface Made<Port> {
  readonly port: Port;
  /** Releases everything, and removes what was stored. */
  readonly dispose: () => Promise<void>;
}

/** What every ConversationStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function conversationStoreContract(name: string, make: () => Promise<Made<ConversationStore>>): void {
  describe(`ConversationStore: ${name}`, () => {
    let made: Made<ConversationStore>;
    let store: ConversationStore;
    beforeEach(async () => {
      made = await make();
      store = made.port;
    });
    afterEach(() => made.dispose());

    it('knows nothing of a conversation without a turn', async () => {
      expect(await store.load('c')).toBeUndefined();
      expect(await store.findReply('c', 'm1')).toBeUndefined();
      expect(await store.transcript('c', 10)).toEqual([]);
    });

    it('gives back what was saved, with a version that rises by one', async () => {
      expect(await store.saveTurn(turn('c', 'm1', 0))).toBe('saved');
      expect(await store.load('c')).toEqual({
        id: 'c',
        channel: 'test',
        version: 1,
        owner: 'bot',
        state: stateAfter('m1'),
      });
      expect(await store.saveTurn(turn('c', 'm2', 1))).toBe('saved');
      expect((await store.load('c'))?.version).toBe(2);
      expect((await store.load('c'))?.state).toEqual(stateAfter('m2'));
    });

    it('finds the reply to a message, answer and all', async () => {
      const saved = turn('c', 'm1', 0);
      await store.saveTurn(saved);
      expect(await store.findReply('c', 'm1')).toEqual(saved.reply);
      expect(await store.findReply('c', replyIdFor('m1'))).toBeUndefined();
      expect(await store.findReply('other', 'm1')).toBeUndefined();
    });

    it('keeps a table of an answer', async () => {
      const saved = turn('c', 'm1', 0);
      const table = { caption: 'Rates', columns: ['a', 'b'], rows: [['1', '2']] };
      const reply = { ...saved.reply, answer: { ...saved.reply.answer, table } };
      await store.saveTurn({ ...saved, reply });
      expect((await store.findReply('c', 'm1'))?.answer.table).toEqual(table);
    });

    it('writes nothing when someone else saved first', async () => {
      await store.saveTurn(turn('c', 'm1', 0));
      expect(await store.saveTurn(turn('c', 'm2', 0))).toBe('lost-race');
      expect(await store.saveTurn(turn('c', 'm2', 7))).toBe('lost-race');
      expect(await store.saveTurn(turn('new', 'm2', 3))).toBe('lost-race');
      expect((await store.load('c'))?.version).toBe(1);
      expect(await store.load('new')).toBeUndefined();
      expect(await store.transcript('c', 10)).toHaveLength(2);
    });

    it('writes nothing for a message that is there', async () => {
      await store.saveTurn(turn('c', 'm1', 0));
      expect(await store.saveTurn(turn('c', 'm1', 1))).toBe('repeated-message');
      expect((await store.load('c'))?.version).toBe(1);
    });

    it('lets the same message id live in two conversations', async () => {
      expect(await store.saveTurn(turn('c', 'm1', 0))).toBe('saved');
      expect(await store.saveTurn(turn('d', 'm1', 0))).toBe('saved');
    });

    it('lets exactly one of several simultaneous turns win', async () => {
      const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.saveTurn(turn('c', id, 0))));
      expect(outcomes.toSorted()).toEqual(['lost-race', 'lost-race', 'lost-race', 'saved']);
    });

    it('tells the transcript oldest first, and only the latest entries of a long one', async () => {
      for (let index = 0; index < 4; index += 1) await store.saveTurn(turn('c', `m${index}`, index));
      const ids = (await store.transcript('c', 500)).map(({ id }) => id);
      expect(ids).toEqual(['m0', 'm1', 'm2', 'm3'].flatMap((id) => [id, replyIdFor(id)]));
      const last = await store.transcript('c', 3);
      expect(last.map(({ id, author }) => [id, author])).toEqual([
        [replyIdFor('m2'), 'bot'],
        ['m3', 'visitor'],
        [replyIdFor('m3'), 'bot'],
      ]);
      expect(last[1]).toMatchObject({ text: 'question m3', answer: null, signature: '' });
      expect(last[2]?.answer?.status).toBe('answered');
    });

    it('keeps a message that no turn was saved for, with and without a reply, whoever saved meanwhile', async () => {
      const [one, two] = [turn('c', 'm1', 0), turn('c', 'm2', 0)];
      expect(await store.keep(one)).toBe('kept');
      expect(await store.keep({ ...two, reply: null })).toBe('kept');
      for (const heard of [one, two]) expect(await store.keep(heard)).toBe('repeated-message');
      expect((await store.transcript('c', 10)).map(({ id }) => id)).toEqual(['m1', 'm1.reply', 'm2']);
      expect(await store.load('c')).toMatchObject({ version: 1, channel: 'test', owner: 'bot', state: EMPTY_STATE });
      expect(await store.findReply('c', 'm1')).toEqual(one.reply);
      expect(await store.findReply('c', 'm2')).toBeUndefined();
      expect(await store.saveTurn(turn('c', 'm3', 1))).toBe('saved');
      expect(await store.keep(turn('c', 'm4', 0))).toBe('kept');
      expect(await store.load('c')).toMatchObject({ version: 2, state: stateAfter('m3') });
    });

    it('keeps every character of every script', async () => {
      const text = '香港𠮷🚢 “quotes” \u0000 ‏ ﷽ \n\t';
      const saved = turn('c', 'm1', 0);
      await store.saveTurn({ ...saved, message: { ...saved.message, text } });
      expect((await store.transcript('c', 2))[0]?.text).toBe(text);
    });
  });
}

function turn(conversation: string, id: string, expectedVersion: number): Parameters<ConversationStore['saveTurn']>[0] {
  const at = '2026-11-24T08:00:00.000Z';
  const text = `question ${id}`;
  return {
    message: { id, conversation, text, channel: 'test', at },
    reply: { id: replyIdFor(id), conversation, at, answer: answerTo({ text }) },
    state: stateAfter(id),
    expectedVersion,
  };
}

function stateAfter(id: string): ConversationState {
  return {
    ...EMPTY_STATE,
    language: 'zh-Hant',
    turns: [{ original: id, standalone: id, status: 'answered', articles: ['a'], answerText: 'text' }],
    failuresInARow: 1,
    more: { passage: 'a/en#b', shownBlocks: 2 },
  };
}
