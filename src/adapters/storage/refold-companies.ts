import type { Kysely } from 'kysely';
import { companyKeyOf, storedFields } from './stored-ticket.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the stored keys of companies up to the present rule: it may have changed since they were written. A row that
 * cannot be read is left as it is: the others must not wait for it, nor the start.
 */
export async function refoldCompanies(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('tickets').select(['id', 'fields', 'company']).where('company', '!=', '').execute();
  for (const row of rows) {
    const fields = storedFields(row.fields);
    if (fields === null) continue;
    const company = companyKeyOf({ fields });
    if (company !== row.company) await db.updateTable('tickets').set({ company }).where('id', '=', row.id).execute();
  }
}
