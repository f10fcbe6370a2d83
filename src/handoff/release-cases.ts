import { OFFICER_STATES, SYSTEM } from '../domain/ticket.ts';
import type { Handoff } from './handoff.ts';
import type { TicketStore } from './ticket-store.ts';

const MOST_AT_ONCE = 500;

/** An officer who leaves or is disabled hands all cases back to the queue of their desks. Resolves to how many. */
export async function releaseCases(
  account: string,
  { handoff, tickets }: { readonly handoff: Pick<Handoff, 'act'>; readonly tickets: Pick<TicketStore, 'list'> },
): Promise<number> {
  const filter = { officer: account, states: OFFICER_STATES };
  const held = await tickets.list(filter, { limit: MOST_AT_ONCE, offset: 0 });
  for (const { id } of held) await handoff.act(id, { kind: 'release', reason: 'the account was disabled' }, SYSTEM);
  return held.length;
}
