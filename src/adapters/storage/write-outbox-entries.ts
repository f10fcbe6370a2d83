import type { Kysely } from 'kysely';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Tables } from './tables.ts';

/**
 * Writes entries in the transaction of the change that causes them. An id that is there already is left out: that is
 * how a notice is given once for many causes.
 */
export async function writeOutboxEntries(
  transaction: Kysely<Tables>,
  entries: readonly OutboxEntry[],
  writtenAt: string,
): Promise<void> {
  for (const { id, kind, lane, payload, dueAt } of entries)
    await transaction
      .insertInto('outbox')
      .values({
        id,
        kind,
        lane,
        payload: JSON.stringify(payload),
        due_at: dueAt,
        leased_until: null,
        state: 'waiting',
        attempts: 0,
        last_error: null,
        written_at: writtenAt,
        sent_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}
