import type { Kysely } from 'kysely';
import { companyKeyOf, storedFields } from './stored-ticket.ts';
import type { Tables } from './tables.ts';

/**
 * Step 0012: the stored keys of companies by the rule of company-key.ts; a change of that rule is a step of its own. A row
 * that cannot be read is left as it is: the others must not wait for it, nor the start.
 */
export async function refoldCompanies(tables: Kysely<unknown>): Promise<void> {
  const db = tables as Kysely<Tables>;
  const rows = await db.selectFrom('tickets').select(['id', 'fields', 'company']).where('company', '!=', '').execute();
  for (const row of rows) {
    const fields = storedFields(row.fields);
    if (fields === null) continue;
    const company = companyKeyOf({ fields });
    if (company !== row.company) await db.updateTable('tickets').set({ company }).where('id', '=', row.id).execute();
  }
}
