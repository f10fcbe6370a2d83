import { describe, expect, it } from 'vitest';
import { TICKET_STATES } from '../../src/domain/ticket.ts';
import { type SlaTargets, slaOf, type WorkingTime } from '../../src/handoff/sla.ts';
import { after, ticket, ticketIn } from '../support/ticket.ts';

const TARGETS: SlaTargets = { nextReplyMinutes: 60, resolutionMinutes: 600, soonMinutes: 30 };

/** Open for the first half of every 1,000 minutes since the tickets were opened. */
const HALF = 500;
const worked = (at: Date): number => {
  const minutes = (at.getTime() - Date.parse(after(0))) / 60_000;
  return Math.floor(minutes / (2 * HALF)) * HALF + Math.min(minutes % (2 * HALF), HALF);
};
const WORKING: WorkingTime = {
  between: (from, to) => worked(to) - worked(from),
  add: (start, minutes) => {
    const total = worked(start) + minutes;
    const rounds = Math.ceil(total / HALF) - 1;
    return new Date(after(rounds * 2 * HALF + (total - rounds * HALF)));
  },
};

const at = (minutes: number) => new Date(after(minutes));
const answered = { firstReplyAt: after(10), lastOfficerAt: after(10) };

describe('what is owed on a case', () => {
  it('is the promised first reply while nobody answered', () => {
    const sla = slaOf(ticket({ promisedBy: after(480) }), at(100), TARGETS, WORKING);
    expect(sla).toMatchObject({
      firstReply: { dueAt: after(480), minutesLeft: 380 },
      nextReply: null,
      urgency: 'in-time',
      waitingSince: after(0),
    });
  });

  it('is the next reply when the visitor wrote after the officer', () => {
    const waiting = ticketIn('in-conversation', { ...answered, lastVisitorAt: after(40) });
    expect(slaOf(waiting, at(50), TARGETS, WORKING)).toMatchObject({
      firstReply: null,
      nextReply: { dueAt: after(100), minutesLeft: 50 },
      waitingSince: after(40),
    });
  });

  it('is nothing but the resolution while we wait for the visitor', () => {
    const waiting = ticketIn('waiting-for-visitor', { ...answered, lastVisitorAt: after(5) });
    expect(slaOf(waiting, at(50), TARGETS, WORKING)).toMatchObject({
      firstReply: null,
      nextReply: null,
      resolution: { minutesLeft: 550 },
      urgency: 'none',
      waitingSince: null,
    });
  });

  it.each(TICKET_STATES.slice(4))('is nothing when it is %s', (state) => {
    const ended = slaOf(ticketIn(state), at(9_000), TARGETS, WORKING);
    expect(ended).toEqual({ firstReply: null, nextReply: null, resolution: null, urgency: 'none', waitingSince: null });
  });

  it('stands still outside working hours', () => {
    const { resolution } = slaOf(ticket(), at(400), TARGETS, WORKING);
    expect(resolution).toEqual({ dueAt: after(1_100), minutesLeft: 200 });
    expect(slaOf(ticket(), at(900), TARGETS, WORKING).resolution?.minutesLeft).toBe(100);
    expect(slaOf(ticket(), at(1_130), TARGETS, WORKING).resolution?.minutesLeft).toBe(-30);
  });
});

describe('urgency', () => {
  it.each([
    [0, 'in-time'],
    [169, 'in-time'],
    [170, 'soon'],
    [200, 'soon'],
    [200.5, 'late'],
    [900, 'late'],
  ])('after %d minutes of the 200 that were promised: %s', (minutes, urgency) => {
    expect(slaOf(ticket({ promisedBy: after(200) }), at(minutes), TARGETS, WORKING).urgency).toBe(urgency);
  });

  it('is late once the instant has passed, also when nobody works since', () => {
    expect(slaOf(ticket({ promisedBy: after(500) }), at(600), TARGETS, WORKING).urgency).toBe('late');
  });

  it('is none while a case is put off', () => {
    const snoozed = ticket({ promisedBy: after(200), snoozedUntil: after(2_000) });
    expect(slaOf(snoozed, at(300), TARGETS, WORKING).urgency).toBe('none');
  });
});
