import { expect, test } from 'vitest';
import { createFindAbsence } from '../../src/app/cases/find-absence.ts';
import type { Candidate } from '../../src/handoff/choose-officer.ts';
import { DUTY, HKTDC, INVESTHK } from '../support/ticket.ts';

const day = { from: 9 * 60, until: 18 * 60 };
/** Open from Monday to Friday; 1 January 2027, a Friday, is a holiday. */
const calendar = {
  week: [null, day, day, day, day, day, null],
  exceptions: new Map([['2027-01-01', null]]),
  holidaysUntil: '2027-12-31',
};

function find(at: string, officers: readonly Partial<Candidate>[], desk: string | null = null) {
  return createFindAbsence({
    calendar,
    desks: () => [INVESTHK, HKTDC, { ...DUTY, replyWithinHours: 27 }],
    officers: () =>
      Promise.resolve(
        officers.map((one) => ({ id: 'a', desks: [], languages: [], isAvailable: true, capacity: 1, ...one })),
      ),
    clock: () => new Date(at),
  })(desk, 'en');
}

test('on a holiday nobody is on duty, whoever is available, and the next opening is after the weekend', async () => {
  expect(await find('2027-01-01T03:00:00.000Z', [{}])).toEqual({
    why: 'closed',
    hours: 'Monday to Friday 09:00–18:00',
    opensAt: '2027-01-04T01:00:00.000Z',
    mostDays: 3,
  });
});

test('in office hours it takes an available officer of the desk', async () => {
  const at = '2027-01-04T03:00:00.000Z';
  expect(await find(at, [{ desks: ['investhk'] }], 'investhk')).toBeNull();
  expect(await find(at, [{ desks: [] }], 'investhk')).toBeNull();
  expect(await find(at, [{ desks: ['hktdc'] }], 'investhk')).toMatchObject({ why: 'nobody', opensAt: at });
  expect(await find(at, [{ isAvailable: false }])).toMatchObject({ why: 'nobody' });
  // An officer who has enough to do is there all the same: the case waits for a place.
  expect(await find(at, [{ capacity: 0 }], 'investhk')).toBeNull();
});
