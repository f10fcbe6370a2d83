import { describe, expect, it } from 'vitest';
import { indexTerms, questionTerms } from '../../../src/retrieval/lexical/terms.ts';
import { fc } from '../../support/property.ts';

const words = (text: string) => questionTerms(text).map(({ term }) => term);

describe('terms of a text', () => {
  it('are stems and pairs of neighbours in English', () => {
    expect(indexTerms('Profits taxes')).toEqual(['profit', 'tax', 'profit_tax']);
  });

  it('are characters, pairs and dictionary words in Chinese', () => {
    expect(indexTerms('利得税')).toEqual(expect.arrayContaining(['利', '得', '税', '利得', '得税']));
    expect(indexTerms('公司').filter((term) => term === 'w:公司')).toHaveLength(1);
  });

  it('go by run where scripts are mixed', () => {
    const terms = indexTerms('FSIE豁免 for dividends');
    expect(terms).toEqual(expect.arrayContaining(['fsie', '豁', '免', '豁免', 'for', 'dividend', 'for_dividend']));
    expect(
      terms.filter((term) => /\p{Script=Han}.*[a-z]|[a-z][^:]*\p{Script=Han}/u.test(term.replace('w:', ''))),
    ).toEqual([]);
  });

  it.each([
    ['two-tier', 'two tier'],
    ['H-share', 'h share'],
    ["company's", 'company'],
    ['Ｔａｘ', 'tax'],
    ['銀行開戶', '银行开户'],
  ])('are the same in «%s» and «%s»', (one, other) => {
    expect(indexTerms(one)).toEqual(indexTerms(other));
  });

  it('keep figures and forms whole', () => {
    expect(indexTerms('8.25% NNC1 A+H')).toEqual(expect.arrayContaining(['8.25', 'nnc1', 'a+h']));
    expect(indexTerms('US$50,000 a year')).toEqual(indexTerms('US$50000 a year'));
    expect(indexTerms('US$50,000')).not.toEqual(expect.arrayContaining(['50']));
  });

  it('of nothing are none', () => {
    for (const text of ['', '   ', '？！', '🙂']) expect(indexTerms(text)).toEqual([]);
  });
});

describe('terms of a question', () => {
  it('leave out question words', () => {
    expect(words('请问利得税是什么？')).not.toEqual(expect.arrayContaining(['什么']));
    expect(words('请问利得税是什么？')).toEqual(expect.arrayContaining(['利得', '得税']));
  });

  it('write Cantonese out', () => {
    expect(words('我哋喺香港冇公司')).toEqual(expect.arrayContaining(['我们', '香港', '没有', '公司']));
  });

  it('keep the words when nothing else would be left', () => {
    expect(words('什么')).not.toEqual([]);
  });

  it('know which English words carry little', () => {
    const stop = questionTerms('What is the tax')
      .filter((term) => term.isStopWord)
      .map((term) => term.term);
    expect(stop).toEqual(expect.arrayContaining(['what', 'is', 'the']));
    expect(stop).not.toContain('tax');
  });

  it('are found in the index of the same text, in either script', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('离岸收入豁免', '跨境资金池', '专利盒税收优惠', 'BUD专项基金', 'profits tax treaty'),
        fc.string({ unit: 'grapheme' }),
        (core, noise) => {
          const index = new Set(indexTerms(`${noise} ${core}`));
          for (const term of words(core)) expect(index.has(term)).toBe(true);
        },
      ),
    );
  });
});
