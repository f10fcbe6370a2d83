import type { Figure } from '../../domain/calculation.ts';
import { ENGLISH_MONTHS } from '../../domain/english-months.ts';
import type { Language } from '../../domain/language.ts';

const NAMES: Readonly<Record<string, readonly [en: string, hant: string, hans: string]>> = {
  HKD: ['HK$', '港元', '港元'],
  USD: ['US$', '美元', '美元'],
  CNY: ['RMB ', '元人民幣', '元人民币'],
  EUR: ['€', '歐元', '欧元'],
  GBP: ['£', '英鎊', '英镑'],
  JPY: ['JPY ', '日圓', '日元'],
  SGD: ['S$', '新加坡元', '新加坡元'],
};

/** A figure as the language writes it: HK$2 million, 200萬港元, 1 March 2026. */
export function writeFigure(figure: Figure, language: Language): string {
  switch (figure.kind) {
    case 'money':
      return writeMoney(figure.value, figure.currency, language);
    case 'number':
      return figure.value.toLocaleString('en-US');
    case 'day':
      return writeDay(figure.day, language);
    case 'text':
      return figure.text[language];
  }
}

/** A day, month or year as exact as it is known. */
export function writeDay(iso: string, language: Language): string {
  const [year = '', month, day] = iso.split('-');
  const [m, d] = [Number(month), Number(day)];
  if (language === 'en')
    return [day === undefined ? '' : String(d), month === undefined ? '' : (ENGLISH_MONTHS[m - 1] ?? ''), year]
      .join(' ')
      .trim();
  return `${year}年${month === undefined ? '' : `${m}月`}${day === undefined ? '' : `${d}日`}`;
}

function writeMoney(value: number, currency: string | null, language: Language): string {
  const number = scaled(value, language);
  if (currency === null) return number;
  const [en, hant, hans] = NAMES[currency] ?? [`${currency} `, currency, currency];
  if (language === 'en') return `${en}${number}`;
  return `${number}${language === 'zh-Hant' ? hant : hans}`;
}

/** Round sums in the scale of the language, others digit by digit. */
function scaled(value: number, language: Language): string {
  const digits = (amount: number) => amount.toLocaleString('en-US', { maximumFractionDigits: 2 });
  if (language === 'en') return value >= 1e6 && value % 1e4 === 0 ? `${digits(value / 1e6)} million` : digits(value);
  const [tenThousand, hundredMillion] = language === 'zh-Hant' ? ['萬', '億'] : ['万', '亿'];
  if (value >= 1e8 && value % 1e6 === 0) return `${digits(value / 1e8)}${hundredMillion}`;
  return value >= 1e4 && value % 1e4 === 0 ? `${digits(value / 1e4)}${tenThousand}` : digits(value);
}
