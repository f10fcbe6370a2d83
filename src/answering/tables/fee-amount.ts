import type { Language } from '../../domain/language.ts';
import type { Fee } from '../../domain/tables.ts';

/** The amount as it is said, e.g. «HK$1,545», «每年2,200港元», «16.5%»; null: several amounts, or none that can be said so. */
export function feeAmount(fee: Fee, language: Language): string | null {
  if (typeof fee.amount !== 'number') return null;
  if (fee.unit === 'percent') return `${fee.amount}%`;
  if (!/^HKD(?:\/(?:hour|month|year))?$/u.test(fee.unit)) return null;
  const number = fee.amount.toLocaleString('en-US');
  const per = /\/(hour|month|year)$/u.exec(fee.unit)?.[1];
  const units = {
    hour: ['an hour', '每小時', '每小时'],
    month: ['a month', '每月', '每月'],
    year: ['a year', '每年', '每年'],
  } as const;
  const suffix = per === undefined ? null : units[per as keyof typeof units]; // the pattern allows these three
  if (language === 'en') return `HK$${number}${suffix === null ? '' : ` ${suffix[0]}`}`;
  return `${suffix === null ? '' : suffix[language === 'zh-Hant' ? 1 : 2]}${number}港元`;
}
