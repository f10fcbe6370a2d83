import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { type Actor, hasEnded, isOwnedByOfficer, TICKET_STATES, type Ticket } from '../../src/domain/ticket.ts';
import type { Refusal, TicketCommand } from '../../src/handoff/handoff.ts';
import { type Transition, type TransitionContext, transition } from '../../src/handoff/transition.ts';
import { realWording } from '../fakes/fake-core.ts';
import { fc } from '../support/property.ts';
import { after, DUTY, HKTDC, INVESTHK, ticket, ticketIn } from '../support/ticket.ts';

const ANN: Actor = { kind: 'officer', id: 'ann', name: 'Ann Lee' };
const BEN: Actor = { kind: 'officer', id: 'ben', name: 'Ben Ho' };
const VISITOR: Actor = { kind: 'visitor', id: '', name: '' };
const CLOCK: Actor = { kind: 'system', id: '', name: '' };

const say = realWording();
const desks = new Map([INVESTHK, HKTDC, DUTY].map((desk) => [desk.id, desk]));

function context(differing: Partial<TransitionContext> = {}): TransitionContext {
  return {
    isSupervisor: false,
    deskName: (desk) => desks.get(desk)?.name.en,
    officerName: (officer) => ({ ann: 'Ann Lee', ben: 'Ben Ho' })[officer],
    mergeTarget: ticket({ id: 'other', conversation: 'd' }),
    say,
    ...differing,
  };
}

/** Every command as its usual giver gives it. */
const COMMANDS = {
  claim: [{ kind: 'claim' }, ANN],
  release: [{ kind: 'release', reason: 'lunch' }, ANN],
  write: [{ kind: 'write', id: 'm1', text: 'Hello', signature: 'Ann, InvestHK' }, ANN],
  transfer: [{ kind: 'transfer', desk: 'hktdc', officer: null, reason: 'trade' }, ANN],
  resolve: [{ kind: 'resolve', reason: 'answered' }, ANN],
  'return-to-bot': [{ kind: 'return-to-bot', reason: 'answered' }, ANN],
  reopen: [{ kind: 'reopen', reason: 'more to say' }, ANN],
  note: [{ kind: 'note', text: 'Call on Monday', mentions: ['ben'] }, ANN],
  label: [{ kind: 'label', labels: ['vip', 'vip'] }, ANN],
  snooze: [{ kind: 'snooze', until: after(600) }, ANN],
  wake: [{ kind: 'wake' }, ANN],
  merge: [{ kind: 'merge', into: 'other', reason: 'same company' }, ANN],
  'mark-spam': [{ kind: 'mark-spam', isSpam: true, reason: 'advertising' }, ANN],
  'pass-on': [{ kind: 'pass-on' }, CLOCK],
  relay: [{ kind: 'relay', id: 'm2', text: 'Thank you' }, VISITOR],
  'leave-queue': [{ kind: 'leave-queue' }, VISITOR],
  withdraw: [{ kind: 'withdraw' }, VISITOR],
  rate: [{ kind: 'rate', rating: 5 }, VISITOR],
  'propose-call': [{ kind: 'propose-call', start: after(600), minutes: 30 }, ANN],
  'cancel-call': [{ kind: 'cancel-call', reason: 'ill' }, ANN],
  'agree-call': [{ kind: 'agree-call', id: 'm3', text: 'Agree' }, VISITOR],
  'decline-call': [{ kind: 'decline-call', id: 'm3', text: 'Another time' }, VISITOR],
  offer: [{ kind: 'offer', officer: 'ben', reason: 'fewest-open' }, CLOCK],
  'remind-call': [{ kind: 'remind-call' }, CLOCK],
} as const satisfies Record<TicketCommand['kind'], readonly [TicketCommand, Actor]>;

const KINDS = Object.keys(COMMANDS) as readonly TicketCommand['kind'][];

