import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ANSWER_STATUSES, type Answer } from '../../domain/answer.ts';
import type { Clock } from '../../domain/clock.ts';
import { FEEDBACK_REASONS, takesFeedback } from '../../domain/feedback.ts';
import type { FeedbackCounts, GapQuestion, InsightStore } from '../../insights/insight-store.ts';
import { guardStorage } from './guard-storage.ts';
import { parseStoredAnswer } from './stored-answer.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

const statusSchema = z.enum(ANSWER_STATUSES);
const articlesSchema = z.array(z.string());
const reasonSchema = z.enum(FEEDBACK_REASONS).nullable();

/** Counts over the kept conversations, and what visitors say of answers, in any database Kysely speaks to. */
export function createKyselyInsightStore(db: Kysely<Tables>, write: WriteBatch, clock: Clock): InsightStore {
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
    gapQuestionsSince: (since, limit) =>
      guardStorage('read questions without an answer that helped', async () => {
        const [unanswered, downVoted] = await Promise.all([
          selectUnanswered(db, since, limit),
          selectDownVoted(db, since, limit),
        ]);
        return [...unanswered, ...downVoted]
          .flatMap(questionOf)
          .sort((one, other) => other.at.localeCompare(one.at))
          .slice(0, limit);
      }),
    feedbackSince: (since) =>
      guardStorage('count feedback', async () => {
        const rows = await db
          .selectFrom('answer_feedback as feedback')
          .innerJoin('answer_outcomes as outcome', (join) =>
            join
              .onRef('outcome.conversation', '=', 'feedback.conversation')
              .onRef('outcome.position', '=', 'feedback.position'),
          )
          .select((eb) => ['outcome.articles', 'feedback.verdict', eb.fn.countAll<number>().as('answers')])
          .where('feedback.at', '>=', since.toISOString())
          .groupBy(['outcome.articles', 'feedback.verdict'])
          .execute();
        const counts = new Map<string, FeedbackCounts>();
        for (const { articles, verdict, answers } of rows) {
          for (const article of articlesSchema.parse(JSON.parse(articles))) {
            const { helpful, notHelpful } = counts.get(article) ?? { helpful: 0, notHelpful: 0 };
            const isHelpful = verdict === 'helpful';
            counts.set(article, {
              helpful: helpful + (isHelpful ? answers : 0),
              notHelpful: notHelpful + (isHelpful ? 0 : answers),
            });
          }
        }
        return counts;
      }),
    keepFeedback: ({ conversation, reply, feedback }) =>
      guardStorage('keep feedback', () =>
        write(async (transaction) => {
          const message = await transaction
            .selectFrom('messages')
            .select(['position', 'answer'])
            .where('conversation', '=', conversation)
            .where('id', '=', reply)
            .where('author', '=', 'bot')
            .executeTakeFirst();
          if (message === undefined || message.answer === null) return 'no-such-answer';
          if (!takesFeedback(parseStoredAnswer(message.answer))) return 'no-such-answer';
          const place = { conversation, position: message.position };
          if (feedback === null) {
            await transaction
              .deleteFrom('answer_feedback')
              .where('conversation', '=', conversation)
              .where('position', '=', message.position)
              .execute();
            return 'kept';
          }
          const said = {
            at: clock().toISOString(),
            verdict: feedback.verdict,
            reason: feedback.verdict === 'not-helpful' ? feedback.reason : null,
          };
          await transaction
            .insertInto('answer_feedback')
            .values({ ...place, ...said })
            .onConflict((conflict) => conflict.columns(['conversation', 'position']).doUpdateSet(said))
            .execute();
          return 'kept';
        }),
      ),
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

interface GapRow {
  readonly at: string;
  readonly answer: string | null;
  /** null when nothing was said of the answer. */
  readonly verdict: string | null;
  readonly reason: string | null;
}

function selectUnanswered(db: Kysely<Tables>, since: Date, limit: number): Promise<GapRow[]> {
  return db
    .selectFrom('answer_outcomes as outcome')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.conversation', '=', 'outcome.conversation')
        .onRef('messages.position', '=', 'outcome.position'),
    )
    .leftJoin('answer_feedback as feedback', (join) =>
      join
        .onRef('feedback.conversation', '=', 'outcome.conversation')
        .onRef('feedback.position', '=', 'outcome.position'),
    )
    .select(['outcome.at', 'messages.answer', 'feedback.verdict', 'feedback.reason'])
    .where('outcome.at', '>=', since.toISOString())
    .where((eb) => eb.or([eb('status', '=', 'clarification'), eb('status', 'like', 'unanswerable%')]))
    .orderBy('outcome.at', 'desc')
    .limit(limit)
    .execute();
}

/** Answers only: a clarification is among the unanswered with what was said of it. */
function selectDownVoted(db: Kysely<Tables>, since: Date, limit: number): Promise<GapRow[]> {
  return db
    .selectFrom('answer_feedback as feedback')
    .innerJoin('answer_outcomes as outcome', (join) =>
      join
        .onRef('outcome.conversation', '=', 'feedback.conversation')
        .onRef('outcome.position', '=', 'feedback.position'),
    )
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.conversation', '=', 'feedback.conversation')
        .onRef('messages.position', '=', 'feedback.position'),
    )
    .select(['outcome.at', 'messages.answer', 'feedback.verdict', 'feedback.reason'])
    .where('feedback.at', '>=', since.toISOString())
    .where('feedback.verdict', '=', 'not-helpful')
    .where('outcome.status', '=', 'answered')
    .orderBy('feedback.at', 'desc')
    .limit(limit)
    .execute();
}

function questionOf({ at, answer: json, verdict, reason }: GapRow): readonly GapQuestion[] {
  if (json === null) return [];
  const answer = parseStoredAnswer(json);
  const { status, language, question } = answer;
  const downVote = verdict === 'not-helpful' ? { reason: reasonSchema.parse(reason) } : null;
  return [{ at, language, status, question: question.standalone, ...nearestOf(answer), downVote }];
}

/** What was quoted comes first; without, what was nearest. */
function nearestOf({ status, citations, evidence }: Answer): Pick<GapQuestion, 'article' | 'section'> {
  const [cited] = citations;
  if (status === 'answered' && cited !== undefined) return { article: cited.article, section: cited.section };
  const article = evidence.articles[0]?.article ?? null;
  const passage = [...evidence.accepted, ...evidence.rejected].find((scored) =>
    scored.passage.startsWith(`${article ?? ''}/`),
  );
  return { article, section: passage?.passage.split('#').at(-1) ?? null };
}
