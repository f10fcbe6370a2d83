import { expect, it } from 'vitest';
import { authorOf } from '../../../src/channels/messenger/outgoing.ts';
import type { CaseCard } from '../../../src/domain/card.ts';

it('keeps for the visitor what nobody can ask for again, a code that is shown once, and nothing else of the assistant', () => {
  const card: CaseCard = {
    ...{ kind: 'case', number: 'GG2611-ABCDE-F', code: 'K7M2-PQ9R', state: 'queued', desk: 'Desk' },
    ...{ promisedBy: null, statusUrl: 'https://go.example.hk/case', language: 'en' },
  };
  expect(authorOf({ card })).toBe('system');
  expect(authorOf({ card: { ...card, code: null } })).toBe('bot');
  expect(authorOf({ card: { kind: 'brief', rows: [], consent: { version: '2026-11-27', text: '' } } })).toBe('bot');
  expect(authorOf({})).toBe('bot');
});
