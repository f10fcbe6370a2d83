import { z } from 'zod';
import type { OpeningHours, WorkingCalendar } from '../domain/working-time.ts';
import { DAYS, type RoutingRules } from './read-routing.ts';

/** Only what counts here of knowledge/tables/holidays.yaml: its Mainland rows do not close offices in Hong Kong. */
const holidaysSchema = z.object({
  hongKong: z
    .array(z.object({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'must be a day written YYYY-MM-DD') }))
    .min(1),
});

/**
 * Officers' working time: hours of routing.yaml, holidays of knowledge/tables/holidays.yaml (parsed). Holidays are known
 * to the end of the last year that the table has. Throws when the table has no Hong Kong holidays.
 */
export function readCalendar(
  { days, from, until, halfDays }: RoutingRules['hours'],
  holidays: unknown,
): WorkingCalendar {
  const dates = holidaysSchema.parse(holidays).hongKong.map(({ date }) => date);
  const usual = { from: minutesOf(from), until: minutesOf(until) };
  const closed = dates.map((date) => [date, null] as const);
  const short = halfDays.map((day) => [day.on, { ...usual, until: minutesOf(day.until) }] as const);
  return {
    week: DAYS.map((day) => (days.includes(day) ? usual : null)),
    // A holiday stays one where a half-day is listed as well.
    exceptions: new Map<string, OpeningHours | null>([...short, ...closed]),
    holidaysUntil: `${dates.toSorted().at(-1)?.slice(0, 4) ?? ''}-12-31`,
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
