import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { OUTBOX_KINDS, OUTBOX_STATES, type OutboxKind, type StoredOutboxEntry } from '../../domain/outbox.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import { guardStorage } from './guard-storage.ts';
import { isPostgres } from './is-postgres.ts';
import type { OutboxTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';
import { writeOutboxEntries } from './write-outbox-entries.ts';

const kindSchema = z.enum(OUTBOX_KINDS);
const stateSchema = z.enum(OUTBOX_STATES);

/**
 * Of what has arrived only the id, the kind and the times stay, so that it is not sent twice: addresses and words were
 * for the way.
 */
const EMPTIED = { payload: '{}', lane: '' } as const;

/** The outbox in any database Kysely speaks to. */
export function createKyselyOutboxStore(db: Kysely<Tables>, write: WriteBatch, clock: Clock): OutboxStore {
  return {
    add: (entries) =>
      guardStorage('add to the outbox', () =>
        write((transaction) => writeOutboxEntries(transaction, entries, clock().toISOString())),
      ),
    take: (kind, now, leaseUntil, limit, held = []) =>
      guardStorage('take from the outbox', () =>
        // The poll of every process must not wait for the writers: PostgreSQL locks just the rows that are taken.
        isPostgres(db)
          ? db.transaction().execute((transaction) => lease(transaction, kind, { now, leaseUntil, limit, held }))
          : write((transaction) => lease(transaction, kind, { now, leaseUntil, limit, held })),
      ),
    releaseLeases: (mostAttempts) =>
      guardStorage('release the outbox', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('outbox')
            .set({ leased_until: null })
            .where('state', '=', 'waiting')
            .where('leased_until', 'is not', null)
            .where('attempts', '<=', mostAttempts)
            .execute();
        }),
      ),
    settle: (id, at) =>
      guardStorage('settle an entry of the outbox', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('outbox')
            .set({ state: 'sent', sent_at: at.toISOString(), leased_until: null })
            .where('id', '=', id)
            .where('state', '!=', 'sent')
            .execute();
          await transaction
            .updateTable('outbox')
            .set(EMPTIED)
            .where('id', '=', id)
            // A messaging app may say later that it could not deliver what it took; then it goes out again (`returned`).
            .where('kind', '!=', 'messenger')
            .execute();
        }),
      ),
    fail: (id, error, retryAt) =>
      guardStorage('keep a failure of the outbox', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('outbox')
            .set({
              last_error: error,
              leased_until: null,
              ...(retryAt === null ? { state: 'dead' } : { due_at: retryAt.toISOString() }),
            })
            .where('id', '=', id)
            // Another worker, after the lease ran out, may have brought it there meanwhile.
            .where('state', '=', 'waiting')
            .execute();
        }),
      ),
    returned: (id, error) =>
      guardStorage('keep that an entry of the outbox came back', () =>
        write(async (transaction) => {
          const row = await transaction
            .updateTable('outbox')
            .set({ state: 'dead', last_error: error, leased_until: null })
            .where('id', '=', id)
            .returning('payload')
            .executeTakeFirst();
          return row && (JSON.parse(row.payload) as unknown);
        }),
      ),
    troubled: (limit) => guardStorage('read the outbox', () => selectTroubled(db, limit)),
    replay: (id, at) =>
      guardStorage('replay an entry of the outbox', () =>
        write(async (transaction) => {
          const replayed = await transaction
            .updateTable('outbox')
            .set({ state: 'waiting', due_at: at.toISOString(), attempts: 0 })
            .where('id', '=', id)
            .where('state', '=', 'dead')
            .returning('id')
            .execute();
          return replayed.length > 0;
        }),
      ),
    replayAll: (kind, at) =>
      guardStorage('replay the outbox', () =>
        write(async (transaction) => {
          const replayed = await transaction
            .updateTable('outbox')
            .set({ state: 'waiting', due_at: at.toISOString(), attempts: 0 })
            .where('kind', '=', kind)
            .where('state', '=', 'dead')
            .executeTakeFirst();
          return Number(replayed.numUpdatedRows);
        }),
      ),
    countTroubled: () => guardStorage('count the outbox', () => countTroubled(db)),
    purge: (before) =>
      guardStorage('delete from the outbox', () =>
        write(async (transaction) => {
          const deleted = await transaction
            .deleteFrom('outbox')
            .where('state', '=', 'sent')
            .where('sent_at', '<', before.toISOString())
            .executeTakeFirst();
          return Number(deleted.numDeletedRows);
        }),
      ),
  };
}

async function lease(
  db: Kysely<Tables>,
  kind: OutboxKind,
  {
    now,
    leaseUntil,
    limit,
    held,
  }: { readonly now: Date; readonly leaseUntil: Date; readonly limit: number; readonly held: readonly string[] },
): Promise<readonly StoredOutboxEntry[]> {
  const at = now.toISOString();
  const rows = await db
    .selectFrom('outbox as entry')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('kind', '=', kind)
    .where('due_at', '<=', at)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at)]))
    .$if(held.length > 0, (query) => query.where('id', 'not in', held))
    // Whatever holds the oldest entry of a lane up, a lease or a failure, holds up the lane.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.position')
            .whereRef('earlier.lane', '=', 'entry.lane')
            .where('earlier.state', '=', 'waiting')
            .whereRef('earlier.position', '<', 'entry.position'),
        ),
      ),
    )
    .orderBy('position')
    .limit(limit)
    // What another process is taking at this moment is passed over, and with it, by the rule above, its lane.
    .$if(isPostgres(db), (query) => query.forUpdate('entry').skipLocked())
    .execute();
  if (rows.length === 0) return [];
  await db
    .updateTable('outbox')
    .set((eb) => ({ leased_until: leaseUntil.toISOString(), attempts: eb('attempts', '+', 1) }))
    .where(
      'position',
      'in',
      rows.map(({ position }) => position),
    )
    .execute();
  return rows.map((row) => entryOf({ ...row, attempts: row.attempts + 1 }));
}

/** Dead, or failed and waiting for its next attempt. */
const IS_TROUBLED = (eb: ExpressionBuilder<Tables, 'outbox'>) =>
  eb.or([eb('state', '=', 'dead'), eb.and([eb('state', '=', 'waiting'), eb('last_error', 'is not', null)])]);

async function countTroubled(db: Kysely<Tables>): ReturnType<OutboxStore['countTroubled']> {
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number | string>().as('entries')])
    .where(IS_TROUBLED)
    .groupBy('state')
    .execute();
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.entries ?? 0);
  return { dead: count('dead'), waiting: count('waiting') };
}

async function selectTroubled(db: Kysely<Tables>, limit: number): Promise<readonly StoredOutboxEntry[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where(IS_TROUBLED)
    // "dead" comes before "waiting" in the alphabet too.
    .orderBy('state')
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

function entryOf(row: Selectable<OutboxTable>): StoredOutboxEntry {
  const payload: unknown = JSON.parse(row.payload);
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    lane: row.lane,
    payload,
    dueAt: row.due_at,
    state: stateSchema.parse(row.state),
    attempts: row.attempts,
    lastError: row.last_error,
    writtenAt: row.written_at,
    sentAt: row.sent_at,
  };
}
