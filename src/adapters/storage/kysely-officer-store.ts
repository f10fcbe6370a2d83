import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { newOfficer, type Officer, type OfficerStore } from '../../console/cases/officer-store.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { guardStorage } from './guard-storage.ts';
import type { OfficersTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

const desksSchema = z.array(z.string());
const languagesSchema = z.array(z.enum(LANGUAGES));
const signatureSchema = z.object({ en: z.string(), 'zh-Hant': z.string(), 'zh-Hans': z.string() });

/** The officers' settings in any database Kysely speaks to. */
export function createKyselyOfficerStore(db: Kysely<Tables>, write: WriteBatch): OfficerStore {
  return {
    find: (account) => guardStorage('find an officer', () => select(db, account)),
    list: () =>
      guardStorage('list officers', async () => {
        const rows = await db.selectFrom('officers').selectAll().orderBy('account').execute();
        return rows.map(officerOf);
      }),
    change: (account, change) =>
      guardStorage('change an officer', () =>
        write(async (transaction) => {
          const next = { ...(await select(transaction, account)), ...change };
          const row = rowOf(next);
          await transaction
            .insertInto('officers')
            .values(row)
            .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
            .execute();
          return next;
        }),
      ),
  };
}

async function select(db: Kysely<Tables>, account: string): Promise<Officer> {
  const row = await db.selectFrom('officers').selectAll().where('account', '=', account).executeTakeFirst();
  return row === undefined ? newOfficer(account) : officerOf(row);
}

function rowOf(officer: Officer): Selectable<OfficersTable> {
  const { account, desks, languages, isAvailable, outUntil, capacity, signature, email } = officer;
  return {
    account,
    desks: JSON.stringify(desks),
    languages: JSON.stringify(languages),
    is_available: isAvailable ? 1 : 0,
    out_until: outUntil,
    capacity,
    signature: signature && JSON.stringify(signature),
    email,
  };
}

function officerOf(row: Selectable<OfficersTable>): Officer {
  return {
    account: row.account,
    desks: desksSchema.parse(JSON.parse(row.desks)),
    languages: languagesSchema.parse(JSON.parse(row.languages)),
    isAvailable: row.is_available === 1,
    outUntil: row.out_until,
    capacity: row.capacity,
    signature: row.signature === null ? null : signatureSchema.parse(JSON.parse(row.signature)),
    email: row.email,
  };
}
