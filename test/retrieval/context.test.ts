import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { contextParts, leansOnHistory, staysOnSubject } from '../../src/retrieval/context.ts';
import { LexicalIndex } from '../../src/retrieval/lexical/lexical-index.ts';

const index = new LexicalIndex({
  passages: [
    { id: 'a#1', article: 'a', text: 'dividend withholding treaty vietnam 越南股息协定' },
    { id: 'b#1', article: 'b', text: 'bank account opening director 银行开户董事' },
  ],
  articles: [
    { id: 'a', questions: ['treaty with vietnam?'] },
    { id: 'b', questions: ['open a bank account?'] },
  ],
});
const leans = (message: string, language: Language) => leansOnHistory(message, index.read(message), language);

describe('whether a message leans on what was said before', () => {
  it.each([
    ['what about dividends?', 'en'],
    ['how much does it cost', 'en'],
    ['and Vietnam', 'en'],
    ['do they need a director', 'en'],
    ['那越南呢？', 'zh-Hans'],
    ['它要多久', 'zh-Hans'],
    ['咁要幾錢', 'zh-Hant'],
    ['佢哋嗰个要咩文件', 'zh-Hant'],
    ['该计划有上限吗', 'zh-Hans'],
  ] as const)('«%s» does', (message, language) => {
    expect(leans(message, language)).toBe(true);
  });

  it.each([
    ['How do I open a bank account?', 'en'],
    ['withholding tax on dividends from Vietnam', 'en'],
    ['香港公司怎么开户', 'zh-Hans'],
    ['越南股息预提税是多少', 'zh-Hans'],
  ] as const)('«%s» does not', (message, language) => {
    expect(leans(message, language)).toBe(false);
  });
});

describe('words beside a subject that was put in', () => {
  it('stay on the subject when they sound like it, or when the article holds them', () => {
    expect(staysOnSubject({ topicality: 0.7, inScope: 0.9, coverage: 0 })).toBe('yes');
    expect(staysOnSubject({ topicality: 0.1, inScope: 0.99, coverage: 0.5 })).toBe('yes');
  });

  it('leave it when they sound foreign and the article does not know them', () => {
    expect(staysOnSubject({ topicality: 0.05, inScope: 0.9, coverage: 0 })).toBe('no');
  });

  it('are asked back about in between', () => {
    expect(staysOnSubject({ topicality: 0.1, inScope: 1, coverage: 0 })).toBe('perhaps');
  });
});

describe('earlier messages in a search', () => {
  const parts = (message: { leans: boolean; norm?: number; text?: string }, language: Language = 'en') =>
    contextParts(
      index,
      { questions: ['bank account', 'vietnam treaty', 'dividend'], lastAnswer: 'the treaty with vietnam' },
      {
        terms: index.read(message.text ?? 'opening a bank account for a director'),
        leans: message.leans,
        norm: message.norm ?? 0.9,
      },
      language,
    );

  it('count less the older they are, and always less than the message', () => {
    const weights = parts({ leans: true })
      .slice(0, 3)
      .map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(Math.max(...weights)).toBeLessThan(1);
    expect(Math.min(...weights)).toBeGreaterThan(0);
  });

  it('count more when the message leans on them than when it stands alone', () => {
    for (const language of ['en', 'zh-Hans'] as const) {
      const [leaning, alone] = [parts({ leans: true }, language), parts({ leans: false }, language)];
      leaning.forEach((part, position) => expect(part.weight).toBeGreaterThan(alone[position]?.weight ?? 1));
    }
  });

  it('bring no stop words, and rare words of the last answer', () => {
    const all = parts({ leans: true });
    for (const part of all.slice(0, 3)) expect(part.stopWord).toBe(0);
    expect(all.at(-1)?.terms.map(({ term }) => term)).toEqual(expect.arrayContaining(['treati', 'vietnam']));
    expect(all.at(-1)?.terms.map(({ term }) => term)).not.toContain('the');
  });

  it('are none in a first message', () => {
    expect(contextParts(index, { questions: [], lastAnswer: '' }, { terms: [], leans: false, norm: 0 }, 'en')).toEqual(
      [],
    );
  });
});
