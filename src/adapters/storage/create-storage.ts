import { mkdir } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import type { ActivityLog } from '../../channels/direct-line/activity-log.ts';
import type { AddressStore } from '../../channels/messenger/address-store.ts';
import type { CursorStore } from '../../channels/messenger/cursor-store.ts';
import type { TokenStore } from '../../channels/messenger/token-store.ts';
import type { AccountStore } from '../../console/accounts/account-store.ts';
import type { MentionStore } from '../../console/cases/mention-store.ts';
import type { OfficerStore } from '../../console/cases/officer-store.ts';
import type { ReadingStore } from '../../console/cases/reading-store.ts';
import type { AttachmentStore } from '../../domain/attachment.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Replicas } from '../../domain/replicas.ts';
import type { FollowingStore } from '../../following/following-store.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { InsightStore } from '../../insights/insight-store.ts';
import type { MoveStore } from '../../moves/move-store.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { ConversationStore } from '../../turn/conversation-store.ts';
import { guardStorage } from './guard-storage.ts';
import { createKyselyAccountStore } from './kysely-account-store.ts';
import { createKyselyActivityLog } from './kysely-activity-log.ts';
import { createKyselyAddressStore } from './kysely-address-store.ts';
import { createKyselyAttachmentStore } from './kysely-attachment-store.ts';
import { createKyselyConversationStore } from './kysely-conversation-store.ts';
import { createKyselyCursorStore } from './kysely-cursor-store.ts';
import { createKyselyFollowingStore } from './kysely-following-store.ts';
import { createKyselyInsightStore } from './kysely-insight-store.ts';
import { createKyselyMentionStore } from './kysely-mention-store.ts';
import { createKyselyMoveStore } from './kysely-move-store.ts';
import { createKyselyOfficerStore } from './kysely-officer-store.ts';
import { createKyselyOutboxStore } from './kysely-outbox-store.ts';
import { createKyselyReadingStore } from './kysely-reading-store.ts';
import { createKyselyTicketStore } from './kysely-ticket-store.ts';
import { createKyselyTokenStore } from './kysely-token-store.ts';
import { migrate } from './migrate.ts';
import { openDatabase, sqliteFileIn } from './open-database.ts';
import type { Announce } from './postgres-replicas.ts';
import { purgeConversations } from './purge-conversations.ts';
import type { Tables } from './tables.ts';
import { createWriteBatch } from './write-batch.ts';

export interface Storage {
  readonly conversations: ConversationStore;
  readonly activities: ActivityLog;
  readonly accounts: AccountStore;
  readonly insights: InsightStore;
  readonly tickets: TicketStore;
  readonly officers: OfficerStore;
  readonly attachments: AttachmentStore;
  readonly mentions: MentionStore;
  readonly readings: ReadingStore;
  readonly outbox: OutboxStore;
  readonly addresses: AddressStore;
  readonly cursors: CursorStore;
  readonly tokens: TokenStore;
  readonly moves: MoveStore;
  readonly following: FollowingStore;
  readonly replicas: Replicas;
  /** Rejects with OutageError "storage_unavailable" when nothing could be written now. */
  check(): Promise<void>;
  /** Deletes conversations in which nothing was said since this instant; returns how many. */
  purge(before: Date): Promise<number>;
  close(): Promise<void>;
}

export interface StorageOptions {
  /** Of SQLite's file; made when it is missing. */
  readonly dataDir: string;
  /** postgres://… of the database that takes its place. */
  readonly databaseUrl?: string | undefined;
  readonly clock?: Clock;
}

/**
 * Opens PostgreSQL at `databaseUrl`, else (or makes) the SQLite database in `dataDir`, and brings its tables up to date.
 * Rejects with OutageError "storage_unavailable" when it cannot be reached or written.
 */
export async function createStorage({ dataDir, databaseUrl, clock = now }: StorageOptions): Promise<Storage> {
  if (databaseUrl === undefined)
    return guardStorage(`open its database in ${dataDir}`, async () => {
      await mkdir(dataDir, { recursive: true });
      const db = openDatabase(sqliteFileIn(dataDir));
      await migrate(db);
      return storageOver(db, { clock, replicas: ALONE, announce: nobodyHears, closeReplicas: noReplicas });
    });
  // Without the address: it holds a password.
  return guardStorage('open its PostgreSQL database', async () => {
    const [{ openPostgres }, { createPostgresReplicas }] = await Promise.all([
      import('./open-postgres.ts'),
      import('./postgres-replicas.ts'),
    ]);
    const patient = openPostgres(databaseUrl, { isPatient: true });
    try {
      // So that a server that is not there is named as the cause, not the migration.
      await sql`select 1`.execute(patient);
      await migrate(patient);
    } finally {
      await patient.destroy();
    }
    const db = openPostgres(databaseUrl, { isPatient: false });
    // Kysely closes for good only what was used.
    await sql`select 1`.execute(db);
    const replicas = createPostgresReplicas(databaseUrl);
    return storageOver(db, {
      clock,
      replicas,
      announce: replicas.announce,
      closeReplicas: () => replicas.close(),
    });
  });
}

const now: Clock = () => new Date();
/** One process serves one SQLite file. */
const ALONE: Replicas = {
  join: () => Promise.resolve({ isAlone: true }),
  isWatchingElsewhere: () => Promise.resolve(false),
  tell: () => undefined,
};
const nobodyHears: Announce = () => Promise.resolve();
const noReplicas = () => Promise.resolve();

interface Surroundings {
  readonly clock: Clock;
  readonly replicas: Replicas;
  readonly announce: Announce;
  readonly closeReplicas: () => Promise<void>;
}

function storageOver(db: Kysely<Tables>, { clock, replicas, announce, closeReplicas }: Surroundings): Storage {
  const write = createWriteBatch(db);
  return {
    conversations: createKyselyConversationStore(db, write),
    activities: createKyselyActivityLog(db, write, clock, announce),
    accounts: createKyselyAccountStore(db, write),
    insights: createKyselyInsightStore(db, write, clock),
    tickets: createKyselyTicketStore(db, write, announce),
    officers: createKyselyOfficerStore(db, write),
    attachments: createKyselyAttachmentStore(db, write),
    mentions: createKyselyMentionStore(db, write),
    readings: createKyselyReadingStore(db, write),
    outbox: createKyselyOutboxStore(db, write, clock),
    addresses: createKyselyAddressStore(db, write, clock),
    cursors: createKyselyCursorStore(db, write),
    tokens: createKyselyTokenStore(db, write),
    moves: createKyselyMoveStore(db, write, announce),
    following: createKyselyFollowingStore(db, write),
    replicas,
    check: () =>
      guardStorage('answer', async () => {
        // An empty write takes the lock that a real one would need; nothing is stored.
        await write((transaction) =>
          sql`update conversations set version = version where id = ''`.execute(transaction),
        );
      }),
    purge: (before) =>
      guardStorage('delete old conversations', () =>
        write((transaction) => purgeConversations(transaction, before.toISOString())),
      ),
    close: async () => {
      await closeReplicas();
      await db.destroy();
    },
  };
}
