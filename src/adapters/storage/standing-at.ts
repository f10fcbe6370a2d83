import type { Kysely } from 'kysely';
import type { Standing } from '../../domain/places.ts';
import type { Tables } from './tables.ts';

/** The conversation that is, or was, at this place. */
export async function standingAt(db: Kysely<Tables>, place: string): Promise<Standing> {
  const row = await db
    .selectFrom('conversation_places')
    .select(['conversation', 'left_for'])
    .where('place', '=', place)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'here', conversation: place };
  const { conversation, left_for: to } = row;
  return to === null ? { kind: 'here', conversation } : { kind: 'left', conversation, to };
}
