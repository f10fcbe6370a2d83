import type { Language } from './language.ts';

const ENGLISH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "2026-11-22" as «22 November 2026» or «2026年11月22日»; anything else comes back as it is. */
export function dayInWords(day: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return day;
  if (language === 'en') return ENGLISH.format(new Date(`${day}T00:00:00Z`));
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}
