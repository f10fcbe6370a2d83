import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { toUnitLength } from '../../retrieval/centre.ts';
import { type EndpointFailure, MalformedAnswer, readFailure } from '../endpoint/read-failure.ts';
import { EMBEDDING_POLICY } from './policy.ts';

/**
 * All texts, one request after the other; `onBatch` gets unit vectors as they come, so that what was paid for is kept
 * when a later request fails. A busy endpoint is asked again when it says; one that finds a batch too large gets
 * smaller ones. Rejects with the client's error.
 */
export async function embedInBatches(
  embeddings: EmbeddingsInterface,
  texts: readonly string[],
  onBatch: (vectors: ReadonlyMap<string, Float32Array>) => void,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  let size: number = EMBEDDING_POLICY.batch;
  for (let start = 0; start < texts.length; ) {
    const batch = texts.slice(start, start + size);
    try {
      onBatch(await embedBatch(embeddings, batch, sleep));
      start += batch.length;
    } catch (error) {
      if (batch.length === 1 || !isTooLarge(readFailure(error))) throw error;
      size = Math.ceil(batch.length / 2);
    }
  }
}

/** 400 (OpenAI, DashScope), 413 and 422 (Text Embeddings Inference): perhaps too many texts at once. */
function isTooLarge({ status }: EndpointFailure): boolean {
  return status === 400 || status === 413 || status === 422;
}

async function embedBatch(
  embeddings: EmbeddingsInterface,
  batch: readonly string[],
  sleep: (ms: number) => Promise<void>,
): Promise<ReadonlyMap<string, Float32Array>> {
  for (let tries = 1; ; tries++) {
    try {
      const vectors = await embeddings.embedDocuments(batch.map((text) => text.slice(0, EMBEDDING_POLICY.textLength)));
      return new Map(batch.map((text, position) => [text, toVector(vectors[position])]));
    } catch (error) {
      const pauseMs = pauseBeforeNextTry(readFailure(error), tries);
      if (pauseMs === null) throw error;
      await sleep(pauseMs);
    }
  }
}

/** null: another try would be of no use now. */
function pauseBeforeNextTry({ kind, isRetryable, retryAfterMs }: EndpointFailure, tries: number): number | null {
  const { triesAtIndexTime, retryPauseMs, longestRetryAfterMs } = EMBEDDING_POLICY;
  if (kind !== 'refused' || !isRetryable || tries >= triesAtIndexTime) return null;
  const pauseMs = retryAfterMs ?? retryPauseMs * 2 ** (tries - 1);
  return pauseMs <= longestRetryAfterMs ? pauseMs : null;
}

/** Checked because langchain passes on what the endpoint wrote. */
export function toVector(numbers: readonly number[] | undefined): Float32Array {
  if (numbers === undefined || numbers.length === 0) throw new MalformedAnswer('vectors are missing from the answer');
  const vector = toUnitLength(numbers);
  if (!vector.some((value) => value !== 0) || !vector.every(Number.isFinite))
    throw new MalformedAnswer('a vector in the answer is zero or no number');
  return vector;
}
