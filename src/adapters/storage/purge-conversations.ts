import type { Kysely } from 'kysely';
import { ENDED_STATES } from '../../domain/ticket.ts';
import { deleteAttachments } from './kysely-attachment-store.ts';
import { outliveConversation } from './kysely-following-store.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes, whole, every conversation in which nothing was said since `before` (UTC instant) and which no open ticket
 * belongs to. Returns how many.
 * Retention is promised to visitors in the welcome: dialogs/wording.yaml, welcome.data.
 */
export async function purgeConversations(transaction: Kysely<Tables>, before: string): Promise<number> {
  const withOpenTicket = transaction
    .selectFrom('tickets')
    .select('conversation')
    .where('state', 'not in', [...ENDED_STATES]);
  // A place that shows another conversation ends with that one.
  const lent = transaction.selectFrom('conversation_places').select('place').whereRef('place', '!=', 'conversation');
  const silent = await transaction
    .selectFrom('conversations')
    .select('id')
    .where('updated_at', '<', before)
    .where('id', 'not in', withOpenTicket)
    .execute();
  const unanswered = await transaction
    .selectFrom('direct_line_conversations')
    .select('id')
    .where('created_at', '<', before)
    .where('id', 'not in', transaction.selectFrom('activities').select('conversation').where('at', '>=', before))
    .where('id', 'not in', transaction.selectFrom('conversations').select('id').where('updated_at', '>=', before))
    .where('id', 'not in', withOpenTicket)
    .where('id', 'not in', lent)
    .execute();
  const unheard = await transaction
    .selectFrom('messenger_addresses')
    .select('conversation as id')
    .where('created_at', '<', before)
    .where((eb) => eb.or([eb('heard_at', 'is', null), eb('heard_at', '<', before)]))
    .where(
      'conversation',
      'not in',
      transaction.selectFrom('conversations').select('id').where('updated_at', '>=', before),
    )
    .where('conversation', 'not in', withOpenTicket)
    .where('conversation', 'not in', lent)
    .execute();
  const ids = [...new Set([...silent, ...unanswered, ...unheard].map((row) => row.id))];
  for (const id of ids) {
    const shown = await transaction
      .selectFrom('conversation_places')
      .select(['place', 'conversation'])
      .where((eb) => eb.or([eb('conversation', '=', id), eb('place', '=', id)]))
      .execute();
    await transaction.deleteFrom('messages').where('conversation', '=', id).execute();
    await transaction.deleteFrom('answer_outcomes').where('conversation', '=', id).execute();
    await transaction.deleteFrom('answer_feedback').where('conversation', '=', id).execute();
    await transaction.deleteFrom('conversation_reads').where('conversation', '=', id).execute();
    await deleteAttachments(transaction, 'conversation', id);
    await transaction.deleteFrom('conversations').where('id', '=', id).execute();
    await transaction.deleteFrom('move_codes').where('conversation', '=', id).execute();
    await transaction.deleteFrom('conversation_places').where('conversation', '=', id).execute();
    // Pages that it was moved to hold copies of it. A person in an app stays known, by the clock of their own address.
    for (const { place, conversation } of shown)
      if (conversation === id && place !== id) await deletePage(transaction, place);
    if (shown.some(({ place, conversation }) => place === id && conversation !== id)) continue;
    await deletePage(transaction, id);
    await transaction.deleteFrom('messenger_events').where('conversation', '=', id).execute();
    await transaction.deleteFrom('messenger_reports').where('conversation', '=', id).execute();
    await transaction.deleteFrom('messenger_addresses').where('conversation', '=', id).execute();
    await outliveConversation(transaction, id);
  }
  return ids.length;
}

async function deletePage(transaction: Kysely<Tables>, place: string): Promise<void> {
  await transaction.deleteFrom('activities').where('conversation', '=', place).execute();
  await transaction.deleteFrom('direct_line_conversations').where('id', '=', place).execute();
}
