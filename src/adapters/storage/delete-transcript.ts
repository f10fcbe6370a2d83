import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Ticket, TicketEvent } from '../../domain/ticket.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes what was said up to the end of a case that is withdrawn, back to the end of the one before it: people give
 * their names and addresses in the conversation. The newest line is only emptied, so that what comes next does not get
 * the position of an answer that is counted already; transcripts leave it out.
 */
export async function deleteTranscript(
  transaction: Kysely<Tables>,
  { id, conversation, resolvedAt, openedAt }: Ticket,
  { at: now }: Pick<TicketEvent, 'at'>,
): Promise<void> {
  const before = await transaction
    .selectFrom('tickets')
    .select((eb) => eb.fn.max('resolved_at').as('end'))
    .where('conversation', '=', conversation)
    .where('id', '!=', id)
    .where('resolved_at', '<=', openedAt)
    .executeTakeFirst();
  const since = before?.end ?? '';
  // Until now it has been open: whatever its clock says, what was said in an app belongs to it.
  const until = resolvedAt !== null && resolvedAt < now ? resolvedAt : null;
  const newest = await transaction
    .selectFrom('messages')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('conversation', '=', conversation)
    .executeTakeFirst();
  const last = newest?.position ?? 0;
  const isOfCase = (eb: ExpressionBuilder<Tables, 'messages'>) =>
    eb.and([
      eb('conversation', '=', conversation),
      eb('at', '>', since),
      ...(until === null ? [] : [eb('at', '<=', until)]),
    ]);
  await transaction.deleteFrom('messages').where(isOfCase).where('position', '!=', last).execute();
  await transaction
    .updateTable('messages')
    .set({ text: '', answer: null })
    .where(isOfCase)
    .where('position', '=', last)
    .execute();
}
