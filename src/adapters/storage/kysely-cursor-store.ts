import type { Kysely } from 'kysely';
import type { CursorStore } from '../../channels/messenger/cursor-store.ts';
import { guardStorage } from './guard-storage.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

/** Cursors in any database Kysely speaks to. */
export function createKyselyCursorStore(db: Kysely<Tables>, write: WriteBatch): CursorStore {
  return {
    read: (messenger, account) =>
      guardStorage('find how far an account was read', async () => {
        const row = await db
          .selectFrom('messenger_cursors')
          .select('position')
          .where('messenger', '=', messenger)
          .where('account', '=', account)
          .executeTakeFirst();
        return row?.position;
      }),
    write: (messenger, account, position) =>
      guardStorage('keep how far an account was read', () =>
        write(async (transaction) => {
          await transaction
            .insertInto('messenger_cursors')
            .values({ messenger, account, position })
            .onConflict((conflict) => conflict.columns(['messenger', 'account']).doUpdateSet({ position }))
            .execute();
        }),
      ),
    accounts: (messenger) =>
      guardStorage('list the accounts that were read', async () => {
        const rows = await db
          .selectFrom('messenger_cursors')
          .select('account')
          .where('messenger', '=', messenger)
          .orderBy('account')
          .execute();
        return rows.map(({ account }) => account);
      }),
  };
}
