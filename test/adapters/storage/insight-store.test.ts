import { afterAll, describe, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

const [OCTOBER, NOVEMBER] = ['2026-10-01T08:00:00.000Z', '2026-11-01T08:00:00.000Z'];

function turn(conversation: string, at: string, answer: Partial<Answer>) {
  return {
    message: { id: 'm', conversation, text: 'as it was said', channel: 'test', at },
    reply: { id: 'm.reply', conversation, at, answer: { ...answerTo({ text: 'q' }), ...answer } },
    state: EMPTY_STATE,
    expectedVersion: 0,
  };
}

function citing(...articles: readonly string[]): Partial<Answer> {
  const [citation] = answerTo({ text: 'q' }).citations;
  return { citations: articles.map((article, index) => ({ ...citation!, article, mark: index + 1 })) };
}

overEachDatabase(({ name, makePlace }) => {
  describe(`the insight store over ${name}`, () => {
    it('counts answers that cite an article, each answer once', async () => {
      const place = await makePlace();
      const storage = await createStorage(place.options);
      await storage.conversations.saveTurn(turn('c1', OCTOBER, citing('tea', 'tea', 'coffee')));
      await storage.conversations.saveTurn(turn('c2', NOVEMBER, citing('tea')));
      await storage.conversations.saveTurn(turn('c3', NOVEMBER, { citations: [], status: 'smalltalk' }));
      expect([...(await storage.insights.citedSince(new Date(OCTOBER)))]).toEqual(
        expect.arrayContaining([
          ['tea', 2],
          ['coffee', 1],
        ]),
      );
      expect([...(await storage.insights.citedSince(new Date(NOVEMBER)))]).toEqual([['tea', 1]]);
      await storage.close();
      await place.remove();
    });

    it('tells unanswered questions as they were searched, latest first, with the nearest section', async () => {
      const place = await makePlace();
      const storage = await createStorage(place.options);
      const question = { original: 'and that?', standalone: 'what does tea cost?' };
      const { evidence } = answerTo({ text: 'q' });
      await storage.conversations.saveTurn(turn('c1', OCTOBER, { status: 'unanswerable_no_content', question }));
      await storage.conversations.saveTurn(
        turn('c2', NOVEMBER, {
          status: 'clarification',
          language: 'zh-Hans',
          evidence: {
            ...evidence,
            accepted: [],
            rejected: [
              { passage: 'coffee/zh-Hans#fee', score: 1 },
              { passage: 'tea/zh-Hans#fee', score: 0.5 },
            ],
            articles: [{ article: 'tea', score: 1 }],
          },
        }),
      );
      await storage.conversations.saveTurn(turn('c3', NOVEMBER, { status: 'answered' }));
      await storage.conversations.saveTurn(turn('c4', NOVEMBER, { status: 'guardrail_input' }));
      expect(await storage.insights.gapQuestionsSince(new Date(OCTOBER), 10)).toEqual([
        {
          at: NOVEMBER,
          language: 'zh-Hans',
          status: 'clarification',
          question: 'q',
          article: 'tea',
          section: 'fee',
          downVote: null,
        },
        {
          at: OCTOBER,
          language: 'en',
          status: 'unanswerable_no_content',
          question: 'what does tea cost?',
          article: 'profits-tax',
          section: 'rates',
          downVote: null,
        },
      ]);
      expect(await storage.insights.gapQuestionsSince(new Date(NOVEMBER), 10)).toHaveLength(1);
      expect(await storage.insights.gapQuestionsSince(new Date(OCTOBER), 1)).toHaveLength(1);
      await storage.close();
      await place.remove();
    });

    it('counts answers that were stored before outcomes were, and forgets them with their conversation', async () => {
      const place = await makePlace();
      const first = await createStorage(place.options);
      await first.conversations.saveTurn(turn('c1', OCTOBER, citing('tea', 'coffee', 'tea')));
      await first.close();
      await place.sql("drop table answer_outcomes; delete from kysely_migration where name > '0001'");
      const second = await createStorage(place.options);
      expect(new Map(await second.insights.citedSince(new Date(OCTOBER)))).toEqual(
        new Map([
          ['tea', 1],
          ['coffee', 1],
        ]),
      );
      await second.purge(new Date(NOVEMBER));
      expect((await second.insights.citedSince(new Date(0))).size).toBe(0);
      await second.close();
      await place.remove();
    });
  });
});
