import { beforeAll, describe, expect, it } from 'vitest';
import {
  addWorkingMinutes,
  isWorkingTime,
  nextOpening,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../../src/domain/working-time.ts';
import { readCalendar } from '../../src/leads/read-calendar.ts';
import { readRealRules } from '../support/leads.ts';
import { fc } from '../support/property.ts';

/** An instant in Hong Kong. */
const at = (local: string) => new Date(`${local}+08:00`);
const MINUTE_MS = 60_000;
const instants = fc.date({ min: at('2025-12-20T00:00:00'), max: at('2028-03-01T00:00:00'), noInvalidDate: true });
const minutes = fc.integer({ min: 0, max: 9 * 60 * 15 });

describe('working time of the officers', () => {
  let calendar: WorkingCalendar;
  beforeAll(async () => {
    ({ calendar } = await readRealRules());
  });

  it.each([
    ['within a day', '2026-11-26T10:00:00', 60, '2026-11-26T11:00:00'],
    ['to closing, not to the next opening', '2026-11-26T17:00:00', 60, '2026-11-26T18:00:00'],
    ['over a night', '2026-11-26T17:00:00', 61, '2026-11-27T09:01:00'],
    ['from midnight', '2026-11-26T00:00:00', 30, '2026-11-26T09:30:00'],
    ['over a weekend', '2026-11-27T17:30:00', 60, '2026-11-30T09:30:00'],
    ['from a Sunday', '2026-11-29T12:00:00', 540, '2026-11-30T18:00:00'],
    ['over Christmas and its weekend', '2026-12-24T17:00:00', 120, '2026-12-28T10:00:00'],
    ['over the end of the year', '2026-12-31T17:00:00', 120, '2027-01-04T10:00:00'],
    ['over Chinese New Year of 2026', '2026-02-16T17:00:00', 120, '2026-02-20T10:00:00'],
    ['over Chinese New Year of 2027, with the day for its Sunday', '2027-02-05T17:00:00', 120, '2027-02-10T10:00:00'],
    ['over Easter and Ching Ming', '2026-04-02T18:00:00', 1, '2026-04-08T09:01:00'],
    ['past the holidays that are known: only weekends count', '2027-12-31T17:00:00', 120, '2028-01-03T10:00:00'],
  ])('is counted %s', (_, start, count, end) => {
    expect(addWorkingMinutes(at(start), count, calendar)).toEqual(at(end));
    expect(workingMinutesBetween(at(start), at(end), calendar)).toBe(count);
  });

  it('knows holidays to the end of the last year of the table', () => {
    expect(calendar.holidaysUntil).toBe('2027-12-31');
  });

  it('begins with the opening and is over at closing', () => {
    expect(isWorkingTime(at('2026-11-26T09:00:00'), calendar)).toBe(true);
    expect(isWorkingTime(at('2026-11-26T08:59:59.999'), calendar)).toBe(false);
    expect(isWorkingTime(at('2026-11-26T17:59:59.999'), calendar)).toBe(true);
    expect(isWorkingTime(at('2026-11-26T18:00:00'), calendar)).toBe(false);
    expect(isWorkingTime(at('2026-11-28T10:00:00'), calendar)).toBe(false);
    expect(isWorkingTime(at('2026-10-01T10:00:00'), calendar)).toBe(false);
  });

  it('opens again after a closed time, and now when it is open', () => {
    expect(nextOpening(at('2026-11-26T10:30:00'), calendar)).toEqual(at('2026-11-26T10:30:00'));
    expect(nextOpening(at('2026-11-26T18:00:00'), calendar)).toEqual(at('2026-11-27T09:00:00'));
    expect(nextOpening(at('2027-02-05T20:00:00'), calendar)).toEqual(at('2027-02-10T09:00:00'));
  });

  it('ends early on a half-day, and not at all on a holiday that is listed as one', () => {
    const hours = {
      days: ['mon' as const, 'tue' as const, 'wed' as const, 'thu' as const, 'fri' as const],
      from: '09:00',
      until: '18:00',
      halfDays: [
        { on: '2026-12-24', until: '12:30' },
        { on: '2026-12-25', until: '12:30' },
      ],
    };
    const short = readCalendar(hours, { hongKong: [{ date: '2026-12-25' }] });
    expect(addWorkingMinutes(at('2026-12-24T12:00:00'), 60, short)).toEqual(at('2026-12-28T09:30:00'));
    expect(workingMinutesBetween(at('2026-12-24T00:00:00'), at('2026-12-26T00:00:00'), short)).toBe(210);
  });

  it('that was added is there between', () => {
    fc.assert(
      fc.property(instants, minutes, (start, count) => {
        const end = addWorkingMinutes(start, count, calendar);
        expect(workingMinutesBetween(start, end, calendar)).toBeCloseTo(count, 6);
      }),
    );
  });

  it('ends at the earliest instant that has as much', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 5000 }), (start, count) => {
        const end = addWorkingMinutes(start, count, calendar);
        const before = new Date(end.getTime() - MINUTE_MS);
        expect(workingMinutesBetween(start, before, calendar)).toBeLessThan(count);
      }),
    );
  });

  it('added to a later start, or added more of, never ends earlier', () => {
    fc.assert(
      fc.property(instants, instants, minutes, minutes, (a, b, count, more) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const end = addWorkingMinutes(first, count, calendar).getTime();
        expect(addWorkingMinutes(second, count, calendar).getTime()).toBeGreaterThanOrEqual(end);
        expect(addWorkingMinutes(first, count + more, calendar).getTime()).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  it('adds up over any instant between, and turns its sign with the order', () => {
    fc.assert(
      fc.property(instants, instants, instants, (a, b, c) => {
        const whole = workingMinutesBetween(a, c, calendar);
        expect(workingMinutesBetween(a, b, calendar) + workingMinutesBetween(b, c, calendar)).toBeCloseTo(whole, 6);
        expect(workingMinutesBetween(c, a, calendar)).toBeCloseTo(-whole, 6);
      }),
    );
  });

  it('agrees with asking minute by minute', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 6 * 24 * 60 }), (near, span) => {
        const start = Math.floor(near.getTime() / MINUTE_MS) * MINUTE_MS;
        let open = 0;
        for (let minute = 0; minute < span; minute++)
          if (isWorkingTime(new Date(start + minute * MINUTE_MS), calendar)) open++;
        expect(workingMinutesBetween(new Date(start), new Date(start + span * MINUTE_MS), calendar)).toBe(open);
      }),
      { numRuns: 40 },
    );
  });

  it('is open at the next opening and closed until then', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const opening = nextOpening(now, calendar);
        expect(isWorkingTime(opening, calendar)).toBe(true);
        expect(workingMinutesBetween(now, opening, calendar)).toBe(0);
      }),
    );
  });

  it('is not counted backwards, for ever, or in a calendar that never opens', () => {
    const closed = { ...calendar, week: [null, null, null, null, null, null, null] };
    const now = at('2026-11-26T10:00:00');
    expect(() => addWorkingMinutes(now, -1, calendar)).toThrow(RangeError);
    expect(() => addWorkingMinutes(now, Number.NaN, calendar)).toThrow(RangeError);
    expect(() => addWorkingMinutes(now, Number.POSITIVE_INFINITY, calendar)).toThrow(RangeError);
    expect(() => addWorkingMinutes(now, 1, closed)).toThrow(RangeError);
    expect(addWorkingMinutes(now, 0, closed)).toEqual(now);
  });
});
