import type { Inputs } from '../domain/asked-input.ts';
import type { Calculation, Calculator } from '../domain/calculation.ts';
import type { Threshold } from '../domain/tables.ts';
import { addDays, addMonths } from './calendar.ts';
import { citedFee, citedThreshold, spokenFee, spokenThreshold } from './spoken-row.ts';
import { day, line, money, text } from './working-line.ts';

/** The bands in order: within the first, the return is on time. */
const BANDS = [
  'annual-return-on-time',
  'annual-return-late-1',
  'annual-return-late-2',
  'annual-return-late-3',
  'annual-return-late-4',
] as const;

/** Registration fee of a private company's annual return by the day on which it is delivered. */
export const annualReturn: Calculator = {
  missing: (inputs) =>
    typeof inputs['anniversary'] === 'string' || latenessOf(inputs) !== null ? null : 'anniversary',
  calculate: (inputs, tables, today) => {
    const bands = BANDS.map((id) => spokenThreshold(tables, id));
    const fine = spokenThreshold(tables, 'annual-return-fine');
    const [onTime] = bands;
    if (onTime?.value == null || !fine) return null;
    const delivered = typeof inputs['delivered'] === 'string' ? inputs['delivered'] : today;
    const anniversary = anniversaryOf(inputs, delivered, onTime.value);
    if (anniversary === null) return null;
    if (delivered < anniversary) return notYet(anniversary, onTime);
    const band = bands.find((row) => row !== undefined && holds(row, anniversary, delivered));
    const fee = band?.fee == null ? undefined : spokenFee(tables, band.fee);
    if (band === undefined || !fee) return null;
    const due = addDays(anniversary, onTime.value);
    const said = {
      anniversary: day(anniversary),
      due: day(due),
      delivered: day(delivered),
      fee: money(fee.amount, 'HKD'),
    };
    const isLate = delivered > due;
    return {
      inputs: [line('annualReturn.given', said)],
      steps: [
        line('annualReturn.due', said, [citedThreshold(onTime)]),
        line('annualReturn.band', { ...said, band: text(fee.item) }, [citedFee(fee)]),
      ],
      result: [line(isLate ? 'annualReturn.late' : 'annualReturn.onTime', said, [citedFee(fee)])],
      notes: isLate
        ? [line('annualReturn.fine', { rule: text(fine.result ?? fine.name) }, [citedThreshold(fine)])]
        : [],
      isInOrder: false,
      confirms: 'companies_registry',
    };
  },
};

/** «3 months late» is counted back from the day of delivery: first to the last day on time, then to the anniversary. */
function anniversaryOf(inputs: Inputs, delivered: string, daysOnTime: number): string | null {
  if (typeof inputs['anniversary'] === 'string') return inputs['anniversary'];
  const late = latenessOf(inputs);
  if (late === null) return null;
  return addDays(addDays(addMonths(delivered, -late.months), -late.days), -daysOnTime);
}

function latenessOf({ 'late-months': months, 'late-days': days }: Inputs) {
  if (typeof months !== 'number' && typeof days !== 'number') return null;
  return { months: typeof months === 'number' ? months : 0, days: typeof days === 'number' ? days : 0 };
}

function holds({ value, unit, comparison }: Threshold, anniversary: string, delivered: string): boolean {
  if (value === null) return false;
  const last = unit === 'days' ? addDays(anniversary, value) : addMonths(anniversary, value);
  return comparison === 'above' ? delivered > last : delivered <= last;
}

function notYet(anniversary: string, onTime: Threshold): Calculation {
  const due = day(addDays(anniversary, onTime.value ?? 0));
  return {
    inputs: [],
    steps: [],
    result: [line('annualReturn.notYet', { anniversary: day(anniversary), due }, [citedThreshold(onTime)])],
    notes: [],
    isInOrder: false,
    confirms: 'companies_registry',
  };
}
