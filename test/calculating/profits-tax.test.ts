import { beforeAll, describe, expect, it } from 'vitest';
import { profitsTax } from '../../src/calculating/profits-tax.ts';
import type { Inputs } from '../../src/domain/asked-input.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { fc } from '../support/property.ts';
import { calculated, figureOf, readRealTables, rowsOf, withRow } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

const on = (value: number, more: Inputs = {}): Inputs => ({ profit: { value, currency: 'HKD' }, ...more });
const taxOn = (value: number, more: Inputs = {}) => {
  const { result } = calculated(profitsTax, on(value, more), tables);
  const { tax, payable } = result[0]!.figures;
  return [tax, payable].map((figure) => (figure?.kind === 'money' ? figure.value : undefined));
};

describe('two-tiered profits tax', () => {
  it.each([
    ['nothing', 0, 0, 0],
    ['less than the reduction', 10_000, 825, 0],
    ['exactly HK$2 million', 2_000_000, 165_000, 162_000],
    ['one dollar more', 2_000_001, 165_000.17, 162_000.17],
    ['HK$5 million, the example of the article', 5_000_000, 660_000, 657_000],
  ])('on %s', (_, profit, tax, payable) => {
    expect(taxOn(profit)).toEqual([tax, payable]);
  });

  it('is the higher rate throughout for a company whose connected entity uses the lower one', () => {
    expect(taxOn(2_000_000, { connected: true })).toEqual([330_000, 327_000]);
  });

  it('is less for an unincorporated business', () => {
    expect(taxOn(3_000_000, { entity: 'unincorporated' })).toEqual([300_000, 297_000]);
  });

  it('is reduced for the year of the reduction only', () => {
    expect(taxOn(5_000_000, { year: '2025/26' })).toEqual([660_000, 657_000]);
    expect(taxOn(5_000_000, { year: '2026/27' })).toEqual([660_000, undefined]);
  });

  it('tells both when nothing is known of connected companies', () => {
    const open = calculated(profitsTax, on(5_000_000), tables);
    expect(open.notes.map(({ say }) => say)).toContain('profitsTax.ifOther');
    const told = calculated(profitsTax, on(5_000_000, { connected: false }), tables);
    expect(told.notes.map(({ say }) => say)).not.toContain('profitsTax.ifOther');
  });

  it('asks for the profit, also when it was said in another currency', () => {
    expect(profitsTax.missing({}, tables, '')).toBe('profit');
    expect(profitsTax.missing({ profit: { value: 1, currency: 'USD' } }, tables, '')).toBe('profit');
    expect(profitsTax.missing({ profit: { value: 1, currency: null } }, tables, '')).toBeNull();
  });

  it('cites the rows that it reckons with, and takes its figures from nowhere else', () => {
    expect(rowsOf(calculated(profitsTax, on(5_000_000, { connected: false }), tables))).toEqual(
      new Set(['two-tier-band', 'pt_t1', 'pt_t2', 'profits-tax-cut-cap']),
    );
    const other = withRow(withRow(tables, 'fees', 'pt_t2', { amount: 20 }), 'thresholds', 'two-tier-band', {
      value: 1_000_000,
    });
    expect(figureOf(calculated(profitsTax, on(2_000_000), other), 'tax')).toBe(82_500 + 200_000);
  });

  it.each(['pt_t1', 'pt_t2'])('says nothing without the row %s, or when it is unverified', (id) => {
    for (const change of [null, { confidence: 'unverified' as const }, { status: 'ended' }])
      expect(profitsTax.calculate(on(5_000_000), withRow(tables, 'fees', id, change), '')).toBeNull();
  });

  it('never falls as profits rise, and is never negative', () => {
    const profit = fc.integer({ min: 0, max: 1_000_000_000 });
    const more = fc.record({
      connected: fc.constantFrom(true, false, 'unsure'),
      entity: fc.constantFrom('corporation', 'unincorporated'),
    });
    fc.assert(
      fc.property(profit, profit, more, (a, b, inputs) => {
        const [less, greater] = [Math.min(a, b), Math.max(a, b)].map((value) => taxOn(value, inputs));
        expect(less![0]).toBeLessThanOrEqual(greater![0]!);
        expect(less![1]).toBeLessThanOrEqual(greater![1]!);
        expect(less![1]).toBeGreaterThanOrEqual(0);
        expect(less![1]).toBeLessThanOrEqual(less![0]!);
      }),
    );
  });
});
