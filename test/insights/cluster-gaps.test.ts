import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionWord } from '../../src/domain/question-word.ts';
import { clusterGaps } from '../../src/insights/cluster-gaps.ts';
import type { GapQuestion } from '../../src/insights/insight-store.ts';

/** Words stand between spaces; those in capitals are known to nobody. */
function words(question: string): QuestionWord[] {
  return question.split(' ').map((word) => ({ word, isKnown: word !== word.toUpperCase() }));
}

function asked(question: string, rest: Partial<GapQuestion> = {}): GapQuestion {
  return {
    at: '2026-11-01T08:00:00.000Z',
    language: 'en',
    status: 'unanswerable_no_content',
    question,
    article: 'tea',
    section: null,
    downVote: null,
    ...rest,
  };
}

describe('clusterGaps', () => {
  it('puts wordings together that share their article and half of their words', () => {
    const gaps = clusterGaps(
      [
        asked('DRONE licence cost'),
        asked('cost of a DRONE licence', { at: '2026-11-03T08:00:00.000Z', section: 'fee' }),
        asked('Drone licence cost?', { section: 'fee' }),
        asked('DRONE licence cost', { article: 'coffee' }),
        asked('opening hours'),
      ],
      words,
    );
    expect(gaps.map(({ article, count }) => [article, count])).toEqual([
      ['tea', 3],
      ['tea', 1],
      ['coffee', 1],
    ]);
    expect(gaps[0]).toMatchObject({
      section: 'fee',
      lastAt: '2026-11-03T08:00:00.000Z',
      languages: { en: 3 },
      statuses: { unanswerable_no_content: 3 },
      unknownWords: [{ word: 'DRONE', language: 'en', count: 3 }],
    });
    // The same words with another punctuation are one wording.
    expect(gaps[0]?.questions).toEqual([
      { text: 'DRONE licence cost', language: 'en', count: 2 },
      { text: 'cost of a DRONE licence', language: 'en', count: 1 },
    ]);
  });

  it('counts answers that did not help, and why', () => {
    const [gap] = clusterGaps(
      [
        asked('tea fee'),
        asked('tea fee', { status: 'answered', downVote: { reason: 'out-of-date' } }),
        asked('tea fee', { status: 'answered', downVote: { reason: 'out-of-date' } }),
        asked('fee', { status: 'clarification', downVote: { reason: null } }),
      ],
      words,
    );
    expect(gap).toMatchObject({ count: 4, downVoted: 3, reasons: { 'out-of-date': 2 } });
    expect(gap?.statuses).toEqual({ unanswerable_no_content: 1, answered: 2, clarification: 1 });
  });

  it('does not drag strangers in through a chain of neighbours', () => {
    const gaps = clusterGaps([asked('a b c d'), asked('a b c d'), asked('c d e f'), asked('e f g h')], words);
    expect(gaps.map(({ count }) => count)).toEqual([3, 1]);
  });

  it('loses no question and counts none twice', () => {
    const question = fc.record({
      text: fc.array(fc.constantFrom('tea', 'fee', 'form', 'DRONE', 'visa', 'tax'), { minLength: 0, maxLength: 4 }),
      article: fc.constantFrom('tea', 'coffee', null),
      language: fc.constantFrom('en' as const, 'zh-Hans' as const),
    });
    fc.assert(
      fc.property(fc.array(question, { maxLength: 40 }), (drawn) => {
        const questions = drawn.map(({ text, ...rest }) => asked(text.join(' '), rest));
        const gaps = clusterGaps(questions, words);
        expect(gaps.reduce((sum, { count }) => sum + count, 0)).toBe(questions.length);
        for (const gap of gaps) {
          expect(gap.questions.reduce((sum, { count }) => sum + count, 0)).toBe(gap.count);
          expect(Object.values(gap.languages).reduce((sum, count) => sum + count, 0)).toBe(gap.count);
        }
        expect(gaps.map(({ count }) => count)).toEqual(gaps.map(({ count }) => count).toSorted((a, b) => b - a));
      }),
    );
  });
});
