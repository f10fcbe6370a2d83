import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateScheme } from '../../src/calculating/evaluate-scheme.ts';
import { schemeFinder } from '../../src/calculating/scheme-finder.ts';
import type { Inputs } from '../../src/domain/asked-input.ts';
import type { Scheme } from '../../src/domain/schemes.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { fc } from '../support/property.ts';
import { TODAY } from '../support/real-assistant.ts';
import { calculated, linesOf, readRealTables, rowsOf } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

const scheme = (id: string): Scheme => tables.schemes.find((row) => row.id === id)!;
const verdict = (id: string, inputs: Inputs, today = TODAY) => evaluateScheme(scheme(id), inputs, today).verdict;

describe('a scheme', () => {
  const BUD: Inputs = { 'hk-company': true, listed: false, 'hk-operations': true, 'bud-market': 'vietnam' };

  it.each([
    ['all that is asked passes', {}, 'may-qualify'],
    ['it is listed', { listed: true }, 'does-not-qualify'],
    ['it has no business in Hong Kong', { 'hk-operations': false }, 'does-not-qualify'],
    ['one answer is not known', { listed: 'unsure' }, 'may-qualify'],
    ['the market is not on a list that has grown', { 'bud-market': 'kazakhstan' }, 'may-qualify'],
  ] as const)('when %s', (_, change, expected) => {
    expect(verdict('bud', { ...BUD, ...change })).toBe(expected);
  });

  it('is unknown when nothing was answered', () => {
    expect(verdict('bud', {})).toBe('unknown');
  });

  it('keeps a market that is not on the list as open, with the reason', () => {
    const { unknown } = evaluateScheme(scheme('bud'), { ...BUD, 'bud-market': 'kazakhstan' }, TODAY);
    expect(unknown).toEqual([expect.objectContaining({ en: expect.stringContaining('not on the list') })]);
  });

  it.each([
    [11, 'does-not-qualify'],
    [12, 'may-qualify'],
  ])('at %d months of operation, 12 being needed', (months, expected) => {
    expect(verdict('sfgs-80', { 'operating-months': months })).toBe(expected);
  });

  it.each([
    [180, 'may-qualify'],
    [181, 'does-not-qualify'],
  ])('at %d days of credit, 180 being usual', (days, expected) => {
    expect(verdict('ecic', { 'credit-days': days })).toBe(expected);
  });

  it.each([
    [239_999_999, 'HKD', 'does-not-qualify'],
    [240_000_000, 'HKD', 'may-qualify'],
    [900_000_000, 'USD', 'unknown'],
  ])('at assets of %d %s', (value, currency, expected) => {
    expect(verdict('family-vehicle', { 'family-assets': { value, currency } })).toBe(expected);
  });

  it.each([
    ['sfgs-80', '2028-03-31', 'may-qualify'],
    ['sfgs-80', '2028-04-01', 'not-open'],
    ['sfgs-90', TODAY, 'not-open'],
    ['technology-voucher', TODAY, 'not-open'],
    ['ecic-pilot', TODAY, 'not-open'],
    ['export-marketing-fund', TODAY, 'not-open'],
  ])('%s on %s is %s', (id, today, expected) => {
    expect(verdict(id, { 'hk-company': true, 'hk-exporter': true }, today)).toBe(expected);
  });

  it('gives reasons with the figures filled in, in three languages', () => {
    const { failed } = evaluateScheme(scheme('sfgs-80'), { 'operating-months': 8 }, TODAY);
    expect(failed).toEqual([
      {
        en: 'it has operated there for 8 months, at least 12 are needed',
        'zh-Hant': '在港經營只有8個月，最少須12個月',
        'zh-Hans': '在港经营只有8个月，最少需要12个月',
      },
    ]);
  });

  it('never qualifies with a failed criterion, whatever else is answered', () => {
    const value = fc.oneof(
      fc.boolean(),
      fc.constant('unsure'),
      fc.integer({ min: 0, max: 400 }),
      fc.constant('vietnam'),
    );
    const facts = [...new Set(tables.schemes.flatMap(({ criteria }) => criteria.map(({ asked }) => asked.id)))];
    const inputs = fc.dictionary(fc.constantFrom(...facts), value);
    fc.assert(
      fc.property(fc.constantFrom(...tables.schemes), inputs, (row, said) => {
        const { verdict: found, passed, failed, unknown } = evaluateScheme(row, said, TODAY);
        expect(passed.length + failed.length + unknown.length).toBe(row.criteria.length);
        if (found === 'may-qualify') expect([failed.length, passed.length > 0]).toEqual([0, true]);
      }),
    );
  });
});

describe('the scheme finder', () => {
  it('asks for each fact once, and for none of a scheme that is ruled out', () => {
    const asked: string[] = [];
    let inputs: Inputs = { schemes: 'bud sfgs-80' };
    for (
      let id = schemeFinder.missing(inputs, tables, TODAY);
      id !== null;
      id = schemeFinder.missing(inputs, tables, TODAY)
    ) {
      asked.push(id);
      inputs = { ...inputs, [id]: true };
    }
    expect(asked).toEqual(['hk-company', 'listed']);
  });

  it('asks only what many schemes share when none was named', () => {
    expect(schemeFinder.missing({}, tables, TODAY)).toBe('hk-company');
    expect(schemeFinder.missing({ 'hk-company': true, listed: false }, tables, TODAY)).toBeNull();
  });

  it('never speaks an unverified row', () => {
    const calculation = schemeFinder.calculate({ schemes: 'ecic-small-business' }, tables, TODAY);
    expect(calculation).toBeNull();
    const all = calculated(schemeFinder, { 'hk-company': 'unsure', listed: 'unsure' }, tables);
    const unverified = tables.schemes.filter(({ confidence }) => confidence === 'unverified').map(({ id }) => id);
    expect([...rowsOf(all)].filter((id) => unverified.includes(id))).toEqual([]);
    expect(linesOf(all).length).toBeGreaterThan(3);
  });
});
