import type { Kysely } from 'kysely';
import type { ReadingStore } from '../../console/cases/reading-store.ts';
import { guardStorage } from './guard-storage.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

/** How far visitors have read, in any database Kysely speaks to. */
export function createKyselyReadingStore(db: Kysely<Tables>, write: WriteBatch): ReadingStore {
  return {
    find: (conversation) =>
      guardStorage('find how far a visitor has read', () =>
        db
          .selectFrom('conversation_reads')
          .select(['message', 'at'])
          .where('conversation', '=', conversation)
          .executeTakeFirst(),
      ),
    keep: (conversation, message, at) =>
      guardStorage('keep how far a visitor has read', () =>
        write(async (transaction) => {
          const read = await officersMessage(transaction, conversation, message);
          if (read === undefined) return false;
          const before = await transaction
            .selectFrom('conversation_reads')
            .select('message')
            .where('conversation', '=', conversation)
            .executeTakeFirst();
          const last = before && (await officersMessage(transaction, conversation, before.message));
          if (last !== undefined && last.position >= read.position) return false;
          await transaction.deleteFrom('conversation_reads').where('conversation', '=', conversation).execute();
          await transaction
            .insertInto('conversation_reads')
            .values({ conversation, message, at: at.toISOString() })
            .execute();
          return true;
        }),
      ),
  };
}

function officersMessage(db: Kysely<Tables>, conversation: string, id: string) {
  return db
    .selectFrom('messages')
    .select('position')
    .where('conversation', '=', conversation)
    .where('id', '=', id)
    .where('author', '=', 'officer')
    .executeTakeFirst();
}
