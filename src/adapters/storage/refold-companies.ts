import type { Kysely } from 'kysely';
import { companyKeyOf, ticketOf } from './stored-ticket.ts';
import type { Tables } from './tables.ts';

/** Brings the stored keys of companies up to the present rule: it may have changed since they were written. */
export async function refoldCompanies(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('tickets').selectAll().where('company', '!=', '').execute();
  for (const row of rows) {
    const company = companyKeyOf(ticketOf(row));
    if (company !== row.company) await db.updateTable('tickets').set({ company }).where('id', '=', row.id).execute();
  }
}
