import type { Kysely } from 'kysely';

/** Step 0016: who follows what, what they were told, and announcements. */
export async function createFollowingTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('followers')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull().unique())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('way', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('asked_email', 'text')
    .addColumn('code_hash', 'text')
    .addColumn('token_hash', 'text')
    .addColumn('code_expires_at', 'text')
    .addColumn('code_failures', 'integer', (column) => column.notNull())
    .addColumn('codes_asked', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('follows')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('follower', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('wording', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .execute();
  await db.schema.createIndex('follows_by_follower').ifNotExists().on('follows').column('follower').execute();
  await db.schema.createIndex('follows_by_target').ifNotExists().on('follows').columns(['kind', 'target']).execute();
  await db.schema
    .createTable('followed_facts')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('told_on', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('follow_news')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('provinces', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('follow_deliveries')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('news', 'text', (column) => column.notNull())
    .addColumn('follower', 'text', (column) => column.notNull())
    // Digest of the confirmed address, so that two conversations of one address get one message.
    .addColumn('address', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('via', 'text')
    .addColumn('settled_at', 'text')
    .addUniqueConstraint('follow_deliveries_once', ['follower', 'news'])
    .addUniqueConstraint('follow_deliveries_once_per_address', ['address', 'news'])
    .execute();
  await db.schema
    .createIndex('follow_deliveries_by_news')
    .ifNotExists()
    .on('follow_deliveries')
    .column('news')
    .execute();
  await db.schema
    .createTable('announcements')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('texts', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('announcement_events')
    .ifNotExists()
    .addColumn('announcement', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('texts', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('announcement_events_by_version', ['announcement', 'version'])
    .execute();
}
