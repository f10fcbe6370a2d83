import { describe, expect, it } from 'vitest';
import { afterQuietHours, isQuiet, isTimeZone } from '../../src/following/quiet-hours.ts';
import { fc } from '../support/property.ts';

/** Zones without summer time, with it on either side of the world, with half and quarter hours, and one that moves by half an hour. */
const ZONES = [
  'Asia/Hong_Kong',
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
];
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const zone = fc.constantFrom(...ZONES);
const clockIn = (at: Date, timeZone: string) =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });

describe('quiet hours', () => {
  it('are never those in which something is due, in any zone on any day', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const due = afterQuietHours(at, timeZone);
        expect(isQuiet(due, timeZone)).toBe(false);
        expect(due.getTime()).toBeGreaterThanOrEqual(at.getTime());
        // By day nothing waits; a night is twelve hours, eleven or thirteen when the clocks change.
        if (!isQuiet(at, timeZone)) expect(due).toEqual(at);
        else expect(clockIn(due, timeZone)).toBe('09:00');
        expect(due.getTime() - at.getTime()).toBeLessThanOrEqual(13 * 3_600_000);
      }),
    );
  });

  it.each([
    ['2026-11-27T12:59:59Z', 'Asia/Hong_Kong', '2026-11-27T12:59:59.000Z'],
    ['2026-11-27T13:00:00Z', 'Asia/Hong_Kong', '2026-11-28T01:00:00.000Z'],
    ['2026-11-28T00:59:59Z', 'Asia/Shanghai', '2026-11-28T01:00:00.000Z'],
    // The clocks of London go forward and back in these nights.
    ['2026-03-28T22:00:00Z', 'Europe/London', '2026-03-29T08:00:00.000Z'],
    ['2026-10-24T21:00:00Z', 'Europe/London', '2026-10-25T09:00:00.000Z'],
  ])('end in the morning: %s in %s is due at %s', (at, timeZone, due) => {
    expect(afterQuietHours(new Date(at), timeZone).toISOString()).toBe(due);
  });

  it('know a time zone from any other word', () => {
    expect(['Asia/Jakarta', 'Europe/London'].map(isTimeZone)).toEqual([true, true]);
    expect(['Mars/Base', '', 'yesterday'].map(isTimeZone)).toEqual([false, false, false]);
  });
});
