import { describe, expect, it } from 'vitest';
import { parseStoredState } from '../../../src/adapters/storage/stored-state.ts';
import { type ConversationState, EMPTY_STATE } from '../../../src/domain/conversation.ts';

describe('the state of a conversation, as stored', () => {
  const running: ConversationState = {
    ...EMPTY_STATE,
    language: 'zh-Hans',
    calculation: {
      name: 'odi-route',
      inputs: { investor: 'local', sensitive: 'no', amount: { value: 3e8, currency: 'USD' }, listed: false, months: 8 },
      asked: null,
    },
  };

  it('keeps a running calculation', () => {
    expect(parseStoredState(JSON.stringify(running))).toEqual(running);
  });

  it('of an earlier release has none, and is read all the same', () => {
    expect(parseStoredState(JSON.stringify(EMPTY_STATE))).toEqual(EMPTY_STATE);
  });

  it.each([
    'nonsense',
    { name: 1 },
    { name: 'x', inputs: { a: [] }, asked: null },
  ])('loses a calculation that cannot be read (%j), and nothing else', (calculation) => {
    const { language, calculation: kept } = parseStoredState(JSON.stringify({ ...running, calculation }));
    expect([language, kept]).toEqual(['zh-Hans', null]);
  });
});
