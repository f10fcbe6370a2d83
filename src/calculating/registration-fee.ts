import type { Inputs } from '../domain/asked-input.ts';
import type { WorkingLine } from '../domain/calculation.ts';
import type { Tables } from '../domain/tables.ts';
import { citedFee, isSpoken, spokenFee } from './spoken-row.ts';
import { line, money, number } from './working-line.ts';

export interface RegistrationFee {
  readonly fee: number;
  /** The levy for as many years; 0 while it is waived. */
  readonly levy: number;
  readonly working: readonly WorkingLine[];
}

/** Fee of a one-year or three-year business registration certificate, with the levy once its waiver is over. */
export function registrationFee(inputs: Inputs, tables: Tables, today: string): RegistrationFee | null {
  const years = inputs['certificate'] === 'three' ? 3 : 1; // the options of the question
  const fee = spokenFee(tables, years === 3 ? 'br_3y' : 'br_1y');
  const levy = spokenFee(tables, 'br_levy');
  const waiver = tables.fees.find((row) => row.id === 'br_levy_waiver');
  if (!fee || !levy || waiver === undefined || !isSpoken(waiver)) return null;
  const isWaived = waiver.until !== null && today <= waiver.until;
  const sum = isWaived ? 0 : levy.amount * years;
  const certificate = line('registration.certificate', { years: number(years), fee: money(fee.amount, 'HKD') }, [
    citedFee(fee),
  ]);
  const levied = line(
    'registration.levy',
    { a: money(levy.amount, 'HKD'), years: number(years), sum: money(sum, 'HKD'), until: dayOf(waiver.until ?? today) },
    [citedFee(levy), citedFee(waiver)],
  );
  return { fee: fee.amount, levy: sum, working: [certificate, ...(sum === 0 ? [] : [levied])] };
}

function dayOf(iso: string) {
  return { kind: 'day', day: iso } as const;
}
