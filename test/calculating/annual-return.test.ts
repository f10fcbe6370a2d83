import { beforeAll, describe, expect, it } from 'vitest';
import { annualReturn } from '../../src/calculating/annual-return.ts';
import { addDays, addMonths } from '../../src/calculating/calendar.ts';
import type { Inputs } from '../../src/domain/asked-input.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { fc } from '../support/property.ts';
import { TODAY } from '../support/real-assistant.ts';
import { calculated, figureOf, readRealTables } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

const fee = (inputs: Inputs, today = TODAY) => figureOf(calculated(annualReturn, inputs, tables, today), 'fee');

describe('the fee of an annual return', () => {
  it.each([
    ['on the anniversary', '2026-03-01', 105],
    ['on day 42', '2026-04-12', 105],
    ['on day 43', '2026-04-13', 870],
    ['at 3 months', '2026-06-01', 870],
    ['a day later', '2026-06-02', 1740],
    ['at 6 months', '2026-09-01', 1740],
    ['a day later', '2026-09-02', 2610],
    ['at 9 months', '2026-12-01', 2610],
    ['a day later', '2026-12-02', 3480],
    ['years later', '2029-01-01', 3480],
  ])('delivered %s', (_, delivered, expected) => {
    expect(fee({ anniversary: '2026-03-01', delivered })).toBe(expected);
  });

  it('delivered today when no day was said', () => {
    expect(fee({ anniversary: '2026-03-01' }, '2026-04-12')).toBe(105);
  });

  it.each([
    [{ 'late-days': 1 }, 870],
    [{ 'late-months': 1 }, 870],
    [{ 'late-months': 2 }, 1740],
    [{ 'late-months': 4 }, 1740],
    [{ 'late-months': 5 }, 2610],
    [{ 'late-months': 7 }, 2610],
    [{ 'late-months': 8 }, 3480],
  ])('by how late it is: %j', (inputs, expected) => {
    expect(fee(inputs)).toBe(expected);
  });

  it('counts months by the calendar: from 30 November, 3 months end on the last day of February', () => {
    expect(fee({ anniversary: '2025-11-30', delivered: '2026-02-28' })).toBe(870);
    expect(fee({ anniversary: '2025-11-30', delivered: '2026-03-01' })).toBe(1740);
  });

  it('is not due before the anniversary', () => {
    const calculation = calculated(annualReturn, { anniversary: '2027-01-01' }, tables);
    expect(calculation.result[0]!.say).toBe('annualReturn.notYet');
  });

  it('asks for the anniversary', () => {
    expect(annualReturn.missing({}, tables, TODAY)).toBe('anniversary');
  });

  it('never falls as days go by', () => {
    const day = fc.integer({ min: 0, max: 1500 });
    fc.assert(
      fc.property(day, day, day, (start, a, b) => {
        const anniversary = addDays('2020-01-01', start);
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((days) =>
          Number(fee({ anniversary, delivered: addDays(anniversary, days) })),
        );
        expect(earlier).toBeLessThanOrEqual(later!);
      }),
    );
  });
});

describe('months of the calendar', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-24', -4, '2026-07-24'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-01', 12, '2027-12-01'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
});
