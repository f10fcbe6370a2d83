import type { Kysely } from 'kysely';
import { addColumn } from './add-column.ts';

/** Step 0009: offers, calls, officers’ addresses, and clients that asked for hand-off events. Every part may run again. */
export async function addAssignment(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'tickets', 'offered_to', 'text');
  await addColumn(db, 'tickets', 'offered_at', 'text');
  await addColumn(db, 'tickets', 'call_back', 'text');
  await addColumn(db, 'tickets', 'call_to_remind', 'text');
  await addColumn(db, 'officers', 'email', 'text');
  await addColumn(db, 'direct_line_conversations', 'wants_handoff', 'integer', (column) =>
    column.notNull().defaultTo(0),
  );
  await db.schema
    .createIndex('ticket_events_by_kind')
    .ifNotExists()
    .on('ticket_events')
    .columns(['what', 'at'])
    .execute();
}
