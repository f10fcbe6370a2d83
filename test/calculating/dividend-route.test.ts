import { beforeAll, describe, expect, it } from 'vitest';
import { dividendRoute } from '../../src/calculating/dividend-route.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { fc } from '../support/property.ts';
import { TODAY } from '../support/real-assistant.ts';
import { calculated, figureOf, readRealTables } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

const of = (market: string, value = 1_000_000) => ({ market, amount: { value, currency: 'USD' } });

describe('a dividend on its way to Hong Kong', () => {
  it('loses the one rate of a treaty', () => {
    const calculation = calculated(dividendRoute, of('vietnam'), tables);
    expect([figureOf(calculation, 'tax'), figureOf(calculation, 'net')]).toEqual([100_000, 900_000]);
  });

  it.each([
    ['mainland', 900_000, 950_000],
    ['malaysia', 900_000, 950_000],
    ['austria', 900_000, 1_000_000],
    ['uk', 850_000, 1_000_000],
  ])('from %s loses by the treaty’s conditions, which are quoted', (market, least, most) => {
    const calculation = calculated(dividendRoute, of(market), tables);
    expect([figureOf(calculation, 'least'), figureOf(calculation, 'most')]).toEqual([least, most]);
    expect(figureOf(calculation, 'condition')).toMatch(/%/);
  });

  it.each(['turkiye', 'norway'])('from %s, whose treaty is signed and not in force, cannot be reckoned', (market) => {
    const calculation = calculated(dividendRoute, of(market), tables);
    expect(calculation.result[0]!.say).toBe('dividends.noTreaty');
    expect(figureOf(calculation, 'tax')).toBeUndefined();
  });

  it('from a place that the tables do not hold gives nothing', () => {
    expect(dividendRoute.calculate(of('atlantis'), tables, TODAY)).toBeNull();
  });

  it('asks for market, then amount', () => {
    expect(dividendRoute.missing({}, tables, TODAY)).toBe('market');
    expect(dividendRoute.missing({ market: 'vietnam' }, tables, TODAY)).toBe('amount');
  });

  it('never keeps more than all of it, nor less than nothing, from any market', () => {
    const markets = tables.markets.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...markets), fc.integer({ min: 0, max: 1_000_000_000 }), (market, gross) => {
        const calculation = dividendRoute.calculate(of(market, gross), tables, TODAY);
        for (const { figures } of calculation?.steps ?? []) {
          const { tax, net } = figures;
          if (tax?.kind !== 'money' || net?.kind !== 'money') continue;
          expect(tax.value).toBeGreaterThanOrEqual(0);
          expect(net.value).toBeGreaterThanOrEqual(0);
          expect(tax.value + net.value).toBeCloseTo(gross, 1);
        }
      }),
    );
  });
});
