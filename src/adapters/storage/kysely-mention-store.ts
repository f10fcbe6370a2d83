import type { Kysely } from 'kysely';
import type { MentionStore } from '../../console/cases/mention-store.ts';
import { guardStorage } from './guard-storage.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

/** Mentions in any database Kysely speaks to; kysely-ticket-store.ts writes them with their notes. */
export function createKyselyMentionStore(db: Kysely<Tables>, write: WriteBatch): MentionStore {
  return {
    unread: (account, limit) =>
      guardStorage('read mentions', () =>
        db
          .selectFrom('mentions')
          .innerJoin('ticket_notes', 'ticket_notes.id', 'mentions.note')
          .select(['mentions.note', 'mentions.ticket', 'mentions.at', 'ticket_notes.author', 'ticket_notes.text'])
          .where('mentions.account', '=', account)
          .where('mentions.read_at', 'is', null)
          .orderBy('mentions.at', 'desc')
          .orderBy('mentions.note')
          .limit(limit)
          .execute(),
      ),
    read: (account, ticket, at) =>
      guardStorage('mark mentions as read', () =>
        write(async (transaction) => {
          const marked = await transaction
            .updateTable('mentions')
            .set({ read_at: at.toISOString() })
            .where('account', '=', account)
            .where('ticket', '=', ticket)
            .where('read_at', 'is', null)
            .executeTakeFirst();
          return Number(marked.numUpdatedRows);
        }),
      ),
  };
}
