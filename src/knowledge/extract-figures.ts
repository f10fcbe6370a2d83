import { ENGLISH_MONTHS } from '../domain/english-months.ts';
import type { Language } from '../domain/language.ts';

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9, trillion: 1e12,
  十: 10, 百: 100, 百万: 1e6, 千万: 1e7, 万: 1e4, 亿: 1e8, 万亿: 1e12, 千亿: 1e11, 百亿: 1e10, 十亿: 1e9,
}; // biome-ignore format: one row per script
const MONTH = `(${ENGLISH_MONTHS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const MONTH_AFTER_DAY = new RegExp(`(?<=\\d(?:st|nd|rd|th)?\\s)${MONTH}\\b`, 'giu');
const MONTH_BEFORE_NUMBER = new RegExp(`\\b${MONTH}(?=\\s\\d)`, 'giu');
const MONTH_ALONE = new RegExp(`(?<!\\w)(${ENGLISH_MONTHS.filter((month) => month !== 'May').join('|')})\\b`, 'gu');
const NUMBER = /\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/gu;

/** What three language versions of a text must agree on. */
export interface Figures {
  /** Canonical numbers: "8.25", "2000000", months as numbers. Sorted, without repeats. */
  readonly numbers: readonly string[];
  /** Form names and the like: NNC1, IRBR1, 18C. Sorted, without repeats. */
  readonly codes: readonly string[];
}

/**
 * Numbers, amounts, percentages, dates and form names of a text in a form that can be compared between languages:
 * "HK$2 million", "200萬港元" and "200万港元" all give 2000000; "1 April 2026" and "2026年4月1日" give 1, 4, 2026.
 */
export function extractFigures(text: string, language: Language): Figures {
  let rest = text.normalize('NFKC').replaceAll('萬', '万').replaceAll('億', '亿');
  const codes = new Set<string>();
  rest = rest.replace(/(?<![A-Za-z0-9])(?:[A-Z]{1,6}\d+[A-Z]?|\d{1,3}[A-Z](?![A-Za-z]))(?![A-Za-z0-9])/gu, (code) => {
    codes.add(code);
    return ' ';
  });
  if (language === 'en') rest = monthsToNumbers(rest);
  const numbers = new Set<string>();
  for (const match of rest.matchAll(NUMBER)) {
    const after = rest.slice(match.index + match[0].length);
    numbers.add(String(Number((Number(match[0].replaceAll(',', '')) * scaleAfter(after, language)).toPrecision(12))));
  }
  return { numbers: [...numbers].sort(), codes: [...codes].sort() };
}

function scaleAfter(after: string, language: Language): number {
  const word =
    language === 'en'
      ? /^[\s-]?(thousand|million|billion|trillion|bn|m|k)\b/iu.exec(after)?.[1]?.toLowerCase()
      : /^\s?(万亿|千亿|百亿|十亿|千万|百万|万|亿)/u.exec(after)?.[1];
  return (word === undefined ? undefined : SCALES[word]) ?? 1;
}

/** "1 April 2026" → "1 4 2026". A month counts only beside a number, so that «may» stays a verb. */
function monthsToNumbers(text: string): string {
  const number = (month: string) =>
    String(ENGLISH_MONTHS.findIndex((full) => full.toLowerCase().startsWith(month.toLowerCase().slice(0, 3))) + 1);
  return text.replace(MONTH_AFTER_DAY, number).replace(MONTH_BEFORE_NUMBER, number).replace(MONTH_ALONE, number);
}
