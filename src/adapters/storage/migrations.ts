import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { addAssignment } from './add-assignment.ts';
import { addOfficerAbsence } from './add-officer-absence.ts';
import { addWantsHandoff } from './add-wants-handoff.ts';
import { backfillOutcomes } from './backfill-outcomes.ts';
import { createAttachmentsTables } from './create-attachments-tables.ts';
import { createCursorsTable } from './create-cursors-table.ts';
import { createExternalIdentities } from './create-external-identities.ts';
import { createFeedbackTable } from './create-feedback-table.ts';
import { createFollowingTables } from './create-following-tables.ts';
import { createMentionsTables } from './create-mentions-tables.ts';
import { createMessengerTables } from './create-messenger-tables.ts';
import { createMovesTables } from './create-moves-tables.ts';
import { createOfficersTable } from './create-officers-table.ts';
import { createTickets } from './create-tickets-tables.ts';
import { createTokens } from './create-tokens-table.ts';
import { refoldCompanies } from './refold-companies.ts';

/** In code, so that they are type-stripped with everything else. A released migration is never edited. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '0001_conversations': { up: createFirstTables } satisfies Migration,
      '0002_outcomes': { up: createOutcomes } satisfies Migration,
      '0003_accounts': { up: createAccounts } satisfies Migration,
      '0004_tickets': { up: createTickets } satisfies Migration,
      '0005_officers': { up: createOfficersTable } satisfies Migration,
      '0006_feedback': { up: createFeedbackTable } satisfies Migration,
      '0007_oidc': { up: createExternalIdentities } satisfies Migration,
      '0008_mentions': { up: createMentionsTables } satisfies Migration,
      '0009_assignment': { up: addAssignment } satisfies Migration,
      '0010_messengers': { up: createMessengerTables } satisfies Migration,
      '0011_cursors': { up: createCursorsTable } satisfies Migration,
      '0012_company_keys': { up: refoldCompanies } satisfies Migration,
      '0013_references': { up: addWantsHandoff } satisfies Migration,
      '0014_tokens': { up: createTokens } satisfies Migration,
      '0015_moves': { up: createMovesTables } satisfies Migration,
      '0016_following': { up: createFollowingTables } satisfies Migration,
      '0017_attachments': { up: createAttachmentsTables } satisfies Migration,
      '0017_officer_absence': { up: addOfficerAbsence } satisfies Migration,
    }),
};

/** `ifNotExists` because earlier releases ran DDL outside a transaction: a killed first start must be repeatable. */
async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('messages')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addPrimaryKeyConstraint('messages_by_position', ['conversation', 'position'])
    .addUniqueConstraint('messages_by_id', ['conversation', 'id'])
    .execute();
  await db.schema
    .createTable('direct_line_conversations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('activities')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('runs_left', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_by_sequence', ['conversation', 'sequence'])
    .addUniqueConstraint('activities_by_id', ['conversation', 'id'])
    .execute();
  await db.schema
    .createIndex('activities_to_run')
    .ifNotExists()
    .on('activities')
    .column('runs_left')
    .where('runs_left', '>', 0)
    .execute();
}

/** Answers that are kept already are counted too. */
async function createOutcomes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answer_outcomes')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('articles', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_outcomes_by_position', ['conversation', 'position'])
    .execute();
  await db.schema.createIndex('answer_outcomes_by_time').ifNotExists().on('answer_outcomes').column('at').execute();
  await backfillOutcomes(db);
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('must_change_password', 'integer', (column) => column.notNull())
    .addColumn('totp_secret', 'text')
    .addColumn('totp_last_step', 'integer', (column) => column.notNull())
    .addColumn('recovery_hashes', 'text', (column) => column.notNull())
    .addColumn('is_disabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('account_sessions')
    .ifNotExists()
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('account_events')
    .ifNotExists()
    .addColumn('sequence', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute();
}
