import type { Kysely } from 'kysely';
import type { TicketEvent } from '../../domain/ticket.ts';
import type { Tables } from './tables.ts';

/** Within the transaction of the change that it tells of. */
export async function appendTicketEvent(
  transaction: Kysely<Tables>,
  event: Omit<TicketEvent, 'sequence'>,
): Promise<void> {
  const last = await transaction
    .selectFrom('ticket_events')
    .select('sequence')
    .where('ticket', '=', event.ticket)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  await transaction
    .insertInto('ticket_events')
    .values({
      ticket: event.ticket,
      sequence: (last?.sequence ?? 0) + 1,
      at: event.at,
      actor_kind: event.actor.kind,
      actor_id: event.actor.id,
      actor_name: event.actor.name,
      what: event.what,
      reason: event.reason,
      detail: JSON.stringify(event.detail),
    })
    .execute();
}
