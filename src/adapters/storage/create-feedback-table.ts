import type { Kysely } from 'kysely';

/** Step 0006: what visitors say of answers, one row per answer. */
export async function createFeedbackTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answer_feedback')
    .ifNotExists()
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('answer_feedback_by_position', ['conversation', 'position'])
    .execute();
  await db.schema.createIndex('answer_feedback_by_time').ifNotExists().on('answer_feedback').column('at').execute();
}
