import type { Kysely } from 'kysely';
import { prepareQuery } from './prepare-query.ts';
import type { Tables } from './tables.ts';

/** Whether an officer owns the chat at this place: the bot's words are then left out. Asked for every answer, so it is built once. */
export function prepareIsOwned(
  db: Kysely<Tables>,
): (transaction: Kysely<Tables>, conversation: string) => Promise<boolean> {
  const owned = prepareQuery((place) =>
    db
      .selectFrom('conversations')
      .select('id')
      // Of the conversation that goes on at this place, which need not be the one of its own id.
      .where('id', '=', (eb) =>
        eb.fn.coalesce(
          eb.selectFrom('conversation_places').select('conversation').where('place', '=', place.text('conversation')),
          eb.val(place.text('conversation')),
        ),
      )
      .where('owner', '=', 'officer'),
  );
  return async (transaction, conversation) => (await owned(transaction, { conversation })).length > 0;
}
