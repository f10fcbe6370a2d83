import type { Kysely } from 'kysely';
import type { FollowingStore } from '../../following/following-store.ts';
import { guardStorage } from './guard-storage.ts';
import { announcementEventOf, announcementOf } from './stored-following.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

type Announcements = Pick<FollowingStore, 'announcements' | 'announcement' | 'saveAnnouncement' | 'announcementEvents'>;

/** Announcements and what was done with them, in any database Kysely speaks to. */
export function keptAnnouncements(db: Kysely<Tables>, write: WriteBatch): Announcements {
  return {
    announcements: (limit) =>
      guardStorage('list announcements', async () => {
        const query = db.selectFrom('announcements').selectAll().orderBy('changed_at', 'desc').orderBy('id');
        return (await query.limit(limit).execute()).map(announcementOf);
      }),
    announcement: (id) =>
      guardStorage('find an announcement', async () => {
        const row = await db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst();
        return row && announcementOf(row);
      }),
    saveAnnouncement: (announcement, expectedVersion, event) =>
      guardStorage('save an announcement', () =>
        write(async (transaction) => {
          const { id, version } = announcement;
          const standing = await transaction
            .selectFrom('announcements')
            .select('version')
            .where('id', '=', id)
            .executeTakeFirst();
          if ((standing?.version ?? 0) !== expectedVersion) return false;
          const row = {
            id,
            state: announcement.state,
            version,
            texts: JSON.stringify(announcement.texts),
            audience: JSON.stringify(announcement.audience),
            author: announcement.author,
            author_name: announcement.authorName,
            created_at: announcement.createdAt,
            changed_at: announcement.changedAt,
            decided_by: announcement.decidedBy,
            reason: announcement.reason,
          };
          await transaction
            .insertInto('announcements')
            .values(row)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
            .execute();
          await transaction
            .insertInto('announcement_events')
            .values({
              announcement: id,
              version,
              at: event.at,
              actor: event.actor,
              what: event.what,
              reason: event.reason,
              texts: JSON.stringify(event.texts),
              audience: JSON.stringify(event.audience),
            })
            .execute();
          return true;
        }),
      ),
    announcementEvents: (id) =>
      guardStorage('read the events of an announcement', async () => {
        const query = db.selectFrom('announcement_events').selectAll().where('announcement', '=', id);
        return (await query.orderBy('version').execute()).map(announcementEventOf);
      }),
  };
}
