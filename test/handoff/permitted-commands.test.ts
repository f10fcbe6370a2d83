import { describe, expect, it } from 'vitest';
import type { TicketState } from '../../src/domain/ticket.ts';
import { permittedCommands } from '../../src/handoff/permitted-commands.ts';
import { after, ticketIn } from '../support/ticket.ts';

const ANN = { kind: 'officer', id: 'ann', name: 'Ann' } as const;
const BEN = { kind: 'officer', id: 'ben', name: 'Ben' } as const;
const ALWAYS = ['note', 'label', 'mark-spam'];
const SORTING = ['transfer', 'resolve', 'snooze', 'merge', ...ALWAYS];

describe('what an officer may do with a case', () => {
  it.each<[TicketState, string, readonly string[], readonly string[], readonly string[]]>([
    // State, then: whoever has it, a colleague, a supervisor who does not have it.
    ['new', 'in the queue', ['claim', ...SORTING], ['claim', ...SORTING], ['claim', ...SORTING]],
    [
      'in-conversation',
      'with Ann',
      ['write', 'release', 'return-to-bot', 'propose-call', ...SORTING],
      ALWAYS,
      ['claim', 'release', 'return-to-bot', ...SORTING],
    ],
    ['resolved', 'over', ['reopen', ...ALWAYS], ['reopen', ...ALWAYS], ['reopen', ...ALWAYS]],
    ['merged', 'in another', ['note', 'label'], ['note', 'label'], ['note', 'label']],
    ['withdrawn', 'taken back', [], [], []],
  ])('that is %s (%s)', (state, _where, owner, colleague, supervisor) => {
    const before = ticketIn(state);
    const sorted = (commands: readonly string[]) => commands.toSorted();
    expect(sorted(permittedCommands(before, ANN, false, after(1)))).toEqual(sorted(owner));
    expect(sorted(permittedCommands(before, BEN, false, after(1)))).toEqual(sorted(colleague));
    expect(sorted(permittedCommands(before, BEN, true, after(1)))).toEqual(sorted(supervisor));
  });

  it('holds bringing back for what is snoozed, cancelling for a call, and lifting the spam mark for supervisors', () => {
    expect(permittedCommands(ticketIn('new', { snoozedUntil: after(60) }), ANN, false, after(1))).toContain('wake');
    const agreed = { start: after(60), minutes: 30 };
    const called = ticketIn('claimed', { callBack: { proposed: null, agreed, sequence: 0, isReminded: false } });
    expect(permittedCommands(called, ANN, false, after(1))).toContain('cancel-call');
    const spam = ticketIn('resolved', { isSpam: true });
    expect(permittedCommands(spam, ANN, false, after(1))).not.toContain('mark-spam');
    expect(permittedCommands(spam, BEN, true, after(1))).toContain('mark-spam');
  });
});
