import { beforeAll, describe, expect, it } from 'vitest';
import { odiRoute } from '../../src/calculating/odi-route.ts';
import type { Inputs } from '../../src/domain/asked-input.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { TODAY } from '../support/real-assistant.ts';
import { calculated, figureOf, readRealTables, rowsOf, withRow } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

const usd = (value: number) => ({ value, currency: 'USD' });
const LOCAL: Inputs = { investor: 'local', sensitive: 'no' };
const route = (inputs: Inputs) => {
  const calculation = calculated(odiRoute, inputs, tables);
  return [calculation.result[0]!.say, figureOf(calculation, 'rule')];
};

describe('the route of an outbound investment', () => {
  it.each([
    ['a dollar below the line', 299_999_999, /provincial/],
    ['exactly US$300 million', 300_000_000, /with the NDRC/],
    ['a dollar above it', 300_000_001, /with the NDRC/],
  ])('of a local enterprise at %s is a filing', (_, amount, where) => {
    expect(route({ ...LOCAL, amount: usd(amount) })).toEqual(['odi.result.filing', expect.stringMatching(where)]);
  });

  it.each([
    'local',
    'central',
  ])('of a sensitive project of a %s enterprise is an approval, whatever the amount', (investor) => {
    expect(route({ investor, sensitive: 'yes' })).toEqual(['odi.result.approval', expect.stringMatching(/approval/)]);
    expect(route({ investor, sensitive: 'yes', funding: 'overseas' })[0]).toBe('odi.result.approval');
  });

  it('of a central enterprise goes to the NDRC without an amount, after state assets', () => {
    expect(route({ investor: 'central', sensitive: 'no' })).toEqual([
      'odi.result.filing',
      expect.stringMatching(/NDRC/),
    ]);
    const { steps } = calculated(odiRoute, { investor: 'central', sensitive: 'no' }, tables);
    expect(steps[0]!.say).toBe('odi.stateAssets');
  });

  it.each([
    [299_999_999, 'odi.result.none'],
    [300_000_000, 'odi.result.notice'],
  ])('with the overseas company’s own US$%d is %s', (amount, say) => {
    expect(route({ ...LOCAL, funding: 'overseas', amount: usd(amount) })[0]).toBe(say);
  });

  it('of an individual is Circular 37', () => {
    expect(rowsOf(calculated(odiRoute, { investor: 'individual' }, tables))).toContain('circular-37');
  });

  it('goes through NDRC, commerce authority and bank, in this order', () => {
    const { steps, isInOrder } = calculated(odiRoute, { ...LOCAL, amount: usd(1) }, tables);
    expect(isInOrder).toBe(true);
    expect(steps.filter(({ isDetail }) => isDetail !== true).map(({ say }) => say)).toEqual([
      'odi.ndrc',
      'odi.mofcom',
      'odi.bank',
    ]);
    const unsure = calculated(odiRoute, { ...LOCAL, sensitive: 'unsure', amount: usd(1) }, tables);
    expect(unsure.steps[0]!.say).toBe('odi.check');
  });

  it.each([
    [{}, 'investor'],
    [{ investor: 'local' }, 'sensitive'],
    [LOCAL, 'amount'],
    [{ ...LOCAL, amount: usd(1) }, null],
    [{ investor: 'individual' }, null],
  ] as const)('of %j still needs %s', (inputs, missing) => {
    expect(odiRoute.missing(inputs, tables, TODAY)).toBe(missing);
  });

  it.each([
    ['yuan', 'CNY', 50_000_000, null],
    ['Hong Kong dollars', 'HKD', 299_999_999, null],
    ['no currency', null, 50_000_000, null],
    ['yuan that may or may not reach it', 'CNY', 2_000_000_000, 'amount'],
    ['no currency, at the line', null, 300_000_000, 'amount'],
    ['euros, worth more than a dollar', 'EUR', 1_000_000, 'amount'],
  ])('needs no exchange rate where the side is clear: %s', (_, currency, value, missing) => {
    expect(odiRoute.missing({ ...LOCAL, amount: { value, currency } }, tables, TODAY)).toBe(missing);
  });

  it('moves with the row: nothing is reckoned from a figure in the code', () => {
    const moved = withRow(tables, 'thresholds', 'odi-filing-line', { value: 10 });
    const { result } = odiRoute.calculate({ ...LOCAL, amount: usd(10) }, moved, TODAY)!;
    expect(JSON.stringify(result)).toContain('files with the NDRC');
    expect(
      odiRoute.calculate({ ...LOCAL, amount: usd(1) }, withRow(tables, 'thresholds', 'odi-mofcom', null), TODAY),
    ).toBeNull();
  });
});
