import type { Entity } from '../domain/understanding.ts';

const SCALES: Readonly<Record<string, number>> = {
  万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 千万: 1e7, 千萬: 1e7, 百万: 1e6, 百萬: 1e6, 千: 1e3,
  thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, mn: 1e6, billion: 1e9, bn: 1e9,
}; // biome-ignore format: one row per script
const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/US\$|USD|美元|美金/iu, 'USD'],
  [/HK\$|HKD|港元|港币|港幣|港纸|港紙|蚊/iu, 'HKD'],
  [/RMB|CNY|CNH|¥|￥|人民币|人民幣/iu, 'CNY'],
  [/EUR|€|欧元|歐元/iu, 'EUR'],
  [/元|块|塊/u, 'CNY'],
];
const AMOUNT =
  /(?<before>US\$|HK\$|RMB|USD|HKD|CNY|EUR|[¥￥€$])?\s?(?<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?<scale>千万|千萬|百万|百萬|万|萬|亿|億|千|(?:thousand|million|billion|bn|mn|k|m)(?![a-rt-z]))?(?<extra>亿|億)?\s?(?<after>美元|美金|港元|港币|港幣|港纸|港紙|人民币|人民幣|欧元|歐元|元|块|塊|蚊|USD|HKD|RMB|CNY|EUR|(?:US |Hong Kong )?dollars?|yuan)?/giu;

/** Amounts of money with 万/亿/million; a bare number without scale and currency is none. */
export function readAmounts(text: string): Entity[] {
  const entities: Entity[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const { before, number, scale, extra, after } = match.groups ?? {};
    if (number === undefined || (before === undefined && scale === undefined && after === undefined)) continue;
    if (/^[km]$/iu.test(scale ?? '') && before === undefined && after === undefined) continue;
    const factor = (scale === undefined ? 1 : (SCALES[scale.toLowerCase()] ?? 1)) * (extra === undefined ? 1 : 1e8);
    const value = Number(number.replaceAll(',', '')) * factor;
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const words = match[0].trim();
    entities.push({
      kind: 'amount',
      id: String(value),
      text: words,
      start,
      end: start + words.length,
      amount: { value, currency: currencyOf(before, after) },
    });
  }
  return entities;
}

function currencyOf(before: string | undefined, after: string | undefined): string | null {
  const words = `${before ?? ''} ${after ?? ''}`;
  return CURRENCIES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
