import type { CaseTexts } from '../texts/case-texts.en.ts';

const MINUTE_MS = 60_000;

/** How long something has lasted: minutes below an hour, hours and minutes below two days, then days and hours. */
export function durationInWords(milliseconds: number, texts: CaseTexts['duration']): string {
  const minutes = Math.floor(milliseconds / MINUTE_MS);
  if (minutes < 1) return texts.now;
  if (minutes < 60) return texts.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return texts.hours(hours, minutes % 60);
  return texts.days(Math.floor(hours / 24), hours % 24);
}
