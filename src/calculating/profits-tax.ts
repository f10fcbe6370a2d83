import type { Inputs } from '../domain/asked-input.ts';
import type { Calculation, Calculator, WorkingLine } from '../domain/calculation.ts';
import type { Fee, Tables } from '../domain/tables.ts';
import { amountIn } from './amount-in.ts';
import { citedFee, citedThreshold, spokenFee, spokenThreshold } from './spoken-row.ts';
import { line, money, number, text, toCents } from './working-line.ts';

/** Rows of fees.yaml by kind of taxpayer: rate up to the band, rate above it. */
const RATES = { corporation: ['pt_t1', 'pt_t2'], unincorporated: ['pt_u1', 'pt_u2'] } as const;

/**
 * Two-tiered profits tax with the one-off reduction. A company whose connected entity uses the lower rate pays the higher
 * one throughout; where that is not known, both are told.
 */
export const profitsTax: Calculator = {
  missing: (inputs) => (amountIn(inputs, 'profit', 'HKD') === null ? 'profit' : null),
  calculate: (inputs, tables) => {
    const profit = amountIn(inputs, 'profit', 'HKD');
    const band = spokenThreshold(tables, 'two-tier-band');
    const onePerGroup = spokenThreshold(tables, 'two-tier-one-per-group');
    const entity = inputs['entity'] === 'unincorporated' ? 'unincorporated' : 'corporation';
    const [lower, upper] = RATES[entity].map((id) => spokenFee(tables, id));
    if (profit === null || band?.value == null || !onePerGroup || !lower || !upper) return null;
    const isOther = inputs['connected'] === true;
    const part = isOther ? 0 : Math.min(profit, band.value);
    const lowerTax = taxOn(part, lower);
    const upperTax = taxOn(profit - part, upper);
    const tax = toCents(lowerTax + upperTax);
    const cut = reductionOf(tax, inputs, tables);
    const hkd = (value: number) => money(value, 'HKD');
    const steps: WorkingLine[] = [
      ...(isOther
        ? [line('profitsTax.other', {}, [citedThreshold(onePerGroup)])]
        : [
            line('profitsTax.lower', { part: hkd(part), rate: number(lower.amount), tax: hkd(lowerTax) }, [
              citedThreshold(band),
              citedFee(lower),
            ]),
          ]),
      ...(profit > part
        ? [
            line('profitsTax.upper', { part: hkd(profit - part), rate: number(upper.amount), tax: hkd(upperTax) }, [
              citedFee(upper),
            ]),
          ]
        : []),
      ...(cut === null ? [] : [cut.working]),
    ];
    const payable = toCents(tax - (cut?.value ?? 0));
    const calculation: Calculation = {
      inputs: [line(`profitsTax.given.${entity}`, { profit: hkd(profit) })],
      steps,
      result: [
        cut === null
          ? line('profitsTax.result', { profit: hkd(profit), tax: hkd(tax) })
          : line('profitsTax.resultAfterCut', {
              profit: hkd(profit),
              tax: hkd(tax),
              payable: hkd(payable),
              year: text(cut.year),
            }),
      ],
      notes: [
        ...(inputs['connected'] === undefined && profit > 0
          ? [line('profitsTax.ifOther', { tax: hkd(taxOn(profit, upper)) }, [citedThreshold(onePerGroup)])]
          : []),
        line('profitsTax.assessable'),
      ],
      isInOrder: false,
      confirms: 'ird',
    };
    return calculation;
  },
};

function taxOn(profit: number, rate: Fee & { readonly amount: number }): number {
  return toCents((profit * rate.amount) / 100);
}

/** The reduction of the year that was named, or of the latest that the tables hold. */
function reductionOf(tax: number, inputs: Inputs, tables: Tables) {
  const share = spokenFee(tables, 'pt_cut');
  const cap = spokenThreshold(tables, 'profits-tax-cut-cap');
  if (!share || cap?.value == null || cap.since === null) return null;
  const asked = inputs['year'];
  if (typeof asked === 'string' && asked !== cap.since) return null;
  const value = toCents(Math.min((tax * share.amount) / 100, cap.value));
  const year = { en: cap.since, 'zh-Hant': cap.since, 'zh-Hans': cap.since };
  const figures = {
    year: text(year),
    share: number(share.amount),
    cap: money(cap.value, 'HKD'),
    cut: money(value, 'HKD'),
  };
  return { value, year, working: line('profitsTax.cut', figures, [citedThreshold(cap)]) };
}
