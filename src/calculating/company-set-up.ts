import type { Calculator } from '../domain/calculation.ts';
import { registrationFee } from './registration-fee.ts';
import { citedFee, spokenFee } from './spoken-row.ts';
import { line, money, number } from './working-line.ts';

/** Rows of fees.yaml by way of filing: fee, service pledge. */
const FILING = { electronic: ['inc_e', 'inc_time_e'], paper: ['inc_p', 'inc_time_p'] } as const;

/** Government fees and time to form a Hong Kong company with share capital. */
export const companySetUp: Calculator = {
  missing: ({ filing, certificate }) =>
    filing === undefined ? 'filing' : certificate === undefined ? 'certificate' : null,
  calculate: (inputs, tables, today) => {
    const filing = inputs['filing'] === 'paper' ? 'paper' : 'electronic';
    const [fee, time] = FILING[filing].map((id) => spokenFee(tables, id));
    const registration = registrationFee(inputs, tables, today);
    if (!fee || !time || registration === null) return null;
    const total = fee.amount + registration.fee;
    const figures = { total: money(total, 'HKD'), withLevy: money(total + registration.levy, 'HKD') };
    return {
      inputs: [],
      steps: [
        line(`setUp.fee.${filing}`, { fee: money(fee.amount, 'HKD') }, [citedFee(fee)]),
        ...registration.working,
        line(`setUp.time.${filing}`, { time: number(time.amount) }, [citedFee(time)]),
      ],
      result: [line(registration.levy === 0 ? 'setUp.result' : 'setUp.resultWithLevy', figures)],
      notes: [...(registration.levy === 0 ? [] : [line('registration.confirmLevy')]), line('setUp.notIncluded')],
      isInOrder: false,
      confirms: 'companies_registry',
    };
  },
};
