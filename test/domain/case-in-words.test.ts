import { describe, expect, it } from 'vitest';
import { caseStateInWords, hongKongTimeInWords } from '../../src/domain/case-in-words.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { TICKET_STATES } from '../../src/domain/ticket.ts';

describe('caseStateInWords', () => {
  it('has its own words for every state in every language', () => {
    for (const language of LANGUAGES)
      expect(new Set(TICKET_STATES.map((state) => caseStateInWords(state, language))).size).toBe(TICKET_STATES.length);
  });

  it('leaves words alone', () => {
    expect(caseStateInWords('With the supervisor', 'en')).toBe('With the supervisor');
  });
});

describe('hongKongTimeInWords', () => {
  it.each([
    ['2026-11-27T07:00:00.000Z', 'en', '15:00 on Friday, 27 November 2026 (Hong Kong time)'],
    ['2026-11-27T07:00:00.000Z', 'zh-Hans', '2026年11月27日（星期五）15:00（香港时间）'],
    // Past midnight there, the day before here; and the turn of the year.
    ['2026-11-28T16:05:00Z', 'zh-Hant', '2026年11月29日（星期日）00:05（香港時間）'],
    ['2026-12-31T16:00:00Z', 'en', '00:00 on Friday, 1 January 2027 (Hong Kong time)'],
  ] as const)('says %s in %s as «%s»', (instant, language, words) => {
    expect(hongKongTimeInWords(instant, language)).toBe(words);
  });

  it('leaves what is no instant as it is', () => {
    expect(hongKongTimeInWords('soon', 'en')).toBe('soon');
  });
});
