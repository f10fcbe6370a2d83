import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { OutageError } from '../../domain/errors.ts';
import type { Reranker, RerankPassage, RerankScore } from '../../retrieval/reranker.ts';
import { createCircuitBreaker } from '../endpoint/circuit-breaker.ts';
import { createEndpointFetch } from '../endpoint/endpoint-fetch.ts';
import { MalformedAnswer, readFailure } from '../endpoint/read-failure.ts';

export interface RerankSettings {
  /** The whole address, e.g. https://api.cohere.com/v2/rerank or http://127.0.0.1:8080/rerank. */
  readonly url: string;
  readonly apiKey: string | undefined;
  /** Given: the form of Cohere and Jina; not given: that of Text Embeddings Inference, which serves a single model. */
  readonly model: string | undefined;
  readonly timeoutMs: number;
}

/** Failures in a row after which the endpoint is left alone, and for how long. */
const FAILURES_TO_PAUSE = 3;
const PAUSE_MS = 20_000;
/** Longest passage sent, in UTF-16 units: rerankers read 512 tokens and more, and some bill by length. */
const TEXT_LENGTH = 4_000;

/**
 * A reranking endpoint over HTTP: Cohere (https://docs.cohere.com/reference/rerank), Jina (https://jina.ai/reranker),
 * which vLLM, Infinity and Xinference follow, or Text Embeddings Inference
 * (https://huggingface.github.io/text-embeddings-inference). One try; rejects with OutageError "reranker_unavailable".
 */
export function createHttpReranker(settings: RerankSettings, clock: Clock): Reranker {
  const fetch = createEndpointFetch(settings.timeoutMs);
  const breaker = createCircuitBreaker({
    failures: FAILURES_TO_PAUSE,
    pauseMs: PAUSE_MS,
    clock,
    whenOpen: () => outage('it kept failing and is left alone for a while', { isRetryable: true }),
  });
  return {
    rerank: (question, passages) =>
      breaker.run(async () => {
        try {
          const response = await fetch(settings.url, requestOf(settings, question, passages));
          return readScores(await response.json(), passages);
        } catch (error) {
          const { reason, isRetryable, cause } = readFailure(error);
          throw outage(reason, { isRetryable, cause });
        }
      }),
  };
}

function outage(reason: string, options: { readonly isRetryable: boolean; readonly cause?: unknown }): OutageError {
  return new OutageError('reranker_unavailable', `the reranking model does not serve: ${reason}`, options);
}

function requestOf({ apiKey, model }: RerankSettings, query: string, passages: readonly RerankPassage[]): RequestInit {
  const texts = passages.map(({ text }) => text.slice(0, TEXT_LENGTH));
  const body =
    model === undefined ? { query, texts, truncate: true } : { model, query, documents: texts, top_n: texts.length };
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(body),
  };
}

const index = z.int().nonnegative();
const answerSchema = z.union([
  z
    .object({ results: z.array(z.object({ index, relevance_score: z.number() })) })
    .transform(({ results }) => results.map((result) => ({ index: result.index, score: result.relevance_score }))),
  z.array(z.object({ index, score: z.number() })),
]);

function readScores(json: unknown, passages: readonly RerankPassage[]): readonly RerankScore[] {
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) throw new MalformedAnswer('the answer has neither of the known forms', { cause: parsed.error });
  const scores = new Map<string, number>();
  for (const { index: position, score } of parsed.data) {
    const passage = passages[position];
    if (passage === undefined) throw new MalformedAnswer('the answer scores a passage that was not sent');
    scores.set(passage.id, score);
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
