import type { Kysely } from 'kysely';
import { prepareQuery } from './prepare-query.ts';
import type { Tables } from './tables.ts';

/** Asks for the position of what was said last in a conversation, 0 when nothing was; within the appending transaction. */
export function prepareLastPosition(
  db: Kysely<Tables>,
): (transaction: Kysely<Tables>, conversation: string) => Promise<number> {
  const query = prepareQuery((place) =>
    db
      .selectFrom('messages')
      .select('position')
      .where('conversation', '=', place.text('conversation'))
      .orderBy('position', 'desc')
      .limit(1),
  );
  return async (transaction, conversation) => (await query(transaction, { conversation }))[0]?.position ?? 0;
}
