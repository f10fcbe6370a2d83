import { describe, expect, it } from 'vitest';
import { type Actor, OFFICER_STATES, type Ticket } from '../../src/domain/ticket.ts';
import type { TicketCommand } from '../../src/handoff/handoff.ts';
import { releaseCases } from '../../src/handoff/release-cases.ts';

describe('an officer who leaves', () => {
  it('hands back every case they have, by the system and with the reason', async () => {
    const done: [string, TicketCommand, Actor['kind']][] = [];
    const asked: unknown[] = [];
    const count = await releaseCases('a1', 'disabled', {
      tickets: {
        list: (filter) => {
          asked.push(filter);
          return Promise.resolve([{ id: 't1' }, { id: 't2' }] as unknown as readonly Ticket[]);
        },
      },
      handoff: {
        act: (id, command, actor) => {
          done.push([id, command, actor.kind]);
          return Promise.resolve({ kind: 'refused', refusal: 'wrong-state', ticket: null });
        },
      },
    });
    expect(count).toBe(2);
    expect(asked).toEqual([{ officer: 'a1', states: OFFICER_STATES }]);
    expect(done).toEqual([
      ['t1', { kind: 'release', reason: 'the account was disabled' }, 'system'],
      ['t2', { kind: 'release', reason: 'the account was disabled' }, 'system'],
    ]);
  });

  it('hands back, when only away, what they have not written in yet', async () => {
    const asked: unknown[] = [];
    const tickets = {
      list: (filter: unknown) => {
        asked.push(filter);
        return Promise.resolve([]);
      },
    };
    const act = () => Promise.reject(new Error('there is nothing to hand back'));
    expect(await releaseCases('a1', 'away', { tickets, handoff: { act } })).toBe(0);
    expect(asked).toEqual([{ officer: 'a1', states: ['claimed'] }]);
  });
});
