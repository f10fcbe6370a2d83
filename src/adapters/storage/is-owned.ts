import type { Kysely } from 'kysely';
import { prepareQuery } from './prepare-query.ts';
import type { Tables } from './tables.ts';

/** Whether an officer owns this chat: the bot's words are then left out. Asked for every answer, so it is built once. */
export function prepareIsOwned(
  db: Kysely<Tables>,
): (transaction: Kysely<Tables>, conversation: string) => Promise<boolean> {
  const owned = prepareQuery((place) =>
    db
      .selectFrom('conversations')
      .select('id')
      .where('id', '=', place.text('conversation'))
      .where('owner', '=', 'officer'),
  );
  return async (transaction, conversation) => (await owned(transaction, { conversation })).length > 0;
}
