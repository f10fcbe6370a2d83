import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { ActivityLog } from '../../channels/direct-line/activity-log.ts';
import type { AccountStore } from '../../console/accounts/account-store.ts';
import type { MentionStore } from '../../console/cases/mention-store.ts';
import type { OfficerStore } from '../../console/cases/officer-store.ts';
import type { ReadingStore } from '../../console/cases/reading-store.ts';
import type { Clock } from '../../domain/clock.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { InsightStore } from '../../insights/insight-store.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { ConversationStore } from '../../turn/conversation-store.ts';
import { guardStorage } from './guard-storage.ts';
import { createKyselyAccountStore } from './kysely-account-store.ts';
import { createKyselyActivityLog } from './kysely-activity-log.ts';
import { createKyselyConversationStore } from './kysely-conversation-store.ts';
import { createKyselyInsightStore } from './kysely-insight-store.ts';
import { createKyselyMentionStore } from './kysely-mention-store.ts';
import { createKyselyOfficerStore } from './kysely-officer-store.ts';
import { createKyselyOutboxStore } from './kysely-outbox-store.ts';
import { createKyselyReadingStore } from './kysely-reading-store.ts';
import { createKyselyTicketStore } from './kysely-ticket-store.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { purgeConversations } from './purge-conversations.ts';
import { createWriteBatch } from './write-batch.ts';

export interface Storage {
  readonly conversations: ConversationStore;
  readonly activities: ActivityLog;
  readonly accounts: AccountStore;
  readonly insights: InsightStore;
  readonly tickets: TicketStore;
  readonly officers: OfficerStore;
  readonly mentions: MentionStore;
  readonly readings: ReadingStore;
  readonly outbox: OutboxStore;
  /** Rejects with OutageError "storage_unavailable" when nothing could be written now. */
  check(): Promise<void>;
  /** Deletes conversations in which nothing was said since this instant; returns how many. */
  purge(before: Date): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens (or makes) the SQLite database in `dataDir` and brings its tables up to date.
 * Rejects with OutageError "storage_unavailable" when the folder cannot be written.
 */
export async function createStorage(options: { dataDir: string; clock?: Clock }): Promise<Storage> {
  const clock = options.clock ?? (() => new Date());
  return guardStorage(`open its database in ${options.dataDir}`, async () => {
    await mkdir(options.dataDir, { recursive: true });
    const db = openDatabase(join(options.dataDir, 'goglobal.sqlite'));
    const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
    if (error !== undefined) throw new Error('a migration failed', { cause: error });
    const write = createWriteBatch(db);
    return {
      conversations: createKyselyConversationStore(db, write),
      activities: createKyselyActivityLog(db, write, clock),
      accounts: createKyselyAccountStore(db, write),
      insights: createKyselyInsightStore(db, write, clock),
      tickets: createKyselyTicketStore(db, write),
      officers: createKyselyOfficerStore(db, write),
      mentions: createKyselyMentionStore(db, write),
      readings: createKyselyReadingStore(db, write),
      outbox: createKyselyOutboxStore(db, write, clock),
      check: () =>
        guardStorage('answer', async () => {
          // An empty write takes the lock that a real one would need; nothing is stored.
          await write((transaction) =>
            sql`update conversations set version = version where id = ''`.execute(transaction),
          );
        }),
      purge: (before) => guardStorage('delete old conversations', () => purgeConversations(db, before.toISOString())),
      close: () => db.destroy(),
    };
  });
}
