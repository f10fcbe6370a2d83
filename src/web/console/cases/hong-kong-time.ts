import type { Language } from '../../languages.ts';

const ZONE = 'Asia/Hong_Kong';
/** Hong Kong has no summer time. */
const OFFSET_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' };

/** "14:05". */
export function timeOf(instant: string): string {
  return format('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, instant);
}

/** «Fri 27 November», «11月27日星期五». */
export function dayOf(instant: string, language: Language): string {
  return format(language, { weekday: 'short', day: 'numeric', month: 'long' }, instant);
}

/** A day (YYYY-MM-DD) as «27 Nov», «11月27日»; as it is when it is none. */
export function dayInShort(day: string, language: Language): string {
  return /^\d{4}-\d\d-\d\d$/u.test(day)
    ? format(language, { day: 'numeric', month: 'short' }, `${day}T04:00:00Z`)
    : day;
}

/** Day and time; the day is left out when it is today's. */
export function momentOf(instant: string, language: Language, now: number): string {
  if (dayKey(instant) === dayKey(new Date(now).toISOString())) return timeOf(instant);
  return `${format(language, { day: 'numeric', month: 'short' }, instant)} ${timeOf(instant)}`;
}

/** A day with its year, of an instant or of YYYY-MM-DD. */
export function dateOf(instant: string, language: Language): string {
  return format(language, { day: 'numeric', month: language === 'en' ? 'short' : 'long', year: 'numeric' }, instant);
}

/** YYYY-MM-DD in Hong Kong. */
export function dayKey(instant: string): string {
  return new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);
}

/** 09:00 in Hong Kong, this many days after the day of `now`, as an instant. */
export function morningAfter(now: number, days: number): string {
  const midnight = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return new Date(midnight + days * DAY_MS + 9 * HOUR_MS).toISOString();
}

/** Days from `now` to the next Monday, never zero. */
export function daysToMonday(now: number): number {
  const weekday = new Date(now + OFFSET_MS).getUTCDay();
  return (8 - weekday) % 7 || 7;
}

export function hoursAfter(now: number, hours: number): string {
  return new Date(now + hours * HOUR_MS).toISOString();
}

function format(language: Language, options: Intl.DateTimeFormatOptions, instant: string): string {
  const date = new Date(instant);
  // What the server says wrongly is shown as nothing rather than ending the page.
  if (Number.isNaN(date.getTime())) return '–';
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: ZONE }).format(date);
}
