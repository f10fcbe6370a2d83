import { beforeAll, describe, expect, it } from 'vitest';
import type { Slots } from '../../src/domain/slots.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { type Prefill, prefillFrom } from '../../src/leads/prefill.ts';
import type { RoutingRules } from '../../src/leads/read-routing.ts';
import { createGazetteer, type Gazetteer } from '../../src/understanding/gazetteer.ts';
import { readRealLexicon, readRealRules } from '../support/leads.ts';
import { fc } from '../support/property.ts';
import { readRealTables } from '../support/real-tables.ts';

describe('what a conversation already told the form', () => {
  let gazetteer: Gazetteer;
  let tables: Tables;
  let rules: RoutingRules['prefill'];
  beforeAll(async () => {
    tables = await readRealTables();
    gazetteer = createGazetteer(tables, await readRealLexicon());
    rules = (await readRealRules()).routing.prefill;
  });
  const prefill = (...questions: readonly string[]): Prefill =>
    prefillFrom(
      questions.map((original) => ({ original, entities: gazetteer(original) })),
      { rules, provinces: tables.provinces },
    );

  it.each<[string, string[], Slots]>([
    [
      'English',
      [
        'We are a Shenzhen maker of lithium batteries',
        'How does Vietnam tax dividends?',
        'How do I open a bank account?',
      ],
      {
        markets: ['vietnam'],
        province: 'guangdong',
        city: 'shenzhen',
        sector: 'energy',
        needs: ['banking'],
      },
    ],
    [
      'Simplified Chinese',
      ['我们是青岛的光伏企业', '去泰国和马来西亚怎么做市场调研？', '投资3亿元人民币'],
      {
        markets: ['thailand', 'malaysia'],
        province: 'shandong',
        city: 'qingdao',
        sector: 'energy',
        needs: ['market-entry'],
        investment: { value: 300_000_000, currency: 'CNY' },
      },
    ],
    [
      'Traditional Chinese',
      ['我哋喺東莞做汽車零部件', '印尼設廠要投資500萬美元', '點樣申請高才通？'],
      {
        markets: ['indonesia'],
        province: 'guangdong',
        city: 'dongguan',
        sector: 'energy',
        investment: { value: 5_000_000, currency: 'USD' },
      },
    ],
  ])('is found in %s', (_, questions, slots) => {
    expect(prefill(...questions).slots).toMatchObject(slots);
  });

  it('is nothing where nothing was named', () => {
    expect(prefill('你好', 'Can you help me?')).toEqual({ slots: {}, summary: '你好\nCan you help me?' });
    expect(prefill()).toEqual({ slots: {}, summary: '' });
  });

  it('names every market once, in the order they were asked about', () => {
    expect(prefill('Thailand or Vietnam?', '越南的税').slots['markets']).toEqual(['thailand', 'vietnam']);
  });

  it('names no place and no sector when two were named', () => {
    const { slots } = prefill('广东和山东的企业', '光伏还是跨境电商');
    expect(slots).not.toHaveProperty('province');
    expect(slots).not.toHaveProperty('city');
    expect(slots).not.toHaveProperty('sector');
  });

  it('names the sector of the form when two finer ones are both of it', () => {
    expect(prefill('光伏还是锂电池').slots['sector']).toBe('energy');
  });

  it('knows the province, not the city, when two cities of it were named', () => {
    const { slots } = prefill('深圳和东莞都有厂');
    expect(slots['province']).toBe('guangdong');
    expect(slots).not.toHaveProperty('city');
  });

  it.each([
    ['has no currency', '我们打算投资3亿'],
    ['is a profit', '利润500万港元要交多少税'],
    ['is a threshold', '投资移民的最低门槛是3000万港元吗'],
    ['is one of two', '投资100万美元还是200万美元'],
    ['is a tax in English', 'How much tax on a profit of HK$5 million?'],
  ])('is no investment where the amount %s', (_, question) => {
    expect(prefill(question).slots).not.toHaveProperty('investment');
  });

  it('takes the amount that was said last', () => {
    const { slots } = prefill('我们计划投资100万美元', '改为投资200万美元');
    expect(slots['investment']).toEqual({ value: 2_000_000, currency: 'USD' });
  });

  it('is summed up in the visitor’s own last questions, each once, at most 500 characters', () => {
    expect(prefill('问题一', '问题二', '问题一').summary).toBe('问题一\n问题二');
    expect(prefill('a'.repeat(300), 'b'.repeat(300)).summary).toBe('b'.repeat(300));
    expect(prefill('short', 'c'.repeat(494)).summary).toBe(`short\n${'c'.repeat(494)}`);
    expect(prefill('short', 'c'.repeat(495)).summary).toBe('c'.repeat(495));
  });

  it('is summed up in whole characters that were said, whatever was said', () => {
    const questions = fc.array(fc.string({ unit: 'grapheme', maxLength: 900 }), { maxLength: 5 });
    fc.assert(
      fc.property(questions, (said) => {
        const turns = said.map((original) => ({ original, entities: [] }));
        const { summary } = prefillFrom(turns, { rules, provinces: [] });
        expect(summary.length).toBeLessThanOrEqual(500);
        expect(summary.isWellFormed()).toBe(true);
        expect(summary === '').toBe(said.every((text) => text.trim() === ''));
      }),
    );
    expect(prefill('𠮷'.repeat(400)).summary).toBe(`${'𠮷'.repeat(249)}…`);
  });
});
