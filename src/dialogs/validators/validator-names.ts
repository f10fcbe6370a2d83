/** What a slot's `validator` may be. */
export const VALIDATOR_NAMES = [
  'email',
  'phone',
  'wechat',
  'url',
  'amount',
  'date',
  'company-name',
  'person-name',
  'job-title',
  'uscc',
  'br-number',
  'place',
  'market',
  'markets',
  'sector',
  'text',
  'yes-no',
  'choice',
  'choices',
] as const;

export type ValidatorName = (typeof VALIDATOR_NAMES)[number];
