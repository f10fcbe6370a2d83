import type { Desk } from '../../src/domain/desk.ts';
import { isOwnedByOfficer, type Ticket, type TicketState } from '../../src/domain/ticket.ts';

/** An instant so many minutes after the tickets of the tests were opened. */
export function after(minutes: number): string {
  return new Date(Date.parse('2026-11-24T02:00:00.000Z') + minutes * 60_000).toISOString();
}

export const INVESTHK: Desk = desk('investhk', 'InvestHK', '投資推廣署', '投资推广署');
export const HKTDC: Desk = desk('hktdc', 'HKTDC', '香港貿發局', '香港贸发局');
export const DUTY: Desk = desk('duty', 'Duty desk', '當值組', '值班组');

function desk(id: string, en: string, hant: string, hans: string): Desk {
  const name = { en, 'zh-Hant': hant, 'zh-Hans': hans };
  return { id, name, body: null, acceptWithinMinutes: 60, replyWithinHours: 8, assign: 'pull', offerMinutes: 15 };
}

/** A ticket as it is opened, with what the test is about. */
export function ticket(differing: Partial<Ticket> = {}): Ticket {
  return {
    id: 't',
    number: 'GG2611-7K4PM-X',
    codeHash: 'hash',
    conversation: 'c',
    channel: 'test',
    language: 'en',
    state: 'new',
    officer: null,
    offer: null,
    desk: INVESTHK.id,
    routing: {
      desk: INVESTHK.id,
      next: [HKTDC.id, DUTY.id],
      rule: 'set-up',
      reason: { en: 'Set-up', 'zh-Hant': '設立', 'zh-Hans': '设立' },
    },
    lead: { score: 70, band: 'qualified', reasons: [] },
    fields: { company: 'Blue Harbour Ltd', contactName: 'Ms Wong' },
    withheld: ['phone'],
    summary: 'A factory in Vietnam through Hong Kong',
    consent: { version: '1', at: after(0) },
    labels: [],
    openedAt: after(0),
    promisedBy: after(480),
    firstReplyAt: null,
    lastVisitorAt: null,
    lastOfficerAt: null,
    resolvedAt: null,
    snoozedUntil: null,
    mergedInto: null,
    rating: null,
    isSpam: false,
    callBack: null,
    version: 1,
    ...differing,
  };
}

/** A ticket in a state, with what belongs to it: the officer «ann» where an officer has it, the end where it has ended. */
export function ticketIn(state: TicketState, differing: Partial<Ticket> = {}): Ticket {
  return ticket({
    state,
    officer: isOwnedByOfficer(state) ? 'ann' : null,
    resolvedAt: ['resolved', 'withdrawn', 'merged'].includes(state) ? after(30) : null,
    mergedInto: state === 'merged' ? 'other' : null,
    ...differing,
  });
}
