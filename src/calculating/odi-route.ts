import type { Inputs } from '../domain/asked-input.ts';
import type { Calculation, Calculator, WorkingLine } from '../domain/calculation.ts';
import type { Tables, Threshold } from '../domain/tables.ts';
import { citedThreshold, spokenThreshold } from './spoken-row.ts';
import { line, text } from './working-line.ts';

/** A Hong Kong dollar and a yuan are each worth less than a US dollar: a smaller number of them stays below its line. */
const WORTH_LESS_THAN_DOLLAR = new Set(['HKD', 'CNY']);

/** Which authority takes an outbound investment, as approval or filing, with certificates, in order. */
export const odiRoute: Calculator = {
  missing: (inputs, tables) => {
    const { investor, sensitive, funding } = inputs;
    if (investor === undefined) return 'investor';
    if (investor === 'individual') return null;
    if (sensitive === undefined) return 'sensitive';
    const isLineAsked = sensitive !== 'yes' && (investor === 'local' || funding === 'overseas');
    return isLineAsked && sideOf(inputs, lineOf(inputs, tables)) === null ? 'amount' : null;
  },
  calculate: (inputs, tables) => {
    const rules = rulesOf(tables);
    if (rules === null) return null;
    const { investor, sensitive, funding } = inputs;
    if (investor === 'individual') {
      return finished([rule('odi.individual', rules.individual, 'result')], [], 'safe', [
        rule('odi.above', rules.above, 'result'),
      ]);
    }
    const ndrc = ndrcStep(inputs, tables, rules);
    if (ndrc === null) return null;
    const before: WorkingLine[] = [
      ...(sensitive === 'unsure' ? [rule('odi.check', rules.sensitive, 'result')] : []),
      ...(investor === 'central' ? [rule('odi.stateAssets', rules.stateAssets, 'result')] : []),
    ];
    const isOwnMoney = funding === 'overseas' && sensitive !== 'yes';
    const after = isOwnMoney
      ? []
      : [
          rule('odi.mofcom', rules.mofcom, 'otherwise'),
          { ...rule('odi.mofcomSensitive', rules.mofcom, 'result'), isDetail: true },
          { ...rule('odi.certificate', rules.certificate, 'result'), isDetail: true },
          rule('odi.bank', rules.bank, 'result'),
        ];
    const notes = [
      ...(ndrc.counts === null ? [] : [line('odi.counts', { rule: text(ndrc.counts) }, [])]),
      ...(isOwnMoney ? [line('odi.ownMoneyRest')] : []),
      rule('odi.above', rules.above, 'result'),
    ];
    return finished([ndrc.result], [...before, ndrc.step, ...after], 'ndrc', notes);
  },
};

interface Rules {
  readonly sensitive: Threshold;
  readonly central: Threshold;
  readonly stateAssets: Threshold;
  readonly mofcom: Threshold;
  readonly certificate: Threshold;
  readonly bank: Threshold;
  readonly above: Threshold;
  readonly individual: Threshold;
}

function rulesOf(tables: Tables): Rules | null {
  const sensitive = spokenThreshold(tables, 'odi-sensitive');
  const central = spokenThreshold(tables, 'odi-filing-central');
  const stateAssets = spokenThreshold(tables, 'odi-state-assets');
  const mofcom = spokenThreshold(tables, 'odi-mofcom');
  const certificate = spokenThreshold(tables, 'odi-certificate-life');
  const bank = spokenThreshold(tables, 'odi-bank-registration');
  const above = spokenThreshold(tables, 'odi-order-837');
  const individual = spokenThreshold(tables, 'circular-37');
  if (!sensitive || !central || !stateAssets || !mofcom || !certificate || !bank || !above || !individual) return null;
  return { sensitive, central, stateAssets, mofcom, certificate, bank, above, individual };
}

/** What the NDRC asks, and the one sentence that answers «which route». */
function ndrcStep(inputs: Inputs, tables: Tables, rules: Rules) {
  const { investor, sensitive, funding } = inputs;
  const told = (say: string, row: Threshold, side: 'result' | 'otherwise') => ({
    result: rule(`odi.result.${say}`, row, side),
    step: rule('odi.ndrc', row, side),
    counts: row.note,
  });
  if (sensitive === 'yes') return told('approval', rules.sensitive, 'result');
  if (funding !== 'overseas' && investor === 'central') return told('filing', rules.central, 'result');
  const row = lineOf(inputs, tables);
  const side = sideOf(inputs, row);
  if (row === undefined || side === null) return null;
  const isReached = side === 'reached';
  const say = funding !== 'overseas' ? 'filing' : isReached ? 'notice' : 'none';
  return told(say, row, isReached ? 'result' : 'otherwise');
}

function lineOf({ funding }: Inputs, tables: Tables): Threshold | undefined {
  return spokenThreshold(tables, funding === 'overseas' ? 'odi-own-money-line' : 'odi-filing-line');
}

/** On which side of the line the investment lies; null when that takes an exchange rate, or no amount is known. */
function sideOf({ amount }: Inputs, row: Threshold | undefined): 'below' | 'reached' | null {
  if (row?.value == null || typeof amount !== 'object') return null;
  if (amount.currency === row.unit) return amount.value >= row.value ? 'reached' : 'below';
  const isLess = amount.currency === null || WORTH_LESS_THAN_DOLLAR.has(amount.currency);
  return isLess && amount.value < row.value ? 'below' : null;
}

function rule(say: string, row: Threshold, side: 'result' | 'otherwise'): WorkingLine {
  return line(say, { rule: ruleText(row, side) }, [citedThreshold(row)]);
}

function ruleText(row: Threshold, side: 'result' | 'otherwise') {
  return text(row[side] ?? row.name);
}

function finished(
  result: readonly WorkingLine[],
  steps: readonly WorkingLine[],
  confirms: string,
  notes: readonly WorkingLine[],
): Calculation {
  return { inputs: [], steps, result, notes, isInOrder: true, confirms };
}
