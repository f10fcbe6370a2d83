import type { ColumnDataType, ColumnDefinitionBuilderCallback, Kysely } from 'kysely';

/** Not every database knows «add column if not exists», and a step that was killed halfway is run again: it is looked for first. */
export async function addColumn(
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
