import { DAY_MS } from '../domain/clock.ts';

/** Days of the calendar as YYYY-MM-DD, without a time zone. */
export function addDays(day: string, count: number): string {
  return isoOf(Date.parse(day) + count * DAY_MS);
}

/** The same day some months on; the last day of the month where it has no such day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return isoOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
}

function isoOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
