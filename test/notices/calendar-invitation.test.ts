import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarInvitation, type Invitation } from '../../src/notices/calendar-invitation.ts';

const SAMPLE: Invitation = {
  method: 'REQUEST',
  uid: 'ticket-1@goglobal.example',
  sequence: 3,
  stamp: new Date('2026-11-27T02:00:00Z'),
  start: new Date('2026-11-30T03:00:00Z'),
  minutes: 30,
  summary: 'Call back GG2611-7K4PM-X',
  description: 'Factory, Vietnam; tax\\duty\nsecond line',
  url: 'https://desk.example.hk/console/cases/ticket-1',
  organizer: { name: 'GoGlobal "desk"', address: 'desk@goglobal.example' },
  attendee: { name: '', address: 'officer@example.hk' },
};

/** Undoes folding (RFC 5545 section 3.1). */
const unfold = (text: string) => text.replaceAll('\r\n ', '');

describe('calendarInvitation', () => {
  it('is one request with times in UTC', () => {
    const lines = unfold(calendarInvitation(SAMPLE)).split('\r\n');
    expect(lines.slice(0, 5)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//GoGlobal Task Force//Front desk//EN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:ticket-1@goglobal.example',
        'SEQUENCE:3',
        'DTSTAMP:20261127T020000Z',
        'DTSTART:20261130T030000Z',
        'DTEND:20261130T033000Z',
        String.raw`DESCRIPTION:Factory\, Vietnam\; tax\\duty\nsecond line`,
        `ORGANIZER;CN="GoGlobal 'desk'":mailto:desk@goglobal.example`,
      ]),
    );
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', '']);
  });

  it('folds at 75 octets without cutting a character, and no text makes a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const made = calendarInvitation({ ...SAMPLE, description: text, summary: `出海${text}` });
        expect(Math.max(...made.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        expect(made.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
        expect(unfold(made).split('\r\n')).toHaveLength(19);
      }),
      { numRuns: 40 },
    );
  });
});
