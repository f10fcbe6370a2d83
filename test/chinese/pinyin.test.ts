import { describe, expect, it } from 'vitest';
import { readPinyin, toPinyin } from '../../src/chinese/pinyin.ts';

const KNOWN = new Set(['tax', 'bank', 'fund', 'company', 'hong', 'kong', 'fsie', 'bud']);
const read = (question: string) => readPinyin(question, (word) => KNOWN.has(word));

describe('a question typed in pinyin', () => {
  it.each([
    ['lidesuo shuilv', 'li de suo shui lv'],
    ['lidesuoshuilv', 'li de suo shui lv'],
    ['li de shui', 'li de shui'],
    ['xianggang gongsi zenme kaihu', 'xiang gang gong si zen me kai hu'],
    ['Liangji Zhi LiDeShui shi duoshao?', 'liang ji zhi li de shui shi duo shao'],
    ['lüshi fei', 'lv shi fei'],
    ['shuilü shi duoshao', 'shui lv shi duo shao'],
  ])('«%s» is read as «%s»', (question, expected) => {
    expect(read(question)).toBe(expected);
  });

  it.each([
    'What is the profits tax rate?',
    'BUD fund',
    'bank account',
    'How do I apply?',
    'FSIE?',
    'visa',
    'hello',
    'tax rate in Hong Kong',
    'the rules on re-domiciliation',
    '利得税 shuilv',
    '',
    '8.25%',
    'xyz qqq www',
  ])('«%s» is not pinyin', (question) => {
    expect(read(question)).toBeNull();
  });

  it('meets what the same words are in characters', () => {
    expect(toPinyin('利得税税率').trim()).toBe('li de shui shui lv');
    expect(toPinyin('FSIE机制')).toBe('FSIE ji zhi ');
  });
});
