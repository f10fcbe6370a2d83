import { amount } from './amount.ts';
import { choice, choices, yesNo } from './choices.ts';
import { date } from './date.ts';
import { email } from './email.ts';
import { companyName, freeText, jobTitle, personName } from './names.ts';
import { phone } from './phone.ts';
import { market, markets, place } from './places.ts';
import { brNumber, uscc } from './registration-numbers.ts';
import { url } from './url.ts';
import type { Validator } from './validator.ts';
import type { ValidatorName } from './validator-names.ts';
import { wechat } from './wechat.ts';

/** By the name that dialogs/ uses. */
export const VALIDATORS: Readonly<Record<ValidatorName, Validator>> = {
  email,
  phone,
  wechat,
  url,
  amount,
  date,
  'company-name': companyName,
  'person-name': personName,
  'job-title': jobTitle,
  uscc,
  'br-number': brNumber,
  place,
  market,
  markets,
  // The sectors are the options of the slot: no table holds a list of them.
  sector: choice,
  text: freeText,
  'yes-no': yesNo,
  choice,
  choices,
};