/** The state each command leads to from new, claimed, in-conversation, waiting-for-visitor, resolved, withdrawn, merged. */
const WRONG = 'wrong-state';
const TABLE: Readonly<Record<TicketCommand['kind'], readonly string[]>> = {
  claim: ['claimed', 'claimed', 'in-conversation', 'waiting-for-visitor', WRONG, WRONG, WRONG],
  release: [WRONG, 'new', 'new', 'new', WRONG, WRONG, WRONG],
  write: [WRONG, 'waiting-for-visitor', 'waiting-for-visitor', 'waiting-for-visitor', WRONG, WRONG, WRONG],
  transfer: ['new', 'new', 'new', 'new', WRONG, WRONG, WRONG],
  resolve: ['resolved', 'resolved', 'resolved', 'resolved', WRONG, WRONG, WRONG],
  'return-to-bot': [WRONG, 'resolved', 'resolved', 'resolved', WRONG, WRONG, WRONG],
  reopen: [WRONG, WRONG, WRONG, WRONG, 'in-conversation', WRONG, WRONG],
  note: ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', 'resolved', WRONG, 'merged'],
  label: ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', 'resolved', WRONG, 'merged'],
  snooze: ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', WRONG, WRONG, WRONG],
  wake: ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', 'resolved', 'withdrawn', 'merged'],
  merge: ['merged', 'merged', 'merged', 'merged', WRONG, WRONG, WRONG],
  'mark-spam': ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', 'resolved', WRONG, WRONG],
  'pass-on': ['new', WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  relay: [WRONG, 'claimed', 'in-conversation', 'in-conversation', WRONG, WRONG, WRONG],
  'leave-queue': ['new', WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  withdraw: ['withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', 'withdrawn'],
  rate: [WRONG, WRONG, WRONG, WRONG, 'resolved', WRONG, WRONG],
  'propose-call': [WRONG, 'claimed', 'in-conversation', 'waiting-for-visitor', WRONG, WRONG, WRONG],
  // No time was proposed to these.
  'cancel-call': [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  'agree-call': [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  'decline-call': [WRONG, WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  offer: ['new', WRONG, WRONG, WRONG, WRONG, WRONG, WRONG],
  'remind-call': ['new', 'claimed', 'in-conversation', 'waiting-for-visitor', 'resolved', 'withdrawn', 'merged'],
};

function outcomeOf(result: Transition): string {
  return result.kind === 'refused' ? result.refusal : result.ticket.state;
}

describe('every command in every state', () => {
  const cases = KINDS.flatMap((kind) =>
    TICKET_STATES.map((state, index) => [kind, state, TABLE[kind][index]!] as const),
  );

  it.each(cases)('%s in %s: %s', (kind, state, expected) => {
    const [command, actor] = COMMANDS[kind];
    const before = ticketIn(state);
    const result = transition(before, command, actor, after(60), context());
    expect(outcomeOf(result)).toBe(expected);
    if (result.kind === 'done') expectSound(before, result);
  });
});

describe('who may', () => {
  it.each(KINDS)('%s is refused to whoever is not meant to give it', (kind) => {
    const [command, actor] = COMMANDS[kind];
    const stranger = actor.kind === 'officer' ? VISITOR : ANN;
    const given = kind === 'reopen' ? CLOCK : stranger;
    expect(act(ticketIn('resolved'), command, given)).toEqual({ kind: 'refused', refusal: 'not-yours' });
  });

  const owned: readonly TicketCommand['kind'][] = [
    'release',
    'write',
    'transfer',
    'resolve',
    'return-to-bot',
    'snooze',
    'merge',
  ];

  it.each(owned)('%s is refused to an officer who does not have the case', (kind) => {
    expect(act(ticketIn('in-conversation'), COMMANDS[kind][0], BEN)).toEqual({ kind: 'refused', refusal: 'not-yours' });
  });

  it.each(owned.filter((kind) => kind !== 'write'))('%s is open to a supervisor', (kind) => {
    expect(act(ticketIn('in-conversation'), COMMANDS[kind][0], BEN, { isSupervisor: true }).kind).toBe('done');
  });

  it('lets a supervisor write only after taking the case over aloud', () => {
    const supervisor = { isSupervisor: true };
    const before = ticketIn('in-conversation');
    expect(act(before, COMMANDS.write[0], BEN, supervisor)).toEqual({ kind: 'refused', refusal: 'not-yours' });
    const taken = done(before, { kind: 'claim' }, BEN, supervisor);
    expect(taken).toMatchObject({ ticket: { officer: 'ben', state: 'claimed' }, event: { detail: { from: 'ann' } } });
    expect(taken.messages?.[0]?.text).toMatch(/Ben Ho of InvestHK/);
    expect(done(taken.ticket, COMMANDS.write[0], BEN).ticket.state).toBe('waiting-for-visitor');
    expect(act(taken.ticket, COMMANDS.write[0], ANN)).toEqual({ kind: 'refused', refusal: 'not-yours' });
  });

  it('gives a case to the first who claims it, again to the same, and to nobody else', () => {
    const { ticket: claimed, chatOwner } = done(ticket(), { kind: 'claim' }, ANN);
    expect([claimed.officer, claimed.version, chatOwner]).toEqual(['ann', 2, 'officer']);
    expect(act(claimed, { kind: 'claim' }, ANN)).toEqual({ kind: 'unchanged', ticket: claimed });
    expect(act(claimed, { kind: 'claim' }, BEN)).toEqual({ kind: 'refused', refusal: 'claimed-by-other' });
  });
});

describe('what is kept', () => {
  it('notes the first reply once and every later one', () => {
    const first = done(ticketIn('claimed'), COMMANDS.write[0], ANN, {}, after(10)).ticket;
    const second = done(first, { ...COMMANDS.write[0], id: 'm9' }, ANN, {}, after(20)).ticket;
    expect([second.firstReplyAt, second.lastOfficerAt]).toEqual([after(10), after(20)]);
  });

  it('carries the words of both sides into the transcript as they signed them', () => {
    const wrote = done(ticketIn('claimed'), COMMANDS.write[0], ANN);
    expect(wrote.messages).toEqual([
      { id: 'm1', conversation: 'c', at: after(60), text: 'Hello', author: 'officer', signature: 'Ann, InvestHK' },
    ]);
    const relayed = done(wrote.ticket, COMMANDS.relay[0], VISITOR);
    expect(relayed.messages).toEqual([
      { id: 'm2', conversation: 'c', at: after(60), text: 'Thank you', author: 'visitor', signature: '' },
    ]);
    expect(relayed.ticket.lastVisitorAt).toBe(after(60));
  });

  it('wakes a snoozed case when the visitor writes', () => {
    const snoozed = done(ticketIn('waiting-for-visitor'), COMMANDS.snooze[0], ANN).ticket;
    expect(snoozed.snoozedUntil).toBe(after(600));
    expect(done(snoozed, COMMANDS.relay[0], VISITOR).ticket.snoozedUntil).toBeNull();
    expect(done(snoozed, { kind: 'wake' }, CLOCK).ticket.snoozedUntil).toBeNull();
    expect(act(ticketIn('claimed'), { kind: 'wake' }, CLOCK).kind).toBe('unchanged');
  });

  it.each([after(60), after(1), 'soon'])('does not snooze until %s, which is not later', (until) => {
    expect(act(ticketIn('claimed'), { kind: 'snooze', until }, ANN)).toEqual({ kind: 'refused', refusal: WRONG });
  });

  it('empties what the visitor sent when they withdraw, and says so where an officer was there', () => {
    const withdrawn = done(ticketIn('in-conversation'), { kind: 'withdraw' }, VISITOR);
    expect(withdrawn.ticket).toMatchObject({
      fields: {},
      withheld: [],
      summary: '',
      officer: null,
      state: 'withdrawn',
    });
    expect([withdrawn.chatOwner, withdrawn.messages?.length]).toEqual(['bot', 1]);
    const fromQueue = done(ticket(), { kind: 'withdraw' }, VISITOR);
    expect([fromQueue.chatOwner, fromQueue.messages]).toEqual([undefined, undefined]);
  });

  it('keeps the words that withdraw it in the chat above the confirmation, of spam too, while an officer owns the chat', () => {
    const said = { id: 'm9', text: 'Withdraw' };
    for (const isSpam of [false, true]) {
      const withdrawn = done({ ...ticketIn('claimed'), isSpam }, { kind: 'withdraw', said }, VISITOR);
      expect(withdrawn.messages).toMatchObject([{ ...said, author: 'visitor' }, { author: 'system' }]);
    }
    for (const state of ['new', 'resolved', 'withdrawn'] as const)
      expect(act(ticketIn(state), { kind: 'withdraw', said }, VISITOR)).toEqual({ kind: 'refused', refusal: WRONG });
  });

  it('says below the visitor’s words what the desk has to say of them', () => {
    const suggestions = [{ label: 'Yes', text: 'Yes, withdraw' }];
    const told = { text: 'Really?', suggestions };
    const { messages } = done(ticketIn('claimed'), { kind: 'relay', id: 'm9', text: 'Withdraw', told }, VISITOR);
    expect(messages).toMatchObject([
      { id: 'm9', author: 'visitor' },
      { id: 't.2', author: 'system', ...told },
    ]);
  });

  it('keeps the case of a visitor who leaves the queue where it is, with its promise and all fields', () => {
    const left = done(ticket(), { kind: 'leave-queue' }, VISITOR);
    expect(left).toMatchObject({
      ticket: { state: 'new', resolvedAt: null, promisedBy: ticket().promisedBy },
      event: { what: 'left-queue' },
    });
    expect(left.event.reason).not.toBe('');
    expect(left.ticket.fields).toEqual(ticket().fields);
  });

  it('queues a case that the visitor reopens, and hands it to the officer who reopens it', () => {
    const resolved = ticketIn('resolved', { rating: 4 });
    const byVisitor = done(resolved, COMMANDS.reopen[0], VISITOR);
    expect(byVisitor.ticket).toMatchObject({ state: 'new', officer: null, resolvedAt: null, rating: null });
    expect(byVisitor.chatOwner).toBeUndefined();
    const byOfficer = done(resolved, COMMANDS.reopen[0], BEN);
    expect([byOfficer.ticket.officer, byOfficer.chatOwner]).toEqual(['ben', 'officer']);
  });

  it.each([0, 6, 2.5, Number.NaN])('takes no rating of %d', (rating) => {
    expect(act(ticketIn('resolved'), { kind: 'rate', rating }, VISITOR)).toEqual({ kind: 'refused', refusal: WRONG });
  });
});

describe('where a case goes', () => {
  it('passes on along its desks, and stays at the last', () => {
    const second = done(ticket(), { kind: 'pass-on' }, CLOCK).ticket;
    const third = done(second, { kind: 'pass-on' }, CLOCK).ticket;
    expect([second.desk, third.desk]).toEqual(['hktdc', 'duty']);
    expect(act(third, { kind: 'pass-on' }, CLOCK).kind).toBe('unchanged');
  });

  it('passes a case on to the last desk when it was transferred out of its chain', () => {
    expect(done(ticket({ desk: 'elsewhere' }), { kind: 'pass-on' }, CLOCK).ticket.desk).toBe('duty');
  });

  it('transfers to an officer who owns it at once, or to a queue where the bot answers', () => {
    const to = { kind: 'transfer', desk: 'hktdc', reason: 'trade' } as const;
    const toBen = done(ticketIn('in-conversation'), { ...to, officer: 'ben' }, ANN);
    expect(toBen.ticket).toMatchObject({ state: 'claimed', officer: 'ben', desk: 'hktdc' });
    expect([toBen.chatOwner, toBen.messages?.[0]?.text]).toEqual([undefined, expect.stringMatching(/Ben Ho of HKTDC/)]);
    const toDesk = done(ticketIn('in-conversation'), { ...to, officer: null }, ANN);
    expect([toDesk.ticket.officer, toDesk.chatOwner]).toEqual([null, 'bot']);
  });

  it.each<[string | null, string, Refusal]>([
    [null, 'nowhere', 'unknown-desk'],
    ['nobody', 'hktdc', 'unknown-officer'],
  ])('refuses a transfer to officer %s at %s', (officer, desk, refusal) => {
    const command = { kind: 'transfer', desk, officer, reason: '' } as const;
    expect(act(ticketIn('claimed'), command, ANN)).toEqual({ kind: 'refused', refusal });
  });

  it('merges into a case that is there and goes on', () => {
    const merged = done(ticketIn('claimed'), COMMANDS.merge[0], ANN);
    expect([merged.ticket.mergedInto, merged.chatOwner]).toEqual(['other', 'bot']);
    const into = (mergeTarget: Ticket | undefined, id = 'other') =>
      act(ticketIn('claimed'), { kind: 'merge', into: id, reason: '' }, ANN, { mergeTarget });
    expect(into(undefined)).toEqual({ kind: 'refused', refusal: 'unknown' });
    expect(into(ticketIn('claimed'), 't')).toEqual({ kind: 'refused', refusal: WRONG });
    expect(into(ticketIn('withdrawn', { id: 'other' }))).toEqual({ kind: 'refused', refusal: WRONG });
  });
});

describe('what the visitor is told', () => {
  const told: readonly [string, Ticket, TicketCommand, Actor, RegExp][] = [
    ['who has joined', ticket(), { kind: 'claim' }, ANN, /Ann Lee.*InvestHK/],
    ['that the case goes back', ticketIn('claimed'), COMMANDS.release[0], ANN, /queue/],
    ['that the officer is offline', ticketIn('claimed'), COMMANDS.release[0], CLOCK, /offline/],
    ['where the case went', ticketIn('claimed'), COMMANDS.transfer[0], ANN, /HKTDC/],
    ['who is asked next', ticket(), { kind: 'pass-on' }, CLOCK, /HKTDC/],
    [
      'that it is over, with a question for a rating',
      ticketIn('claimed'),
      COMMANDS.resolve[0],
      ANN,
      /X is closed.*1.*5/,
    ],
    ['that the bot is back', ticketIn('claimed'), COMMANDS['return-to-bot'][0], ANN, /assistant answers again/],
    ['that it goes on elsewhere', ticketIn('claimed'), COMMANDS.merge[0], ANN, /another case/],
    ['that it is withdrawn', ticketIn('claimed'), { kind: 'withdraw' }, VISITOR, /deleted/],
  ];

  it.each(told)('%s', (_what, before, command, actor, words) => {
    const { messages = [], ticket: next } = done(before, command, actor);
    expect(messages).toEqual([
      {
        id: `t.${next.version}`,
        conversation: 'c',
        at: after(60),
        text: expect.stringMatching(words),
        author: 'system',
        signature: '',
      },
    ]);
  });

  it.each(told)('%s, in every language', (_what, before, command, actor) => {
    const texts = LANGUAGES.map((language) => done({ ...before, language }, command, actor).messages?.[0]?.text);
    expect(new Set(texts).size).toBe(LANGUAGES.length);
  });

  it.each(told)('not %s, when it is spam', (_what, before, command, actor) => {
    expect(done({ ...before, isSpam: true }, command, actor).messages).toBeUndefined();
  });
});

describe('any sequence of commands', () => {
  const anyCommand: fc.Arbitrary<TicketCommand> = fc.oneof(
    fc.constantFrom(...KINDS.map((kind) => COMMANDS[kind][0])),
    fc.record({
      kind: fc.constant('transfer' as const),
      desk: fc.constantFrom('investhk', 'hktdc', 'duty', 'nowhere'),
      officer: fc.constantFrom(null, 'ann', 'ben', 'nobody'),
      reason: fc.constant(''),
    }),
  );
  const step = fc.tuple(anyCommand, fc.constantFrom(ANN, BEN, VISITOR, CLOCK), fc.boolean());

  it('leaves a ticket whose owner, officer and version fit, and events in order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let current = ticket();
        let owner: 'bot' | 'officer' = 'bot';
        const versions: number[] = [];
        const times: string[] = [];
        steps.forEach(([command, actor, isSupervisor], index) => {
          const result = transition(current, command, actor, after(index), context({ isSupervisor }));
          if (result.kind !== 'done') {
            if (result.kind === 'unchanged') expect(result.ticket).toBe(current);
            return;
          }
          expectSound(current, result);
          owner = result.chatOwner ?? owner;
          current = result.ticket;
          expect(owner).toBe(isOwnedByOfficer(current.state) ? 'officer' : 'bot');
          if (result.event.what !== 'noted') versions.push(current.version);
          times.push(result.event.at);
        });
        expect(versions).toEqual(versions.map((_, index) => index + 2));
        expect(times).toEqual(times.toSorted());
      }),
      { numRuns: 300 },
    );
  });
});

/** What holds after every change. */
function expectSound(
  before: Ticket,
  { ticket: next, event, chatOwner, messages }: Transition & { kind: 'done' },
): void {
  expect(next.version).toBe(before.version + (event.what === 'noted' ? 0 : 1));
  expect(next.officer !== null).toBe(isOwnedByOfficer(next.state));
  expect(next.resolvedAt !== null).toBe(hasEnded(next.state));
  expect(chatOwner !== undefined).toBe(isOwnedByOfficer(next.state) !== isOwnedByOfficer(before.state));
  if (chatOwner !== undefined) expect(chatOwner === 'officer').toBe(isOwnedByOfficer(next.state));
  expect(event.ticket).toBe(next.id);
  for (const { conversation } of messages ?? []) expect(conversation).toBe(next.conversation);
  expect([next.id, next.number, next.codeHash, next.openedAt]).toEqual([
    before.id,
    before.number,
    before.codeHash,
    before.openedAt,
  ]);
}

function act(before: Ticket, command: TicketCommand, actor: Actor, differing: Partial<TransitionContext> = {}) {
  return transition(before, command, actor, after(60), context(differing));
}

function done(
  before: Ticket,
  command: TicketCommand,
  actor: Actor,
  differing: Partial<TransitionContext> = {},
  at = after(60),
): Transition & { kind: 'done' } {
  const result = transition(before, command, actor, at, context(differing));
  if (result.kind !== 'done') throw new Error(`${command.kind} was ${result.kind}`);
  return result;
}
