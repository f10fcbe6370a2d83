import { readNumeral } from '../chinese/numerals.ts';
import type { Entity } from '../domain/understanding.ts';

const SCALES: Readonly<Record<string, number>> = {
  万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 千万: 1e7, 千萬: 1e7, 百万: 1e6, 百萬: 1e6, 千: 1e3,
  thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, mn: 1e6, billion: 1e9, bn: 1e9,
}; // biome-ignore format: one row per script
const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/US\$|USD|美元|美金|US dollar/iu, 'USD'],
  [/HK\$|HKD|港元|港币|港幣|港纸|港紙|蚊|(?:HK|Hong Kong) dollar/iu, 'HKD'],
  [/RMB|CNY|CNH|¥|￥|人民币|人民幣|yuan/iu, 'CNY'],
  [/EUR|€|欧元|歐元/iu, 'EUR'],
  [/GBP|£|英镑|英鎊/iu, 'GBP'],
  [/JPY|日元|日圆|日圓/iu, 'JPY'],
  [/SGD|S\$|新元|新加坡元/iu, 'SGD'],
  [/元|块|塊/u, 'CNY'],
];
const AFTER =
  '美元|美金|港元|港币|港幣|港纸|港紙|人民币|人民幣|欧元|歐元|英镑|英鎊|日元|日圆|日圓|新加坡元|新元|元|块|塊|蚊|USD|HKD|RMB|CNY|EUR|GBP|JPY|SGD|(?:US |HK |Hong Kong )?dollars?|yuan';
const AMOUNT = new RegExp(
  `(?<before>US\\$|HK\\$|S\\$|RMB|USD|HKD|CNY|EUR|GBP|JPY|SGD|[¥￥€£$])?\\s?(?<number>\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)\\s?(?<scale>千万|千萬|百万|百萬|万|萬|亿|億|千|(?:thousand|million|billion|bn|mn|k|m)(?![a-rt-z]))?(?<extra>亿|億)?\\s?(?<after>${AFTER})?`,
  'giu',
);
/** A number in characters is an amount when it goes by ten thousands («三亿», «兩千萬») or names its currency. */
const NUMERAL = new RegExp(
  `(?<number>[一二两兩三四五六七八九十百千][零〇一二两兩三四五六七八九十百千万萬亿億点點]*)\\s?(?<after>${AFTER})?`,
  'gu',
);

/** Amounts of money with 万/亿/million, in digits or characters; a bare number without scale and currency is none. */
export function readAmounts(text: string): Entity[] {
  return [...readDigits(text), ...readNumerals(text)].sort((a, b) => a.start - b.start);
}

function readNumerals(text: string): Entity[] {
  return [...text.matchAll(NUMERAL)].flatMap((match) => {
    const { number = '', after } = match.groups ?? {};
    const value = readNumeral(number);
    const isScaled = /^[一二两兩三四五六七八九十].*[万萬亿億]/u.test(number);
    // «50三十万» is no number of ours, «每千元» no sum.
    const isPart = /[\d.几幾数數上每第]/u.test(text[match.index - 1] ?? '');
    if (value === null || isPart || (!isScaled && after === undefined)) return [];
    return [toEntity(match[0], match.index, value, currencyOf(undefined, after))];
  });
}

function readDigits(text: string): Entity[] {
  const entities: Entity[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const { before, number, scale, extra, after } = match.groups ?? {};
    if (number === undefined || (before === undefined && scale === undefined && after === undefined)) continue;
    if (/^[km]$/iu.test(scale ?? '') && before === undefined && after === undefined) continue;
    const factor = (scale === undefined ? 1 : (SCALES[scale.toLowerCase()] ?? 1)) * (extra === undefined ? 1 : 1e8);
    const value = Number(number.replaceAll(',', '')) * factor;
    const start = match.index + (match[0].length - match[0].trimStart().length);
    entities.push(toEntity(match[0].trim(), start, value, currencyOf(before, after)));
  }
  return entities;
}

function toEntity(words: string, start: number, value: number, currency: string | null): Entity {
  const text = words.trimEnd();
  return { kind: 'amount', id: String(value), text, start, end: start + text.length, amount: { value, currency } };
}

function currencyOf(before: string | undefined, after: string | undefined): string | null {
  const words = `${before ?? ''} ${after ?? ''}`;
  return CURRENCIES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
