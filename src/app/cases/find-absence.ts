import type { Clock } from '../../domain/clock.ts';
import type { Desk } from '../../domain/desk.ts';
import type { Language } from '../../domain/language.ts';
import { officeHoursInWords } from '../../domain/office-hours-in-words.ts';
import { HOURS_OF_WORKING_DAY, isWorkingTime, nextOpening, type WorkingCalendar } from '../../domain/working-time.ts';
import type { HandoffParts } from '../../handoff/handoff-parts.ts';
import type { Absence } from '../../turn/case-desk.ts';

/**
 * Says whether nobody is on duty: outside office hours, or while every officer of the desk (null: of any desk) is away.
 * An officer at capacity is on duty all the same: the case waits for a place.
 */
export function createFindAbsence(parts: {
  readonly calendar: WorkingCalendar;
  readonly desks: () => readonly Desk[];
  readonly officers: HandoffParts['officers'];
  readonly clock: Clock;
}): (desk: string | null, language: Language) => Promise<Absence | null> {
  const { calendar, clock } = parts;
  return async (desk, language) => {
    const now = clock();
    const isOpen = isWorkingTime(now, calendar);
    if (isOpen && (await parts.officers()).some((one) => one.isAvailable && isOf(one.desks, desk))) return null;
    const mostHours = Math.max(...parts.desks().map(({ replyWithinHours }) => replyWithinHours));
    return {
      why: isOpen ? 'nobody' : 'closed',
      hours: officeHoursInWords(calendar, language),
      opensAt: nextOpening(now, calendar).toISOString(),
      mostDays: Math.ceil(mostHours / HOURS_OF_WORKING_DAY),
    };
  };
}

/** An officer without desks works for all. */
function isOf(desks: readonly string[], desk: string | null): boolean {
  return desk === null || desks.length === 0 || desks.includes(desk);
}
