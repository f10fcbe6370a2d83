import type { Kysely } from 'kysely';
import { ENDED_STATES } from '../../domain/ticket.ts';
import { deleteOutboxEntries } from './delete-outbox-entries.ts';
import { deleteAttachments } from './kysely-attachment-store.ts';
import { rowOf, ticketOf } from './stored-ticket.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes what people said of themselves from tickets that ended before this UTC instant; number, dates, routing and
 * score stay for the counts. Returns how many tickets.
 */
export async function purgeTickets(transaction: Kysely<Tables>, before: string): Promise<number> {
  const ended = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('state', 'in', [...ENDED_STATES])
    .where('resolved_at', '<', before)
    .where('purged_at', 'is', null)
    .execute();
  for (const row of ended) {
    const ticket = ticketOf(row);
    // The version rises, so that a change decided on the old ticket does not write its fields back.
    const emptied = { ...ticket, fields: {}, withheld: [], summary: '', version: ticket.version + 1 };
    await transaction
      .updateTable('tickets')
      .set({ ...rowOf(emptied), purged_at: before })
      .where('id', '=', ticket.id)
      .execute();
    await deleteNotesAndFiles(transaction, ticket.id);
    await deleteOutboxEntries(transaction, ticket);
    await transaction
      .deleteFrom('messages')
      .where('conversation', '=', ticket.conversation)
      .where('at', '<=', ticket.resolvedAt)
      .execute();
  }
  return ended.length;
}

/** What colleagues wrote of a ticket, who was named there, and the files of both sides. */
export async function deleteNotesAndFiles(transaction: Kysely<Tables>, ticket: string): Promise<void> {
  await deleteAttachments(transaction, 'ticket', ticket);
  await transaction.deleteFrom('mentions').where('ticket', '=', ticket).execute();
  await transaction.deleteFrom('ticket_notes').where('ticket', '=', ticket).execute();
}
