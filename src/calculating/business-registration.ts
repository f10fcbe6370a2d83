import type { Calculator } from '../domain/calculation.ts';
import { registrationFee } from './registration-fee.ts';
import { citedThreshold, spokenThreshold } from './spoken-row.ts';
import { line, money, text } from './working-line.ts';

/** What is due for a business registration certificate that was renewed late. The penalty itself stands in no row: said so. */
export const businessRegistration: Calculator = {
  missing: ({ certificate }) => (certificate === undefined ? 'certificate' : null),
  calculate: (inputs, tables, today) => {
    const registration = registrationFee(inputs, tables, today);
    const fine = spokenThreshold(tables, 'business-registration-fine');
    if (registration === null || !fine) return null;
    return {
      inputs: [],
      steps: registration.working,
      result: [line('registration.result', { sum: money(registration.fee + registration.levy, 'HKD') })],
      notes: [
        line('registration.penaltyUnknown'),
        line('registration.fine', { rule: text(fine.result ?? fine.name) }, [citedThreshold(fine)]),
        ...(registration.levy === 0 ? [] : [line('registration.confirmLevy')]),
      ],
      isInOrder: false,
      confirms: 'ird',
    };
  },
};
