import { type Kysely, sql } from 'kysely';
import type { Ticket } from '../../domain/ticket.ts';
import { idPart } from '../../notices/mail-of.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes what the outbox holds about a ticket: notices of it and mails that stand in for messages, sent or not, and
 * messages to the visitor, at every place of the conversation, that were sent or given up. A message that still waits is
 * the visitor's own and arrives.
 */
export async function deleteOutboxEntries(
  transaction: Kysely<Tables>,
  { id, conversation }: Pick<Ticket, 'id' | 'conversation'>,
): Promise<void> {
  const about = [`${idPart(id)}-`, `${idPart(conversation)}-`];
  for (const prefix of about) await entriesOf(transaction, prefix).execute();
  const moved = await transaction
    .selectFrom('conversation_places')
    .select('place')
    .where('conversation', '=', conversation)
    .execute();
  for (const place of new Set([conversation, ...moved.map((row) => row.place)]))
    await entriesOf(transaction, `${place}/`).where('state', '!=', 'waiting').execute();
}

/** By the beginning of the id. Not with LIKE: an id may hold its wildcards. */
function entriesOf(transaction: Kysely<Tables>, prefix: string) {
  return transaction.deleteFrom('outbox').where(sql<string>`substr(id, 1, ${sql.lit(prefix.length)})`, '=', prefix);
}
