import { type Actor, OFFICER_STATES, SYSTEM, type TicketState } from '../domain/ticket.ts';
import type { Handoff } from './handoff.ts';
import type { TicketStore } from './ticket-store.ts';

const MOST_AT_ONCE = 500;

const REASONS = {
  disabled: 'the account was disabled',
  away: 'the officer is away',
  'handed-back': 'all cases of the officer were handed back',
} as const;

/**
 * An officer who is disabled, or whom a supervisor (`by`) takes the cases from, hands every case back to the queue of its
 * desk; one who goes away those that they have not written in yet: a conversation that has begun is theirs until they hand
 * it over. Resolves to how many.
 */
export async function releaseCases(
  account: string,
  why: keyof typeof REASONS,
  { handoff, tickets }: { readonly handoff: Pick<Handoff, 'act'>; readonly tickets: Pick<TicketStore, 'list'> },
  by: Actor = SYSTEM,
): Promise<number> {
  const states: readonly TicketState[] = why === 'away' ? ['claimed'] : OFFICER_STATES;
  const held = await tickets.list({ officer: account, states }, { limit: MOST_AT_ONCE, offset: 0 });
  for (const { id } of held) await handoff.act(id, { kind: 'release', reason: REASONS[why] }, by);
  return held.length;
}
