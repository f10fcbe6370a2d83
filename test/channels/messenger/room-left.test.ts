import { expect, it } from 'vitest';
import { roomLeft, windowEnd } from '../../../src/channels/messenger/room-left.ts';

const NOW = new Date('2026-11-27T08:00:00.000Z');
const WINDOW = { hours: 48, messages: 5 };
const known = { heardAt: null, sentSince: 0, brief: null };
const brief = { until: '2026-11-27T08:00:30.000Z', left: 3 };

it('is five messages after something was written, less what was said', () => {
  const heard = { ...known, heardAt: '2026-11-27T07:00:00.000Z', sentSince: 2 };
  expect(roomLeft(heard, WINDOW, NOW)).toEqual({ isOpen: true, whole: 3, brief: 0 });
});

it('is three for a minute after a tap, whether or not anything was written', () => {
  expect(roomLeft({ ...known, brief }, WINDOW, NOW)).toEqual({ isOpen: false, whole: 0, brief: 3 });
  expect(roomLeft({ ...known, brief }, WINDOW, new Date(NOW.getTime() + 31_000)).brief).toBe(0);
});

it('is none when the window is over, and without end where the vendor has no rule', () => {
  const long = { ...known, heardAt: '2026-11-25T07:59:59.000Z' };
  expect(roomLeft(long, WINDOW, NOW)).toEqual({ isOpen: false, whole: 0, brief: 0 });
  expect(roomLeft(known, null, NOW).whole).toBe(Number.POSITIVE_INFINITY);
});

it('ends with the hours after something was written, at once with the quota, and with the short time after a tap', () => {
  const heard = { ...known, heardAt: '2026-11-27T07:00:00.000Z' };
  expect(windowEnd(known, WINDOW, NOW)).toBeNull();
  expect(windowEnd(heard, WINDOW, NOW)).toBe('2026-11-29T07:00:00.000Z');
  expect(windowEnd({ ...heard, sentSince: 5 }, WINDOW, NOW)).toBeNull();
  expect(windowEnd({ ...heard, sentSince: 5, brief }, WINDOW, NOW)).toBe(brief.until);
  expect(windowEnd({ ...known, brief }, WINDOW, NOW)).toBe(brief.until);
  expect(windowEnd({ ...known, heardAt: '2026-11-20T07:00:00.000Z' }, WINDOW, NOW)).toBe('2026-11-22T07:00:00.000Z');
});
