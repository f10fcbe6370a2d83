import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { extractFigures } from '../../src/knowledge/extract-figures.ts';
import { fc } from '../support/property.ts';

/** The same statement in three languages: all must give the same figures. */
const STATEMENTS: readonly (readonly [
  en: string,
  hant: string,
  hans: string,
  numbers: readonly string[],
  codes?: readonly string[],
])[] = [
  ['HK$2 million', '200萬港元', '200万港元', ['2000000']],
  ['HK$2.5 million', '250萬港元', '250万港元', ['2500000']],
  ['US$300 million', '3億美元', '3亿美元', ['300000000']],
  ['US$1.5 billion', '15億美元', '15亿美元', ['1500000000']],
  ['HK$40 billion', '400億港元', '400亿港元', ['40000000000']],
  ['RMB 2 trillion', '2萬億元', '2万亿元', ['2000000000000']],
  ['5 thousand', '5000', '5,000', ['5000']],
  ['HK$3 million', '3百萬港元', '300万港元', ['3000000']],
  ['HK$20 million', '2千萬港元', '2千万港元', ['20000000']],
  ['HK$2,000,000', '2,000,000港元', '2000000港元', ['2000000']],
  ['8.25%', '8.25%', '8.25%', ['8.25']],
  ['16.5 percent', '16.5%', '16.5%', ['16.5']],
  ['1 April 2026', '2026年4月1日', '2026年4月1日', ['1', '2026', '4']],
  ['April 1, 2026', '2026年4月1日', '2026年4月1日', ['1', '2026', '4']],
  ['1st April 2026', '2026年4月1日', '2026年4月1日', ['1', '2026', '4']],
  ['31 December 2026', '2026年12月31日', '2026年12月31日', ['12', '2026', '31']],
  ['in March 2027', '2027年3月', '2027年3月', ['2027', '3']],
  ['5 May 2026', '2026年5月5日', '2026年5月5日', ['2026', '5']],
  ['9 Sept 2026', '2026年9月9日', '2026年9月9日', ['2026', '9']],
  ['from January to June', '由1月至6月', '1月至6月', ['1', '6']],
  ['year of assessment 2018/19', '2018/19課稅年度', '2018/19课税年度', ['19', '2018']],
  ['file NNC1 and IRBR1', '提交NNC1及IRBR1', '提交NNC1和IRBR1', [], ['IRBR1', 'NNC1']],
  ['Chapters 18A and 18C', '第18A及18C章', '第18A和18C章', [], ['18A', '18C']],
  ['between 3 and 5 years', '3至5年', '3到5年', ['3', '5']],
  ['３ years', '3年', '３年', ['3']],
  ['no figure at all', '沒有數字', '没有数字', []],
];

describe('figures of a text', () => {
  const statements = STATEMENTS.map(([en, hant, hans, numbers, codes = []]) => ({ en, hant, hans, numbers, codes }));
  it.each(statements)('are the same in «$en», «$hant» and «$hans»', ({ en, hant, hans, numbers, codes }) => {
    const figures = { numbers, codes };
    expect(extractFigures(en, 'en')).toEqual(figures);
    expect(extractFigures(hant, 'zh-Hant')).toEqual(figures);
    expect(extractFigures(hans, 'zh-Hans')).toEqual(figures);
  });

  it.each([
    ['HK$2 million', 'HK$2'],
    ['8.25%', '82.5%'],
    ['1 April 2026', '1 May 2026'],
    ['NNC1', 'NNC2'],
  ])('differ between «%s» and «%s»', (one, other) => {
    expect(extractFigures(one, 'en')).not.toEqual(extractFigures(other, 'en'));
  });

  it('do not take «may» for a month where it is a verb', () => {
    expect(extractFigures('You may apply, and the firm may grow.', 'en').numbers).toEqual([]);
    expect(extractFigures('It may march on.', 'en').numbers).toEqual([]);
  });

  it('are the same whatever unit an amount is written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (tenThousands) => {
        const yuan = tenThousands * 10_000;
        const expected = [String(yuan)];
        expect(extractFigures(`HK$${yuan.toLocaleString('en-US')}`, 'en').numbers).toEqual(expected);
        expect(extractFigures(`HK$${tenThousands / 100} million`, 'en').numbers).toEqual(expected);
        expect(extractFigures(`${tenThousands}萬港元`, 'zh-Hant').numbers).toEqual(expected);
        expect(extractFigures(`${tenThousands / 10_000}亿港元`, 'zh-Hans').numbers).toEqual(expected);
      }),
    );
  });

  it('are sorted and never repeat', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom<Language>('en', 'zh-Hant', 'zh-Hans'), (text, language) => {
        const { numbers, codes } = extractFigures(`${text} 7 7 A1 A1`, language);
        expect([...new Set(numbers)].sort()).toEqual(numbers);
        expect([...new Set(codes)].sort()).toEqual(codes);
      }),
    );
  });
});
