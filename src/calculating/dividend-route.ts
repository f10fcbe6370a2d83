import type { Calculation, Calculator, CitedRow, WorkingLine } from '../domain/calculation.ts';
import type { Market, Tables, TaxTreaty } from '../domain/tables.ts';
import { citedThreshold, isSpoken, spokenThreshold } from './spoken-row.ts';
import { line, money, number, text, toCents } from './working-line.ts';

/** What a dividend loses on its way to a Hong Kong company, by the treaty's caps, and on from there. */
export const dividendRoute: Calculator = {
  missing: ({ market, amount }) => (market === undefined ? 'market' : typeof amount === 'object' ? null : 'amount'),
  calculate: ({ market: id, amount }, tables) => {
    const market = tables.markets.find((row) => row.id === id);
    const treaty = tables.agreements.find((row) => row.market === id)?.cdta ?? null;
    const hongKong = spokenThreshold(tables, 'hong-kong-dividend-tax');
    const certificate = spokenThreshold(tables, 'resident-certificate-time');
    if (market === undefined || treaty === null || !isSpoken(treaty) || typeof amount !== 'object') return null;
    if (hongKong?.value == null || !certificate) return null;
    const row = citedTreaty(market, treaty);
    if (treaty.status !== 'in_force') return withoutTreaty(market, treaty, row, tables);
    const rates = treaty.rates?.dividends ?? null;
    if (rates === null || rates.general.length === 0) return null;
    const best = Math.min(...rates.qualifying, ...rates.general);
    const other = Math.max(...rates.general);
    const said = (rate: number) => {
      const tax = toCents((amount.value * rate) / 100);
      return {
        rate: number(rate),
        tax: money(tax, amount.currency),
        net: money(amount.value - tax, amount.currency),
      };
    };
    const names = { market: text(market.name), gross: money(amount.value, amount.currency) };
    const isOne = best === other;
    const steps: WorkingLine[] = [
      ...(isOne
        ? [line('dividends.one', { ...names, ...said(best) }, [row])]
        : [
            line('dividends.condition', { condition: text(rates.text) }, [row]),
            line('dividends.best', { ...names, ...said(best) }, [row]),
            line('dividends.other', { ...names, ...said(other) }, [row]),
          ]),
      line('dividends.hongKong', { rule: text(hongKong.result ?? hongKong.name) }, [citedThreshold(hongKong)]),
    ];
    const result = isOne
      ? line('dividends.result', { ...names, ...said(best) }, [row])
      : line('dividends.resultBetween', { ...names, least: said(other).net, most: said(best).net }, [row]);
    return {
      inputs: [],
      steps,
      result: [result],
      notes: [
        line('dividends.owner', { rule: text(certificate.result ?? certificate.name) }, [citedThreshold(certificate)]),
        line('dividends.notIncluded'),
      ],
      isInOrder: false,
      confirms: 'ird_treaty',
    };
  },
};

/** No cap to reckon with: said, not guessed. */
function withoutTreaty(market: Market, treaty: TaxTreaty, row: CitedRow, tables: Tables): Calculation {
  const status = tables.agreementStatusTexts[treaty.status];
  const figures = { market: text(market.name), status: text(status ?? row.title) };
  return {
    inputs: [],
    steps: [],
    result: [line('dividends.noTreaty', figures, [row])],
    notes: [line('dividends.domestic', { market: text(market.name) })],
    isInOrder: false,
    confirms: 'ird_treaty',
  };
}

function citedTreaty(market: Market, treaty: TaxTreaty): CitedRow {
  return { id: `cdta-${market.id}`, title: market.name, titleKey: 'table.agreements.cdta', row: treaty };
}
