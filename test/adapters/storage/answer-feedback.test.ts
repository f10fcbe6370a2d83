import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import type { Feedback } from '../../../src/domain/feedback.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';

const [OCTOBER, NOVEMBER, DECEMBER] = ['2026-10-01', '2026-11-01', '2026-12-01'].map(
  (day) => `${day}T08:00:00.000Z`,
) as [string, string, string];
const HELPFUL: Feedback = { verdict: 'helpful' };
const OUTDATED: Feedback = { verdict: 'not-helpful', reason: 'out-of-date' };
const VAGUE: Feedback = { verdict: 'not-helpful', reason: null };

function citing(...articles: readonly string[]): Partial<Answer> {
  const [citation] = answerTo({ text: 'q' }).citations;
  return { citations: articles.map((article, index) => ({ ...citation!, article, mark: index + 1 })) };
}

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  let place: Place;
  let storage: Storage;
  let now: string;
  beforeEach(async () => {
    now = NOVEMBER;
    place = await makePlace();
    storage = await createStorage({ ...place.options, clock: () => new Date(now) });
  });
  afterEach(async () => {
    await storage.close();
    await place.remove();
  });

  async function answered(conversation: string, answer: Partial<Answer> = {}, at = NOVEMBER): Promise<void> {
    await storage.conversations.saveTurn({
      message: { id: 'm', conversation, text: 'as it was said', channel: 'test', at },
      reply: { id: 'm.reply', conversation, at, answer: { ...answerTo({ text: 'q' }), ...answer } },
      state: EMPTY_STATE,
      expectedVersion: 0,
    });
  }

  const keep = (conversation: string, feedback: Feedback | null, reply = 'm.reply') =>
    storage.insights.keepFeedback({ conversation, reply, feedback });
  const counts = async (since = OCTOBER) => Object.fromEntries(await storage.insights.feedbackSince(new Date(since)));

  describe(`feedback on answers over ${name}`, () => {
    it('counts once for each article the answer cites; the last word stands', async () => {
      await answered('c1', citing('tea', 'coffee', 'tea'));
      await answered('c2', citing('tea'));
      expect(await keep('c1', HELPFUL)).toBe('kept');
      expect(await keep('c2', HELPFUL)).toBe('kept');
      expect(await counts()).toEqual({ tea: { helpful: 2, notHelpful: 0 }, coffee: { helpful: 1, notHelpful: 0 } });
      await keep('c2', VAGUE);
      await keep('c2', OUTDATED);
      expect(await counts()).toEqual({ tea: { helpful: 1, notHelpful: 1 }, coffee: { helpful: 1, notHelpful: 0 } });
      expect(await counts(DECEMBER)).toEqual({});
    });

    it('can be taken back', async () => {
      await answered('c1', citing('tea'));
      await keep('c1', OUTDATED);
      expect(await keep('c1', null)).toBe('kept');
      expect(await counts()).toEqual({});
      expect(await storage.insights.gapQuestionsSince(new Date(OCTOBER), 10)).toEqual([]);
    });

    it.each([
      ['of another conversation', 'c2', 'm.reply'],
      ['that does not exist', 'c1', 'x.reply'],
      ['that is the visitor’s own', 'c1', 'm'],
    ])('keeps nothing said of a message %s', async (_, conversation, reply) => {
      await answered('c1', citing('tea'));
      expect(await keep(conversation, OUTDATED, reply)).toBe('no-such-answer');
      expect(await counts()).toEqual({});
    });

    it.each([
      ['a form', { status: 'dialog' }],
      ['small talk', { status: 'smalltalk' }],
      ['a refusal', { status: 'guardrail_input' }],
      ['a clarification without a source', { status: 'clarification', citations: [] }],
    ] satisfies [string, Partial<Answer>][])('keeps nothing said of %s', async (_, answer) => {
      await answered('c1', answer);
      expect(await keep('c1', OUTDATED)).toBe('no-such-answer');
      expect(await counts()).toEqual({});
    });

    it('brings an answer that did not help among the gaps, with what it quoted, whenever it was given', async () => {
      const question = { original: 'and that?', standalone: 'what does tea cost?' };
      await answered('c1', { ...citing('tea', 'coffee'), question }, OCTOBER);
      await answered('c2', citing('tea'), OCTOBER);
      await keep('c1', OUTDATED);
      await keep('c2', HELPFUL);
      expect(await storage.insights.gapQuestionsSince(new Date(NOVEMBER), 10)).toEqual([
        {
          at: OCTOBER,
          language: 'en',
          status: 'answered',
          question: 'what does tea cost?',
          article: 'tea',
          section: 'rates',
          downVote: { reason: 'out-of-date' },
        },
      ]);
      expect(await storage.insights.gapQuestionsSince(new Date(DECEMBER), 10)).toEqual([]);
    });

    it('counts a clarification that did not help once among the gaps', async () => {
      await answered('c1', { status: 'clarification' });
      await answered('c2', { status: 'clarification' });
      await answered('c3', { status: 'unanswerable_no_content', citations: [] });
      await keep('c1', VAGUE);
      await keep('c2', HELPFUL);
      const found = await storage.insights.gapQuestionsSince(new Date(OCTOBER), 10);
      expect(found.map(({ downVote }) => downVote)).toHaveLength(3);
      expect(found.filter(({ downVote }) => downVote !== null).map(({ downVote }) => downVote)).toEqual([
        { reason: null },
      ]);
      expect(await storage.insights.gapQuestionsSince(new Date(OCTOBER), 2)).toHaveLength(2);
    });

    it('is deleted with its conversation', async () => {
      await answered('c1', citing('tea'), OCTOBER);
      now = DECEMBER;
      await keep('c1', OUTDATED);
      expect(await storage.purge(new Date(NOVEMBER))).toBe(1);
      // The same conversation once more: nothing of the former may come back with it.
      await answered('c1', citing('tea'), DECEMBER);
      expect(await counts()).toEqual({});
      expect(await storage.insights.gapQuestionsSince(new Date(OCTOBER), 10)).toEqual([]);
    });
  });
});
