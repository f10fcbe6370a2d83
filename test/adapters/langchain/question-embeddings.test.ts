import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { expect, it } from 'vitest';
import { EMBEDDING_POLICY } from '../../../src/adapters/langchain/policy.ts';
import { QuestionEmbeddings } from '../../../src/adapters/langchain/question-embeddings.ts';

class CountingEmbeddings extends FakeEmbeddings {
  readonly asked: string[] = [];

  override embedQuery(question: string): Promise<number[]> {
    this.asked.push(question);
    return Promise.resolve([3, 4]);
  }
}

const clock = () => new Date(0);

it('makes vectors of length 1', async () => {
  const questions = new QuestionEmbeddings(new CountingEmbeddings(), 5_000, clock);
  expect([...(await questions.embed('which?'))]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
});

it('remembers the latest questions, and those asked often among them', async () => {
  const embeddings = new CountingEmbeddings();
  const questions = new QuestionEmbeddings(embeddings, 5_000, clock);
  for (let number = 0; number <= EMBEDDING_POLICY.questionsKept; number++) {
    await questions.embed(`question ${number}`);
    await questions.embed('a frequent question');
  }
  embeddings.asked.length = 0;
  await questions.embed('a frequent question');
  await questions.embed('question 0');
  expect(embeddings.asked).toEqual(['question 0']);
});

it('gives up when the answer takes too long, the waiting for a free connection included', async () => {
  const embeddings = new CountingEmbeddings();
  embeddings.embedQuery = () => new Promise(() => undefined);
  const questions = new QuestionEmbeddings(embeddings, 20, clock);
  await expect(questions.embed('which?')).rejects.toMatchObject({ code: 'embedder_unavailable', isRetryable: true });
});

it.each([[[]], [[0, 0]], [[Number.NaN, 1]]])('refuses the vector %j', async (vector) => {
  const embeddings = new CountingEmbeddings();
  embeddings.embedQuery = () => Promise.resolve(vector);
  const questions = new QuestionEmbeddings(embeddings, 5_000, clock);
  await expect(questions.embed('which?')).rejects.toMatchObject({ code: 'embedder_unavailable', isRetryable: false });
});
