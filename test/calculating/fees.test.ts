import { beforeAll, describe, expect, it } from 'vitest';
import { businessRegistration } from '../../src/calculating/business-registration.ts';
import { companySetUp } from '../../src/calculating/company-set-up.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { TODAY } from '../support/real-assistant.ts';
import { calculated, figureOf, readRealTables, rowsOf, withRow } from '../support/real-tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await readRealTables();
});

describe('setting up a company', () => {
  it.each([
    ['electronic', 'one', 3745, 3895],
    ['electronic', 'three', 7265, 7715],
    ['paper', 'one', 3920, 4070],
    ['paper', 'three', 7440, 7890],
  ])('filed %s with a certificate of %s costs HK$%d, with the levy HK$%d', (filing, certificate, total, withLevy) => {
    const calculation = calculated(companySetUp, { filing, certificate }, tables);
    expect([figureOf(calculation, 'total'), figureOf(calculation, 'withLevy')]).toEqual([total, withLevy]);
  });

  it.each([
    ['2026-03-31', 3745],
    ['2026-04-01', 3895],
  ])('on %s, around the end of the levy’s waiver, costs HK$%d', (today, withLevy) => {
    const inputs = { filing: 'electronic', certificate: 'one' };
    expect(figureOf(calculated(companySetUp, inputs, tables, today), 'withLevy')).toBe(withLevy);
  });

  it('asks how it is filed, then for the certificate', () => {
    expect(companySetUp.missing({}, tables, TODAY)).toBe('filing');
    expect(companySetUp.missing({ filing: 'paper' }, tables, TODAY)).toBe('certificate');
  });

  it('never speaks the computed rows of the fee table', () => {
    const rows = rowsOf(calculated(companySetUp, { filing: 'paper', certificate: 'three' }, tables));
    expect([...rows].filter((id) => id.startsWith('br_total'))).toEqual([]);
    expect(
      companySetUp.calculate({ filing: 'paper', certificate: 'one' }, withRow(tables, 'fees', 'br_1y', null), TODAY),
    ).toBeNull();
  });
});

describe('a late business registration', () => {
  it('costs the certificate and the levy; its penalty is said to be unknown', () => {
    const calculation = calculated(businessRegistration, { certificate: 'one' }, tables);
    expect(figureOf(calculation, 'sum')).toBe(2350);
    expect(calculation.notes.map(({ say }) => say)).toContain('registration.penaltyUnknown');
  });
});
