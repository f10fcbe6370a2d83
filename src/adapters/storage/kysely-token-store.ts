import type { Kysely } from 'kysely';
import type { TokenStore } from '../../channels/messenger/token-store.ts';
import { guardStorage } from './guard-storage.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

/** Access tokens in any database Kysely speaks to. */
export function createKyselyTokenStore(db: Kysely<Tables>, write: WriteBatch): TokenStore {
  return {
    read: (key) =>
      guardStorage('find an access token', async () => {
        const row = await db
          .selectFrom('messenger_tokens')
          .select(['token', 'ends_at'])
          .where('account', '=', key)
          .executeTakeFirst();
        return row && { token: row.token, endsAtMs: Date.parse(row.ends_at) };
      }),
    write: (key, { token, endsAtMs }) =>
      guardStorage('keep an access token', () =>
        write(async (transaction) => {
          const kept = { token, ends_at: new Date(endsAtMs).toISOString() };
          await transaction
            .insertInto('messenger_tokens')
            .values({ account: key, ...kept })
            .onConflict((conflict) => conflict.column('account').doUpdateSet(kept))
            .execute();
        }),
      ),
  };
}
