import { OFFICER_STATES, SYSTEM, type TicketState } from '../domain/ticket.ts';
import type { Handoff } from './handoff.ts';
import type { TicketStore } from './ticket-store.ts';

const MOST_AT_ONCE = 500;

/**
 * An officer who is disabled hands every case back to the queue of its desk; one who goes away those that they have not
 * written in yet: a conversation that has begun is theirs until they hand it over. Resolves to how many.
 */
export async function releaseCases(
  account: string,
  why: 'disabled' | 'away',
  { handoff, tickets }: { readonly handoff: Pick<Handoff, 'act'>; readonly tickets: Pick<TicketStore, 'list'> },
): Promise<number> {
  const states: readonly TicketState[] = why === 'disabled' ? OFFICER_STATES : ['claimed'];
  const held = await tickets.list({ officer: account, states }, { limit: MOST_AT_ONCE, offset: 0 });
  const reason = why === 'disabled' ? 'the account was disabled' : 'the officer is away';
  for (const { id } of held) await handoff.act(id, { kind: 'release', reason }, SYSTEM);
  return held.length;
}
