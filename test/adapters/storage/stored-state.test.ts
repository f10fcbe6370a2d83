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

  it('keeps a running dialog, and loses one that cannot be read and nothing else', () => {
    const dialog = {
      dialog: 'qualify-lead',
      version: 1,
      slots: {
        needs: ['tax', 'visa'],
        company: '藍港',
        hasHongKongEntity: false,
        investment: { value: 3e6, currency: null },
      },
      prefilled: ['needs'],
      withheld: [],
      skipped: ['city'],
      filled: ['needs', 'company'],
      asked: 'email',
      failures: 1,
      startedAt: '2026-11-24T08:00:00.000Z',
      lastAt: '2026-11-24T08:01:00.000Z',
    };
    expect(parseStoredState(JSON.stringify({ ...running, dialog }))).toEqual({ ...running, dialog });
    const broken = { ...running, dialog: { ...dialog, slots: { needs: [1] } } };
    expect(parseStoredState(JSON.stringify(broken))).toEqual({ ...running, dialog: null });
  });
});
