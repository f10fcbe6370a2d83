import { writeFigure } from '../../answering/calculations/write-figure.ts';
import { feeAmount } from '../../answering/tables/fee-amount.ts';
import { isSpoken } from '../../calculating/spoken-row.ts';
import { inAll, type Language, type LocalizedText } from '../../domain/language.ts';
import type { Fee, Tables, Threshold } from '../../domain/tables.ts';
import type { FigureRow } from '../../following/row-facts.ts';

/** Fees and thresholds that answers may say, with the sentence in which a follower hears of them. */
export function figureRows({ fees, thresholds }: Pick<Tables, 'fees' | 'thresholds'>): readonly FigureRow[] {
  return [...fees.flatMap(feeRow), ...thresholds.flatMap(thresholdRow)];
}

function feeRow(fee: Fee): readonly FigureRow[] {
  const { id, item, amount, unit, since, until, status, source, basis, note } = fee;
  if (!isSpoken(fee) || !fee.linkOk || source === null || status !== 'current' || typeof amount !== 'number') return [];
  if (feeAmount(fee, 'en') === null) return [];
  const more = (language: Language) => [basis, note].flatMap((text) => (text === null ? [] : [text[language]]));
  return [
    {
      id,
      source,
      figure: amount.toLocaleString('en-US'),
      key: JSON.stringify([amount, unit, since, until]),
      lines: inAll((language) => line(item[language], feeAmount(fee, language) ?? '', more(language), language)),
    },
  ];
}

const UNITS: Readonly<Record<string, LocalizedText>> = {
  days: { en: 'days', 'zh-Hant': '日', 'zh-Hans': '天' },
  'working days': { en: 'working days', 'zh-Hant': '個工作天', 'zh-Hans': '个工作日' },
  months: { en: 'months', 'zh-Hant': '個月', 'zh-Hans': '个月' },
  years: { en: 'years', 'zh-Hant': '年', 'zh-Hans': '年' },
};

function thresholdRow(row: Threshold): readonly FigureRow[] {
  const { id, name, value, unit, comparison, since, until, status, source, result, fee } = row;
  if (!isSpoken(row) || !row.linkOk || source === null || value === null || status === 'proposed' || status === 'ended')
    return [];
  if (written(value, unit, 'en') === null) return [];
  const more = (language: Language) => (result === null ? [] : [result[language]]);
  return [
    {
      id,
      source,
      figure: value.toLocaleString('en-US'),
      key: JSON.stringify([value, unit, comparison, since, until, fee]),
      lines: inAll((language) => line(name[language], written(value, unit, language) ?? '', more(language), language)),
    },
  ];
}

/** null: a unit that has no words of its own, such as a number of companies. */
function written(value: number, unit: string, language: Language): string | null {
  if (unit === 'percent') return `${value}%`;
  if (/^[A-Z]{3}$/u.test(unit)) return writeFigure({ kind: 'money', value, currency: unit }, language);
  const words = UNITS[unit]?.[language];
  if (words === undefined) return null;
  return `${value.toLocaleString('en-US')}${language === 'en' ? ' ' : ''}${words}`;
}

function line(name: string, figure: string, more: readonly string[], language: Language): string {
  const colon = language === 'en' ? ': ' : '：';
  const stop = language === 'en' ? '. ' : '。';
  return [`${name}${colon}${figure}`, ...more].join(stop);
}
