import type { Language } from '../domain/language.ts';

/** An amount of money in a text. */
export interface Amount {
  readonly currency: string;
  readonly value: number;
  /** Where it starts and ends in the text. */
  readonly start: number;
  readonly end: number;
}

const NUMBER = String.raw`(?<number>\d+(?:,\d{3})*(?:\.\d+)?)`;
const CURRENCIES: Readonly<Record<string, string>> = {
  'HK$': 'HKD', HKD: 'HKD', 港元: 'HKD', 港币: 'HKD', 港幣: 'HKD',
  'US$': 'USD', USD: 'USD', 美元: 'USD', 美金: 'USD',
  RMB: 'CNY', CNY: 'CNY', yuan: 'CNY', 人民币: 'CNY', 人民幣: 'CNY', 元: 'CNY',
  EUR: 'EUR', '€': 'EUR', euros: 'EUR', 欧元: 'EUR', 歐元: 'EUR',
}; // biome-ignore format: one currency a row
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12,
  万: 1e4, 萬: 1e4, 百万: 1e6, 百萬: 1e6, 千万: 1e7, 千萬: 1e7, 亿: 1e8, 億: 1e8, 万亿: 1e12, 萬億: 1e12,
}; // biome-ignore format: one script a row
const ENGLISH = new RegExp(
  String.raw`(?<currency>HK\$|US\$|HKD|USD|RMB|CNY|EUR|€)\s?${NUMBER}(?:\s(?<scale>thousand|million|billion|trillion)\b)?`,
  'gu',
);
const CHINESE = new RegExp(
  String.raw`(?<before>人民[币幣]|HK\$|US\$)?\s?${NUMBER}\s?(?<scale>[万萬][亿億]|[百千]?[万萬]|[亿億])?\s?(?<currency>港元|港[币幣]|美[元金]|人民[币幣]|[欧歐]元|元)?`,
  'gu',
);

/** Amounts with their currency: «HK$2 million», «200萬港元» and «200万港元» are all 2,000,000 HKD. */
export function amountsIn(text: string, language: Language): Amount[] {
  const amounts: Amount[] = [];
  for (const match of text.matchAll(language === 'en' ? ENGLISH : CHINESE)) {
    const { before, currency: after, number = '', scale = '' } = match.groups ?? {};
    const currency = CURRENCIES[before ?? after ?? ''];
    if (currency === undefined) continue;
    const value = Number((Number(number.replaceAll(',', '')) * (SCALES[scale] ?? 1)).toPrecision(12));
    amounts.push({ currency, value, start: match.index, end: match.index + match[0].length });
  }
  return amounts;
}

/** Percentages of a text; ％ and % are one. */
export function percentagesIn(
  text: string,
): { readonly value: number; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/(\d+(?:\.\d+)?)\s?(?:[%％]|per\s?cent\b)/gu)].map((match) => ({
    value: Number(match[1]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
