import type { Kysely } from 'kysely';
import { addColumn } from './add-column.ts';

/** Step 0017: languages in which officers answer, and until when they are out of office. Every part may run again. */
export async function addOfficerAbsence(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, 'officers', 'languages', 'text', (column) => column.notNull().defaultTo('[]'));
  await addColumn(db, 'officers', 'out_until', 'text');
}
