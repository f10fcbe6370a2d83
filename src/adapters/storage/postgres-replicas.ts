import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { IsWatching, News, Replicas } from '../../domain/replicas.ts';
import { askWatching } from './ask-watching.ts';
import { guardStorage } from './guard-storage.ts';
import { postgresConnection } from './open-postgres.ts';
import type { Tables } from './tables.ts';

/** Tells the other processes, when the transaction is committed. */
export type Announce = (transaction: Kysely<Tables>, news: News) => Promise<void>;

export interface PostgresReplicas extends Replicas {
  readonly announce: Announce;
  close(): Promise<void>;
}

const CHANNEL = 'goglobal_news';
/** Held shared by every process that serves; whoever gets it for itself is alone. */
const SERVING_LOCK = 7_246_336;
const RECONNECT_MS = 1000;

const newsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), conversation: z.string() }),
  z.object({ kind: z.literal('case'), ticket: z.string() }),
  z.object({ kind: z.literal('mentioned'), accounts: z.array(z.string()).readonly() }),
  z.object({ kind: z.enum(['visitor-typing', 'visitor-read']), ticket: z.string() }),
  z.object({ kind: z.literal('officer-typing'), place: z.string() }),
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('missed') }),
]);
const watcherSchema = z.object({ page: z.enum(['chat', 'console']), id: z.string() });
/** News, a question to all, and the answer of those of whom it is true. */
const noticeSchema = z.object({
  from: z.string(),
  news: newsSchema.optional(),
  asks: watcherSchema.optional(),
  has: watcherSchema.optional(),
});

/**
 * Processes on one PostgreSQL, through a connection that each keeps open: LISTEN and NOTIFY for news, an advisory lock
 * for who is there. The lock ends with its connection, so a killed process is gone at once, and nothing needs a heartbeat.
 */
export function createPostgresReplicas(url: string): PostgresReplicas {
  const self = crypto.randomUUID();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  const say = async (what: Omit<z.input<typeof noticeSchema>, 'from'>): Promise<void> => {
    await client?.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: self, ...what })]);
  };
  const watching = askWatching((who) => (client === undefined ? null : say({ asks: who })));

  async function connect(hear: (news: News) => void, isWatching: IsWatching): Promise<boolean> {
    const next = new pg.Client(postgresConnection(url, { isPatient: true }));
    const lost = () => {
      if (client !== next) return;
      client = undefined;
      reconnectLater(hear, isWatching);
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', ({ payload = '' }) => {
      const notice = noticeOf(payload);
      if (notice === undefined || notice.from === self) return;
      const { news, asks, has } = notice;
      if (news !== undefined) hear(news);
      // Whoever asked takes silence for no.
      if (asks !== undefined && isWatching(asks)) say({ has: asks }).catch(() => undefined);
      if (has !== undefined) watching.hear(has);
    });
    try {
      await next.connect();
      const isAlone = await takeServingLock(next);
      await next.query(`listen ${CHANNEL}`);
      client = next;
      return isAlone;
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
  }

  function reconnectLater(hear: (news: News) => void, isWatching: IsWatching): void {
    if (isClosed) return;
    retry = setTimeout(() => {
      connect(hear, isWatching).then(
        () => hear({ kind: 'missed' }),
        () => reconnectLater(hear, isWatching),
      );
    }, RECONNECT_MS);
    retry.unref();
  }

  return {
    join: (hear, isWatching) =>
      guardStorage('join those who serve it', async () => ({ isAlone: await connect(hear, isWatching) })),
    isWatchingElsewhere: (who) => watching.ask(who),
    tell: (news) => void say({ news }).catch(() => undefined),
    announce: async (transaction, news) => {
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ from: self, news })})`.execute(transaction);
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}

/** Whether nobody else held it. For a moment it is held alone, which makes others that start now wait. */
async function takeServingLock(client: pg.Client): Promise<boolean> {
  const tried = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [SERVING_LOCK]);
  const isAlone = tried.rows[0]?.got === true;
  await client.query('select pg_advisory_lock_shared($1)', [SERVING_LOCK]);
  if (isAlone) await client.query('select pg_advisory_unlock($1)', [SERVING_LOCK]);
  return isAlone;
}

/** Whether a process serves this database now; within the transaction nobody can begin to. */
export async function isServed(transaction: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${SERVING_LOCK}) as got`.execute(
    transaction,
  );
  return rows[0]?.got !== true;
}

/** undefined: somebody else uses the channel. */
function noticeOf(payload: string): z.infer<typeof noticeSchema> | undefined {
  try {
    return noticeSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
