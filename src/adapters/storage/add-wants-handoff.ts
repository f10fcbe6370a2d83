import type { Kysely } from 'kysely';
import { addColumn } from './add-column.ts';

/** Step 0013: programs behind a messaging app that asked for hand-off events. */
export async function addWantsHandoff(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'messenger_addresses', 'wants_handoff', 'integer', (column) => column.notNull().defaultTo(0));
}
