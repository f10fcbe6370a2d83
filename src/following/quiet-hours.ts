import { FOLLOWING_POLICY } from './policy.ts';

/** Every clock of today differs from UTC by whole quarters of an hour. */
const QUARTER_MS = 15 * 60_000;

/** Whether it is night for somebody in this zone (IANA name): 21:00 to 09:00 on their clock. */
export function isQuiet(at: Date, timeZone: string): boolean {
  const minutes = minutesOfDay(at, timeZone);
  return minutes >= FOLLOWING_POLICY.quietFrom || minutes < FOLLOWING_POLICY.quietUntil;
}

/**
 * The instant itself by day, otherwise the first one of the next morning on the follower's clock. It walks the clock, as
 * no sum of hours is right on the days when summer time begins or ends.
 */
export function afterQuietHours(at: Date, timeZone: string): Date {
  let walked = at;
  while (isQuiet(walked, timeZone)) walked = new Date((Math.floor(walked.getTime() / QUARTER_MS) + 1) * QUARTER_MS);
  return walked;
}

export function isTimeZone(name: string): boolean {
  try {
    minutesOfDay(new Date(0), name);
    return true;
  } catch {
    return false;
  }
}

function minutesOfDay(at: Date, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, made);
  return made;
}
