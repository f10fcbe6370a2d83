import { describe, expect, it } from 'vitest';
import type { CallBack } from '../../src/domain/call-back.ts';
import { type Actor, SYSTEM, type Ticket, VISITOR } from '../../src/domain/ticket.ts';
import { callAnswerIn } from '../../src/handoff/call-back-rules.ts';
import type { TicketCommand } from '../../src/handoff/handoff.ts';
import { transition } from '../../src/handoff/transition.ts';
import { realWording } from '../fakes/fake-core.ts';
import { after, ticketIn } from '../support/ticket.ts';

const ANN: Actor = { kind: 'officer', id: 'ann', name: 'Ann Lee' };
const say = realWording();
/** 15:00 in Hong Kong on the day that the tickets of the tests are opened. */
const START = '2026-11-24T07:00:00.000Z';
const PROPOSE = { kind: 'propose-call', start: START, minutes: 30 } as const;
const AGREE = { kind: 'agree-call', id: 'v1', text: 'Agree' } as const;

function done(before: Ticket, command: TicketCommand, actor: Actor, minutes = 60) {
  const result = transition(before, command, actor, after(minutes), {
    isSupervisor: false,
    deskName: (desk) => desk,
    officerName: (officer) => officer,
    say,
  });
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result;
}

function proposed(before: Ticket = ticketIn('in-conversation')): Ticket {
  return done(before, PROPOSE, ANN).ticket;
}

function agreed(): Ticket {
  return done(proposed(), AGREE, VISITOR).ticket;
}

describe('a call', () => {
  it('is proposed in the chat, in the visitor’s language, with two buttons that name the time', () => {
    const { ticket, messages, event } = done(ticketIn('in-conversation', { language: 'zh-Hans' }), PROPOSE, ANN);
    expect(ticket.callBack).toEqual({
      proposed: { start: START, minutes: 30 },
      agreed: null,
      sequence: -1,
      isReminded: false,
    });
    expect(messages?.[0]).toMatchObject({ author: 'system', suggestions: [{ label: '同意' }, { label: '换个时间' }] });
    expect(messages?.[0]?.text).toContain('2026年11月24日（星期二）15:00（香港时间）');
    for (const { text } of messages?.[0]?.suggestions ?? []) expect(text).toContain('15:00');
    expect(event).toMatchObject({ what: 'call-proposed', detail: { start: START, minutes: '30' } });
  });

  it('is agreed on by the visitor: their words stay, a notice follows, the calendar begins at 0', () => {
    const { ticket, messages, event } = done(proposed(), AGREE, VISITOR);
    expect(ticket).toMatchObject({ state: 'in-conversation', lastVisitorAt: after(60) });
    expect(ticket.callBack).toMatchObject({ proposed: null, agreed: { start: START }, sequence: 0 });
    expect(messages?.map(({ author, text }) => [author, text.slice(0, 18)])).toEqual([
      ['visitor', 'Agree'],
      ['system', 'The call is agreed'],
    ]);
    expect(event).toMatchObject({ what: 'call-agreed', detail: { start: START } });
  });

  it('keeps the agreed time until a new one is agreed on, which counts the calendar up', () => {
    const later = '2026-11-25T02:00:00.000Z';
    const again = done(agreed(), { ...PROPOSE, start: later }, ANN).ticket;
    expect(again.callBack).toMatchObject({ proposed: { start: later }, agreed: { start: START }, sequence: 0 });
    const declined = done(again, { ...AGREE, kind: 'decline-call' }, VISITOR);
    expect(declined.ticket.callBack).toMatchObject({ proposed: null, agreed: { start: START }, sequence: 0 });
    const moved = done(again, AGREE, VISITOR).ticket;
    expect(moved.callBack).toMatchObject({ proposed: null, agreed: { start: later }, sequence: 1 });
  });

  it.each<[string, TicketCommand, Actor]>([
    ['the officer cancels it', { kind: 'cancel-call', reason: 'ill' }, ANN],
    ['the case is resolved before', { kind: 'resolve', reason: '' }, ANN],
    ['the visitor takes the case back', { kind: 'withdraw' }, VISITOR],
  ])('is cancelled, and calendars are told, when %s', (_why, command, actor) => {
    const { ticket, event } = done(agreed(), command, actor);
    expect(ticket.callBack).toMatchObject({ agreed: null, proposed: null, sequence: 1 });
    expect(event.detail).toMatchObject({ cancelledStart: START, cancelledMinutes: '30' });
  });

  it('stays on record when the case is resolved after it', () => {
    const { ticket, event } = done(agreed(), { kind: 'resolve', reason: '' }, ANN, 24 * 60);
    expect(ticket.callBack).toMatchObject({ agreed: { start: START }, sequence: 0 });
    expect(event.detail).not.toHaveProperty('cancelledStart');
  });

  it('goes along when the case is transferred; a time that was only proposed does not', () => {
    const transfer = { kind: 'transfer', desk: 'hktdc', officer: null, reason: '' } as const;
    expect(done(agreed(), transfer, ANN).ticket.callBack).toMatchObject({ agreed: { start: START } });
    expect(done(proposed(), transfer, ANN).ticket.callBack).toMatchObject({ proposed: null, agreed: null });
  });

  it('is reminded of once', () => {
    const { ticket, event } = done(agreed(), { kind: 'remind-call' }, SYSTEM);
    expect(event).toMatchObject({ what: 'call-reminded', detail: { start: START, minutes: '30' } });
    const again = transition(ticket, { kind: 'remind-call' }, SYSTEM, after(61), {
      isSupervisor: false,
      deskName: () => '',
      officerName: () => '',
      say,
    });
    expect(again.kind).toBe('unchanged');
  });

  it('is not proposed for the past, nor by a colleague', () => {
    const context = { isSupervisor: true, deskName: () => '', officerName: () => '', say };
    const before = ticketIn('in-conversation');
    expect(transition(before, { ...PROPOSE, start: after(1) }, ANN, after(60), context).kind).toBe('refused');
    const ben = { kind: 'officer', id: 'ben', name: 'Ben' } as const;
    expect(transition(before, PROPOSE, ben, after(60), context)).toEqual({ kind: 'refused', refusal: 'not-yours' });
  });
});

describe('what a visitor says to a proposed time', () => {
  const of = (text: string, callBack: CallBack | null, language: Ticket['language'] = 'en') =>
    callAnswerIn(text, { callBack, language }, say);
  const waiting: CallBack = { proposed: { start: START, minutes: 30 }, agreed: null, sequence: -1, isReminded: false };

  it('answers it by a button, or by the button’s short words', () => {
    for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const) {
      const { messages } = done(ticketIn('claimed', { language }), PROPOSE, ANN);
      const [agree, decline] = messages?.[0]?.suggestions ?? [];
      expect(of(agree?.text ?? '', waiting, language)).toBe('agree-call');
      expect(of(decline?.text ?? '', waiting, language)).toBe('decline-call');
    }
    expect(of('同意。', waiting, 'zh-Hans')).toBe('agree-call');
    expect(of('AGREE', waiting)).toBe('agree-call');
  });

  it('is an ordinary message when nothing was proposed, another time was, or it says more', () => {
    expect(of('Agree', null)).toBeNull();
    expect(of('Agree, but what will it cost?', waiting)).toBeNull();
    const old = done(ticketIn('claimed'), { ...PROPOSE, start: after(900) }, ANN).messages?.[0]?.suggestions?.[0];
    expect(of(old?.text ?? '', waiting)).toBeNull();
  });
});
