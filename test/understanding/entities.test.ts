import { beforeAll, describe, expect, it } from 'vitest';
import { readAmounts } from '../../src/understanding/read-amounts.ts';
import { fc } from '../support/property.ts';
import { createRealUnderstanding, type RealUnderstanding } from '../support/understanding.ts';

describe('what a message names', () => {
  let real: RealUnderstanding;
  beforeAll(async () => {
    real = await createRealUnderstanding();
  });
  const named = (message: string) => real.gazetteer(message).map(({ kind, id }) => `${kind}:${id}`);

  it.each([
    // markets
    ['withholding tax in Vietnam', 'market:vietnam'],
    ['越南的税', 'market:vietnam'],
    ['去沙特设厂', 'market:saudi'],
    ['沙特阿拉伯', 'market:saudi'],
    ['沙地阿拉伯點樣', 'market:saudi'],
    ['UAE free zones', 'market:uae'],
    ['迪拜公司', 'market:uae'],
    ['哈薩克斯坦', 'market:kazakhstan'],
    ['哈萨克斯坦', 'market:kazakhstan'],
    ['export to the US', 'market:usa'],
    ['東盟自貿協定', 'bloc:asean_bloc'],
    ['ASEAN free trade', 'bloc:asean_bloc'],
    // provinces, and cities of provinces
    ['广东的公司', 'province:guangdong'],
    ['我们在深圳', 'province:guangdong'],
    ['東莞廠', 'province:guangdong'],
    ['a Guangzhou company', 'province:guangdong'],
    ['成都', 'province:sichuan'],
    ['上海总部', 'province:shanghai'],
    // bodies
    ['投资推广署电话', 'agency:investhk'],
    ['InvestHK', 'agency:investhk'],
    ['貿發局', 'agency:hktdc'],
    ['Inland Revenue Department', 'agency:ird'],
    ['IRD website', 'agency:ird'],
    ['税务局', 'agency:ird'],
    ['ECIC cover', 'agency:hkecic'],
    ['駐粵辦', 'mainland-office:gdeto'],
    // schemes and ideas
    ['BUD专项基金', 'scheme:bud-fund'],
    ['高才通續期', 'scheme:ttps'],
    ['what is a CTC', 'concept:ctc'],
    ['37号文', 'document:circular-37'],
  ])('«%s» names %s', (message, expected) => {
    expect(named(message)).toContain(expected);
  });

  it.each([
    ['Tell us more about the rules', 'market:usa'],
    ['Guaeng', 'market:uae'],
    ['Can you contact us', 'market:usa'],
    ['粤港澳', 'province:guangdong'],
  ])('«%s» does not name %s', (message, unwanted) => {
    expect(named(message)).not.toContain(unwanted);
  });

  it('finds all of them in one sentence, with their places in it', () => {
    const message = '我们在深圳，想投3亿美元到越南和泰国，找投资推广署';
    const entities = real.gazetteer(message);
    expect(named(message)).toEqual(
      expect.arrayContaining([
        'province:guangdong',
        'amount:300000000',
        'market:vietnam',
        'market:thailand',
        'agency:investhk',
      ]),
    );
    for (const { text, start, end } of entities) expect(message.slice(start, end)).toBe(text);
  });

  it('gives places that fit the message, in order, whatever stands in it', () => {
    const words = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('越南', 'Vietnam', '稅務局', 'HK$2 million', '500万', '深圳', 'BUD Fund', ' '),
      ),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const message = parts.join('');
        const entities = real.gazetteer(message);
        for (const { text, start, end } of entities) expect(message.slice(start, end)).toBe(text);
        expect(entities.map(({ start }) => start)).toEqual(
          entities.map(({ start }) => start).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('knows every market, province, agency and office by each of its three names', () => {
    const { markets, provinces, agencies, mainlandOffices, overseasOffices } = real.knowledge.tables;
    const unknown = [
      ...markets.filter(({ id }) => id !== 'mainland'),
      ...provinces,
      ...agencies,
      ...mainlandOffices,
      ...overseasOffices,
    ].flatMap(({ id, name }) =>
      Object.values(name)
        .filter((word) => !real.gazetteer(word).some((entity) => entity.text.length === word.length))
        .map((word) => `${id}: ${word}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('amounts of money', () => {
  const read = (text: string) => readAmounts(text).map(({ amount }) => [amount?.value, amount?.currency]);

  it.each([
    ['投资3亿美元', 300_000_000, 'USD'],
    ['投資3億美元', 300_000_000, 'USD'],
    ['HK$2 million', 2_000_000, 'HKD'],
    ['HK$ 2 million', 2_000_000, 'HKD'],
    ['500万', 5_000_000, null],
    ['500萬港元', 5_000_000, 'HKD'],
    ['RMB 20 million', 20_000_000, 'CNY'],
    ['3千万人民币', 30_000_000, 'CNY'],
    ['1.5亿元', 150_000_000, 'CNY'],
    ['US$1.5bn', 1_500_000_000, 'USD'],
    ['US$300m', 300_000_000, 'USD'],
    ['HK$1,545', 1545, 'HKD'],
    ['2,000,000港元', 2_000_000, 'HKD'],
    ['20萬蚊', 200_000, 'HKD'],
    ['5 million', 5_000_000, null],
    ['€750 million', 750_000_000, 'EUR'],
    ['30 thousand dollars', 30_000, null],
    ['HK$100 monthly fee', 100, 'HKD'],
    ['HK$10,000 minimum', 10_000, 'HKD'],
    ['US$5 kitchen tax', 5, 'USD'],
  ])('«%s» is %d %s', (text, value, currency) => {
    expect(read(text)).toEqual([[value, currency]]);
  });

  it.each([
    '2026年',
    'form 18A',
    '37号文',
    '2 companies',
    '8.25%',
    '3 months',
    '5 km',
    '',
  ])('«%s» is no amount', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('reads several in one sentence', () => {
    expect(read('从500万到3亿美元')).toEqual([
      [5_000_000, null],
      [300_000_000, 'USD'],
    ]);
  });

  it.each([
    ['三亿美元', 300_000_000, 'USD'],
    ['兩千萬', 20_000_000, null],
    ['投资一亿三千万人民币', 130_000_000, 'CNY'],
    ['三点五亿港元', 350_000_000, 'HKD'],
    ['五十萬蚊', 500_000, 'HKD'],
    ['三千港元', 3000, 'HKD'],
    ['一百零五元', 105, 'CNY'],
    ['十二万', 120_000, null],
  ])('reads «%s», written in characters, as %d %s', (text, value, currency) => {
    expect(read(text)).toEqual([[value, currency]]);
  });

  it.each([
    '万一出事怎么办',
    '千万不要',
    '一般要多久',
    '三个月',
    '十分重要',
    '几千万',
    '二〇二六年',
    '第三方',
    '一带一路',
  ])('«%s» holds no amount', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ['US dollars', '5 million US dollars', 5_000_000, 'USD'],
    ['Hong Kong dollars', '5 million Hong Kong dollars', 5_000_000, 'HKD'],
    ['yen', '500万日元', 5_000_000, 'JPY'],
    ['pounds', '£2 million', 2_000_000, 'GBP'],
  ])('tells %s', (_, text, value, currency) => {
    expect(read(text)).toEqual([[value, currency]]);
  });
});
