import type { Calculator } from '../domain/calculation.ts';
import { annualReturn } from './annual-return.ts';
import { businessRegistration } from './business-registration.ts';
import { companySetUp } from './company-set-up.ts';
import { dividendRoute } from './dividend-route.ts';
import { odiRoute } from './odi-route.ts';
import { profitsTax } from './profits-tax.ts';
import { schemeFinder } from './scheme-finder.ts';

/** By the names of dialogs/calculations.yaml. */
export const CALCULATORS: ReadonlyMap<string, Calculator> = new Map([
  ['profits-tax', profitsTax],
  ['odi-route', odiRoute],
  ['dividend-route', dividendRoute],
  ['company-set-up', companySetUp],
  ['annual-return', annualReturn],
  ['business-registration', businessRegistration],
  ['scheme-finder', schemeFinder],
]);
