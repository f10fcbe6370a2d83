import { ENGLISH_MONTHS } from '../domain/english-months.ts';
import type { Language } from '../domain/language.ts';
import { type Amount, amountsIn, percentagesIn } from './amounts.ts';

/** What figures alone do not tell apart: 5 and 5%, HK$200 and US$200, 1 April and 1 May, two addresses. Without repeats. */
export interface Quantities {
  readonly percentages: readonly string[];
  readonly amounts: readonly Amount[];
  /** Days of a year as month-day: "4-1". */
  readonly days: readonly string[];
  /** Web and e-mail addresses, in lower case. */
  readonly addresses: readonly string[];
}

const ENGLISH_DAYS = new RegExp(
  String.raw`(?<!\d)((?:\d{1,2}(?: and| to| or|-|–)\s?)*\d{1,2}) (${ENGLISH_MONTHS.join('|')})\b`,
  'gu',
);
const CHINESE_DAYS = /(?<!\d)(\d{1,2})月((?:\d{1,2}日?[、和及與与至到或–-])*\d{1,2})日/gu;
const ADDRESS =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:hk|com|org|cn|net|eu|gov|int|sg)\b(?:\/[\w/.-]*\w)?/giu;

export function extractQuantities(text: string, language: Language): Quantities {
  const plain = text.normalize('NFKC');
  return {
    percentages: unique(percentagesIn(plain).map(({ value }) => `${value}%`)),
    amounts: amountsIn(plain, language),
    days: unique(language === 'en' ? englishDays(plain) : chineseDays(plain)),
    addresses: /\w[.@]\w/u.test(plain)
      ? unique([...plain.matchAll(ADDRESS)].map(([address]) => address.toLowerCase()))
      : [],
  };
}

/** «1 and 15 April» → 4-1, 4-15. */
function englishDays(text: string): string[] {
  return [...text.matchAll(ENGLISH_DAYS)].flatMap(([, days = '', month = '']) =>
    (days.match(/\d+/gu) ?? []).map((day) => `${ENGLISH_MONTHS.indexOf(month) + 1}-${Number(day)}`),
  );
}

/** «4月1日至15日» → 4-1, 4-15. */
function chineseDays(text: string): string[] {
  return [...text.matchAll(CHINESE_DAYS)].flatMap(([, month = '', days = '']) =>
    (days.match(/\d+/gu) ?? []).map((day) => `${Number(month)}-${Number(day)}`),
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
