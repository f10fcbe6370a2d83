import { describe, expect, it } from 'vitest';
import type { LexiconEntry } from '../../src/domain/lexicon.ts';
import { createExpander } from '../../src/retrieval/synonyms.ts';

const entry = (id: string, kind: string, en: string[], hant: string[], hans: string[]): LexiconEntry => ({
  id,
  kind,
  words: { en, 'zh-Hant': hant, 'zh-Hans': hans },
  pinyin: [],
});
const expand = createExpander([
  entry(
    'ctc',
    'concept',
    ['corporate treasury centre', 'CTC', 'treasury centre', 'treasury hub', 'fifth name'],
    ['企業財資中心', 'CTC', '司庫中心'],
    ['企业财资中心', 'CTC', '司库中心'],
  ),
  entry('treasury', 'concept', ['treasury'], ['財資'], ['财资']),
  entry('fsie', 'scheme', ['foreign-sourced income exemption', 'FSIE'], ['外地收入豁免'], ['境外收入豁免']),
  entry('hong-kong', 'place-word', ['Hong Kong'], ['香港'], ['香港']),
]);

describe('what the lexicon adds to a question', () => {
  it.each([
    ['What is a CTC?', 'en', ['corporate treasury centre', 'treasury centre', 'treasury hub']],
    ['司庫中心點申請？', 'zh-Hant', ['企業財資中心', 'CTC']],
    ['什么是司庫中心', 'zh-Hans', ['企业财资中心', 'CTC']],
    ['怎么申请ctc优惠', 'zh-Hans', ['企业财资中心', '司库中心']],
    ['Is FSIE hard?', 'en', ['foreign-sourced income exemption']],
  ] as const)('in «%s» are the other names of the idea, in the language of the question', (question, language, words) => {
    expect(expand(question, language).words).toEqual(words);
  });

  it('does not repeat what the question says already', () => {
    expect(expand('FSIE, the foreign-sourced income exemption', 'en').words).toEqual([]);
  });

  it('takes the longest name', () => {
    expect(expand('企业财资中心', 'zh-Hans').ideas).toBe(1);
    expect(expand('corporate treasury centre', 'en').ideas).toBe(1);
  });

  it('counts ideas of our subject, but not places, which any question may name', () => {
    expect(expand('CTC and FSIE in Hong Kong', 'en').ideas).toBe(2);
    expect(expand('weather in Hong Kong', 'en').ideas).toBe(0);
  });

  it('finds no idea inside another word', () => {
    expect(expand('xctcx', 'en')).toEqual({ words: [], ideas: 0, named: [] });
    expect(expand('', 'en')).toEqual({ words: [], ideas: 0, named: [] });
  });
});
