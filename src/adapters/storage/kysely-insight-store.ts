import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ANSWER_STATUSES } from '../../domain/answer.ts';
import type { InsightStore, UnansweredQuestion } from '../../insights/insight-store.ts';
import { guardStorage } from './guard-storage.ts';
import { parseStoredAnswer } from './stored-answer.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(ANSWER_STATUSES);
const articlesSchema = z.array(z.string());

/** Counts over the kept conversations, in any database Kysely speaks to. */
export function createKyselyInsightStore(db: Kysely<Tables>): InsightStore {
  return {
    citedSince: (since) =>
      guardStorage('count citations', async () => {
        const rows = await db
          .selectFrom('answer_outcomes')
          .select((eb) => ['articles', eb.fn.countAll<number>().as('answers')])
          .where('at', '>=', since.toISOString())
          .groupBy('articles')
          .execute();
        const counts = new Map<string, number>();
        for (const { articles, answers } of rows)
          for (const article of articlesSchema.parse(JSON.parse(articles)))
            counts.set(article, (counts.get(article) ?? 0) + answers);
        return counts;
      }),
    unansweredSince: (since, limit) =>
      guardStorage('read unanswered questions', async () => {
        const rows = await db
          .selectFrom('answer_outcomes as outcome')
          .innerJoin('messages', (join) =>
            join
              .onRef('messages.conversation', '=', 'outcome.conversation')
              .onRef('messages.position', '=', 'outcome.position'),
          )
          .select(['outcome.at', 'messages.answer'])
          .where('outcome.at', '>=', since.toISOString())
          .where((eb) => eb.or([eb('status', '=', 'clarification'), eb('status', 'like', 'unanswerable%')]))
          .orderBy('outcome.at', 'desc')
          .limit(limit)
          .execute();
        return rows.flatMap(({ at, answer }) => (answer === null ? [] : [questionOf(at, answer)]));
      }),
    activitySince: (since) =>
      guardStorage('count answers', async () => {
        const ofThatTime = db.selectFrom('answer_outcomes').where('at', '>=', since.toISOString());
        const [statuses, chats] = await Promise.all([
          ofThatTime
            .select((eb) => ['status', eb.fn.countAll<number>().as('answers')])
            .groupBy('status')
            .execute(),
          ofThatTime.select((eb) => eb.fn.count<number>('conversation').distinct().as('count')).executeTakeFirst(),
        ]);
        const outcomes = new Map(statuses.map(({ status, answers }) => [statusSchema.parse(status), answers]));
        return { chats: chats?.count ?? 0, outcomes };
      }),
  };
}

function questionOf(at: string, json: string): UnansweredQuestion {
  const { status, language, question, evidence } = parseStoredAnswer(json);
  const article = evidence.articles[0]?.article ?? null;
  const passage = [...evidence.accepted, ...evidence.rejected].find((scored) =>
    scored.passage.startsWith(`${article ?? ''}/`),
  );
  return {
    at,
    language,
    status,
    question: question.standalone,
    article,
    section: passage?.passage.split('#').at(-1) ?? null,
  };
}
