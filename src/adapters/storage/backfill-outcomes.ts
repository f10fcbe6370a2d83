import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { isPostgres } from './is-postgres.ts';
import type { Tables } from './tables.ts';

/** Part of step 0002: counts the answers that are kept already. Run again, it adds nothing. */
export async function backfillOutcomes(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) await inProgram(db as Kysely<Tables>);
  else await inSqlite(db);
}

/** Only for a database that was restored at that age, so row by row is fast enough. */
async function inProgram(db: Kysely<Tables>): Promise<void> {
  const rows = await db
    .selectFrom('messages')
    .select(['conversation', 'position', 'at', 'answer'])
    .where('author', '=', 'bot')
    .where('answer', 'is not', null)
    .execute();
  for (const { answer, ...place } of rows) {
    const { status, language, citations } = storedSchema.parse(JSON.parse(answer ?? ''));
    const articles = JSON.stringify([...new Set(citations.map(({ article }) => article))]);
    await db
      .insertInto('answer_outcomes')
      .values({ ...place, status, language, articles })
      .onConflict((conflict) => conflict.columns(['conversation', 'position']).doNothing())
      .execute();
  }
}

const storedSchema = z.object({
  status: z.string(),
  language: z.string(),
  citations: z.array(z.object({ article: z.string() })),
});

async function inSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert or ignore into answer_outcomes (conversation, position, at, status, language, articles)
    select conversation, position, at, json_extract(answer, '$.status'), json_extract(answer, '$.language'),
      (select json_group_array(distinct json_extract(citation.value, '$.article'))
        from json_each(answer, '$.citations') as citation)
    from messages where author = 'bot' and answer is not null`.execute(db);
}
