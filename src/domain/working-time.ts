import { DAY_MS, hongKongDay } from './clock.ts';

/** From opening to closing on one day, in minutes after midnight in Hong Kong; open at `from`, closed at `until`. */
export interface OpeningHours {
  readonly from: number;
  readonly until: number;
}

/**
 * When officers work, in Hong Kong time. After `holidaysUntil` no holidays are known: there only the weekly hours
 * count, so that a promise that far ahead may fall on a holiday that was not yet gazetted.
 */
export interface WorkingCalendar {
  /** By day of the week, Sunday first; null = closed. */
  readonly week: readonly (OpeningHours | null)[];
  /** Days (YYYY-MM-DD) that differ from their weekday: null on a holiday, shorter hours on a half-day. */
  readonly exceptions: ReadonlyMap<string, OpeningHours | null>;
  /** Last day (YYYY-MM-DD) whose holidays are known; empty when none are. */
  readonly holidaysUntil: string;
}

/** Of a working day of officers, for what is promised or measured in days. */
export const HOURS_OF_WORKING_DAY = 9;

const MINUTE_MS = 60_000;
/** Hong Kong has had no summer time since 1979. */
const OFFSET_MS = 8 * 3_600_000;
/** A calendar that is closed for longer than this is a mistake, not a holiday. */
const LONGEST_CLOSURE_DAYS = 60;

/**
 * The earliest instant by which so many working minutes have passed since `start`: a wait that ends with the working
 * day ends at closing, not at the next opening. No minutes: `start` itself. Throws RangeError when minutes are negative
 * or not finite, or the calendar never opens.
 */
export function addWorkingMinutes(start: Date, minutes: number, calendar: WorkingCalendar): Date {
  if (!(minutes >= 0) || !Number.isFinite(minutes)) throw new RangeError(`no number of minutes to wait: ${minutes}`);
  let left = minutes * MINUTE_MS;
  let at = start.getTime();
  while (left > 0) {
    const { from, until } = openingFrom(at, calendar);
    const begin = Math.max(at, from);
    if (begin + left <= until) return new Date(begin + left);
    left -= until - begin;
    at = until;
  }
  return new Date(at);
}

/** Working minutes from one instant to another, with fractions; negative when the second comes first. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to.getTime() < from.getTime()) return -workingMinutesBetween(to, from, calendar);
  let worked = 0;
  for (let day = startOfDay(from.getTime()); day < to.getTime(); day += DAY_MS) {
    const opening = openingOn(day, calendar);
    if (opening === null) continue;
    worked += Math.max(0, Math.min(to.getTime(), opening.until) - Math.max(from.getTime(), opening.from));
  }
  return worked / MINUTE_MS;
}

export function isWorkingTime(at: Date, calendar: WorkingCalendar): boolean {
  const opening = openingOn(startOfDay(at.getTime()), calendar);
  return opening !== null && opening.from <= at.getTime() && at.getTime() < opening.until;
}

/** The instant itself in working time, otherwise the next opening. Throws RangeError when the calendar never opens. */
export function nextOpening(at: Date, calendar: WorkingCalendar): Date {
  return new Date(Math.max(at.getTime(), openingFrom(at.getTime(), calendar).from));
}

/** Hours of a day as instants. */
interface Opening {
  readonly from: number;
  readonly until: number;
}

/** The first opening that has not closed by then. */
function openingFrom(at: number, calendar: WorkingCalendar): Opening {
  const today = startOfDay(at);
  for (let count = 0; count <= LONGEST_CLOSURE_DAYS; count++) {
    const opening = openingOn(today + count * DAY_MS, calendar);
    if (opening !== null && at < opening.until) return opening;
  }
  throw new RangeError(`the working calendar is closed for ${LONGEST_CLOSURE_DAYS} days on end`);
}

/** `day` is its first instant. */
function openingOn(day: number, calendar: WorkingCalendar): Opening | null {
  const exception = calendar.exceptions.get(hongKongDay(new Date(day)));
  const weekday = new Date(day + OFFSET_MS).getUTCDay();
  const hours = exception === undefined ? (calendar.week[weekday] ?? null) : exception;
  if (hours === null || hours.from >= hours.until) return null;
  return { from: day + hours.from * MINUTE_MS, until: day + hours.until * MINUTE_MS };
}

/** The midnight in Hong Kong at or before an instant. */
function startOfDay(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
}
