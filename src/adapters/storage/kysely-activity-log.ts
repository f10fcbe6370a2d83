import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Activity, ActivityLog, AppendOptions, LoggedActivity } from '../../channels/direct-line/activity-log.ts';
import type { Clock } from '../../domain/clock.ts';
import { isLanguage } from '../../domain/language.ts';
import { guardStorage } from './guard-storage.ts';
import { prepareIsOwned } from './is-owned.ts';
import { LAST_INSTANT } from './last-instant.ts';
import type { Announce } from './postgres-replicas.ts';
import { prepareQuery } from './prepare-query.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

const storedActivity = z.looseObject({ id: z.string(), type: z.string(), timestamp: z.string() });

/** The Direct Line log in any database Kysely speaks to. */
export function createKyselyActivityLog(
  db: Kysely<Tables>,
  write: WriteBatch,
  clock: Clock,
  announce: Announce,
): ActivityLog {
  const queries = prepareQueries(db);
  const isOwned = prepareIsOwned(db);

  async function append(
    transaction: Kysely<Tables>,
    conversation: string,
    activities: readonly Activity[],
    options: AppendOptions,
  ): Promise<readonly LoggedActivity[]> {
    const isSilenced = options.isFromBot === true && (await isOwned(transaction, conversation));
    const [last] = await queries.last(transaction, { conversation });
    let sequence = last?.sequence ?? 0;
    let atMs = last === undefined ? 0 : Date.parse(last.at);
    const added: LoggedActivity[] = [];
    for (const activity of isSilenced ? [] : activities) {
      const at = new Date(Math.max(clock().getTime(), atMs + 1));
      const stamped = { ...activity, timestamp: at.toISOString() };
      const inserted = await queries.insert(transaction, {
        conversation,
        sequence: sequence + 1,
        id: activity.id,
        at: stamped.timestamp,
        body: JSON.stringify(stamped),
        // Once more than it is run: the last time it is handed out, it is given up.
        runsLeft: options.reruns === undefined || options.reruns === 0 ? 0 : options.reruns + 2,
      });
      if (inserted.length === 0) continue;
      sequence += 1;
      atMs = at.getTime();
      added.push({ sequence, activity: stamped });
    }
    if (added.length > 0) await announce(transaction, { kind: 'said', conversation });
    if (options.settles !== undefined) await queries.settle(transaction, { conversation, id: options.settles });
    return added;
  }

  return {
    create: ({ id, userId, language }) =>
      guardStorage('open a conversation', async () => {
        await write((transaction) =>
          queries.create(transaction, { id, userId, language, createdAt: clock().toISOString() }),
        );
      }),
    find: (conversation) =>
      guardStorage('find a conversation', async () => {
        const [row] = await queries.find(db, { id: conversation });
        if (row === undefined) return undefined;
        const language = isLanguage(row.language) ? row.language : null;
        const wantsHandoff = row.wants_handoff === 1;
        return {
          id: conversation,
          userId: row.user_id,
          language,
          wantsHandoff,
          lastSequence: row.sequence ?? 0,
          lastActiveAt: row.last_at ?? row.created_at,
        };
      }),
    wantHandoff: (conversation) =>
      guardStorage('note a client that follows hand-offs', async () => {
        await write((transaction) => queries.wantHandoff(transaction, { conversation }));
      }),
    append: (conversation, activities, options = {}) =>
      guardStorage('log activities', () =>
        write((transaction) => append(transaction, conversation, activities, options)),
      ),
    since: (conversation, watermark) =>
      guardStorage('read activities', async () => {
        const rows = await queries.since(db, { conversation, watermark });
        return rows.map(({ sequence, body }) => ({ sequence, activity: storedActivity.parse(JSON.parse(body)) }));
      }),
    settle: (conversation, id) =>
      guardStorage('settle a message', async () => {
        await write((transaction) => queries.settle(transaction, { conversation, id }));
      }),
    takeUnhandled: (saidBefore) =>
      guardStorage('read unhandled messages', async () => {
        const rows = await write((transaction) =>
          queries.takeUnhandled(transaction, { saidBefore: saidBefore?.toISOString() ?? LAST_INSTANT }),
        );
        return rows
          .sort((one, other) => one.at.localeCompare(other.at))
          .map(({ conversation, sequence, body, runs_left }) => ({
            conversation,
            mayRun: runs_left > 1,
            logged: { sequence, activity: storedActivity.parse(JSON.parse(body)) },
          }));
      }),
  };
}

function prepareQueries(db: Kysely<Tables>) {
  return {
    create: prepareQuery((place) =>
      db
        .insertInto('direct_line_conversations')
        .values({
          id: place.text('id'),
          user_id: place.text('userId'),
          language: place.text('language'),
          created_at: place.text('createdAt'),
        })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    find: prepareQuery((place) =>
      db
        .selectFrom('direct_line_conversations as conversation')
        .leftJoin('activities', 'activities.conversation', 'conversation.id')
        .select([
          'user_id',
          'language',
          'created_at',
          'wants_handoff',
          'activities.sequence',
          'activities.at as last_at',
        ])
        .where('conversation.id', '=', place.text('id'))
        .orderBy('activities.sequence', 'desc')
        .limit(1),
    ),
    wantHandoff: prepareQuery((place) =>
      db
        .updateTable('direct_line_conversations')
        .set({ wants_handoff: 1 })
        .where('id', '=', place.text('conversation')),
    ),
    last: prepareQuery((place) =>
      db
        .selectFrom('activities')
        .select(['sequence', 'at'])
        .where('conversation', '=', place.text('conversation'))
        .orderBy('sequence', 'desc')
        .limit(1),
    ),
    insert: prepareQuery((place) =>
      db
        .insertInto('activities')
        .values({
          conversation: place.text('conversation'),
          sequence: place.integer('sequence'),
          id: place.text('id'),
          at: place.text('at'),
          body: place.text('body'),
          runs_left: place.integer('runsLeft'),
        })
        .onConflict((conflict) => conflict.columns(['conversation', 'id']).doNothing())
        .returning('sequence'),
    ),
    since: prepareQuery((place) =>
      db
        .selectFrom('activities')
        .select(['sequence', 'body'])
        .where('conversation', '=', place.text('conversation'))
        .where('sequence', '>', place.integer('watermark'))
        .orderBy('sequence'),
    ),
    settle: prepareQuery((place) =>
      db
        .updateTable('activities')
        .set({ runs_left: 0 })
        .where('conversation', '=', place.text('conversation'))
        .where('id', '=', place.text('id'))
        .where('runs_left', '>', 0),
    ),
    takeUnhandled: prepareQuery((place) =>
      db
        .updateTable('activities')
        .set({ runs_left: sql<number>`case when runs_left > 1 then runs_left - 1 else 1 end` })
        .where('runs_left', '>', 0)
        .where('at', '<', place.text('saidBefore'))
        .returning(['conversation', 'sequence', 'at', 'body', 'runs_left']),
    ),
  };
}
