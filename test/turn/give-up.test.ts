import { beforeEach, describe, expect, it } from 'vitest';
import { mask } from '../../src/assistant.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import type { CaseDesk } from '../../src/turn/case-desk.ts';
import type { ConversationStore } from '../../src/turn/conversation-store.ts';
import { createGiveUp } from '../../src/turn/give-up.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { createMemoryConversationStore } from '../fakes/memory-conversation-store.ts';

const MESSAGE: IncomingMessage = {
  id: 'm1',
  conversation: 'c',
  text: 'my card 4111 1111 1111 1111',
  channel: 'test',
  at: '2026-11-24T16:29:59Z',
  pageLanguage: 'en',
};

describe('a message that cannot be answered', () => {
  let store: ConversationStore;
  let refreshed: string[];
  beforeEach(() => {
    store = createMemoryConversationStore();
    refreshed = [];
  });
  const make = (differing: { store?: ConversationStore; opened?: boolean } = {}) => {
    const nothing = () => Promise.reject(new Error('is not asked for'));
    const cases: CaseDesk = {
      relay: nothing,
      open: nothing,
      openedBy: nothing,
      blockedUntil: nothing,
      current: nothing,
      absence: nothing,
      withdrawNamed: nothing,
      withdraw: nothing,
      leaveQueue: nothing,
      rate: nothing,
      refresh: async (conversation) => void refreshed.push(conversation),
    };
    const opened = { answer: { ...answerTo({ text: '' }), text: 'Your case GG' }, state: EMPTY_STATE };
    const confirmOpening = () => Promise.resolve(differing.opened === true ? opened : null);
    return createGiveUp({
      store: differing.store ?? store,
      clock: () => new Date('2026-11-24T16:30:00Z'),
      mask,
      wording: (key, language) => `${key} ${language}`,
      forms: { cases, respond: nothing, confirmOpening, relay: nothing },
    });
  };
  const owned = (): ConversationStore => ({
    ...store,
    keep: async ({ message, reply, isOwed = false }) => {
      const outcome = await store.keep({ message, reply: isOwed ? reply : null });
      return outcome === 'kept' && !isOwed ? 'kept-for-officer' : outcome;
    },
    load: () => Promise.resolve({ id: 'c', channel: 'test', version: 3, owner: 'officer', state: EMPTY_STATE }),
  });

  it('is kept, masked, and the visitor is told so, once', async () => {
    const giveUp = make();
    const reply = await giveUp(MESSAGE);
    expect(reply).toMatchObject({ id: 'm1.reply', answer: { status: 'error_service', text: 'error.unanswered en' } });
    const lines = await store.transcript('c', 10);
    expect(lines.map(({ author }) => author)).toEqual(['visitor', 'bot']);
    expect(lines[0]?.text).not.toContain('4111');
    expect(await giveUp(MESSAGE)).toEqual(reply);
    expect(await store.transcript('c', 10)).toHaveLength(2);
    expect(refreshed).toEqual([]);
  });

  it('is kept for the officer who owns the chat, who is told; nobody apologises', async () => {
    const giveUp = make({ store: owned() });
    expect(await giveUp(MESSAGE)).toBeNull();
    expect(await giveUp(MESSAGE)).toBeNull();
    expect((await store.transcript('c', 10)).map(({ id }) => id)).toEqual(['m1']);
    expect(refreshed).toEqual(['c']);
  });

  it('still says the number of the case that it opened, though an officer owns the chat', async () => {
    const reply = await make({ store: owned(), opened: true })(MESSAGE);
    expect(reply?.answer.text).toBe('Your case GG');
  });

  it('fails when it cannot even be kept', async () => {
    const broken = { ...store, keep: () => Promise.reject(new Error('store is down')) };
    await expect(make({ store: broken })(MESSAGE)).rejects.toThrow('store is down');
  });
});
