import type { ColumnDataType, ColumnDefinitionBuilderCallback, Kysely } from 'kysely';

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

/** Not every database knows «add column if not exists»: the column is looked for first. */
async function addColumn(
  db: Kysely<unknown>,
  table: string,
  name: string,
  type: ColumnDataType,
  build: ColumnDefinitionBuilderCallback = (column) => column,
): Promise<void> {
  const tables = await db.introspection.getTables();
  const columns = tables.find((each) => each.name === table)?.columns ?? [];
  if (columns.some((column) => column.name === name)) return;
  await db.schema.alterTable(table).addColumn(name, type, build).execute();
}
