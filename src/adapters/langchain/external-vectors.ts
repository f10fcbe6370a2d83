import { join } from 'node:path';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.ts';
import { centre } from '../../retrieval/centre.ts';
import type { ExternalVectors } from '../../retrieval/vector-index.ts';
import { MalformedAnswer } from '../endpoint/read-failure.ts';
import { createHnswlibVectorIndex } from '../hnswlib/hnswlib-vector-index.ts';
import { createVectorCache, type VectorCache } from '../vector-cache/vector-cache.ts';
import { createEmbeddings, type EmbeddingsSettings } from './create-embeddings.ts';
import { embedInBatches } from './embed-in-batches.ts';
import { embedderOutage } from './embedder-outage.ts';
import { EMBEDDING_POLICY } from './policy.ts';
import { QuestionEmbeddings } from './question-embeddings.ts';

export interface ExternalVectorsSettings extends Omit<EmbeddingsSettings, 'provider'> {
  /** local: no model is configured. */
  readonly provider: EmbeddingsSettings['provider'] | 'local';
  /** Of one request at index time. */
  readonly timeoutMs: number;
  /** Of one question; without it EMBEDDING_POLICY.questionTimeoutMs. */
  readonly questionTimeoutMs?: number;
}

export interface ExternalVectorsParts {
  /** Where vectors are kept between starts. */
  readonly folder: string;
  readonly clock: Clock;
  /** The cache could not be read or written; retrieval does not notice. */
  readonly onCacheFault: (error: unknown) => void;
  readonly sleep?: (ms: number) => Promise<void>;
}

/**
 * The vectors of a configured embedding model; null when none is configured. Texts are
 * embedded once and kept on disk by model and digest. All rejections are OutageError "embedder_unavailable".
 */
export function createExternalVectors(
  { provider, ...given }: ExternalVectorsSettings,
  parts: ExternalVectorsParts,
): ExternalVectors | null {
  if (provider === 'local') return null;
  const settings = { ...given, provider };
  const { questionTimeoutMs = EMBEDDING_POLICY.questionTimeoutMs, timeoutMs } = settings;
  const texts = createEmbeddings(settings, { timeoutMs, atOnce: EMBEDDING_POLICY.batchesAtOnce });
  const cache = createVectorCache({
    file: join(parts.folder, 'vectors.sqlite'),
    model: modelOf(settings),
    keepUnusedDays: EMBEDDING_POLICY.keepUnusedDays,
    clock: parts.clock,
    onFault: parts.onCacheFault,
  });
  const questions = new QuestionEmbeddings(
    createEmbeddings(settings, { timeoutMs: questionTimeoutMs, atOnce: EMBEDDING_POLICY.questionsAtOnce }),
    questionTimeoutMs,
    parts.clock,
  );
  const embedNew = async (missing: readonly string[]) => {
    const fresh = new Map<string, Float32Array>();
    await embedInBatches(
      texts,
      missing,
      (vectors) => {
        cache.keep(vectors);
        for (const [text, vector] of vectors) fresh.set(text, vector);
      },
      parts.sleep ?? sleepFor,
    );
    return fresh;
  };
  return {
    embed: async (wanted) => {
      const vectors = await embedWithCache([...new Set(wanted)], cache, embedNew);
      questions.learn(vectors);
      return vectors;
    },
    index: (vectors, mean) => indexVectors(vectors, mean, questions),
  };
}

/** Whatever decides what the vector of a text is: a change embeds everything anew. */
function modelOf({ provider, baseUrl, model, azureDeployment }: EmbeddingsSettings): string {
  return JSON.stringify([provider, baseUrl, model, azureDeployment, EMBEDDING_POLICY.textLength]);
}

async function embedWithCache(
  texts: readonly string[],
  cache: VectorCache,
  embedNew: (texts: readonly string[]) => Promise<ReadonlyMap<string, Float32Array>>,
): Promise<ReadonlyMap<string, Float32Array>> {
  try {
    const known = cache.find(texts);
    const fresh = await embedNew(texts.filter((text) => !known.has(text)));
    const all = new Map([...known, ...fresh]);
    if (lengthsOf(all) <= 1) return all;
    // Another model answers to the same name now: what it made before is of no use.
    cache.forget();
    const anew = await embedNew(texts);
    if (lengthsOf(anew) > 1) throw new MalformedAnswer('the vectors differ in length');
    return anew;
  } catch (error) {
    throw embedderOutage(error);
  }
}

function lengthsOf(vectors: ReadonlyMap<string, Float32Array>): number {
  return new Set(vectors.values().map((vector) => vector.length)).size;
}

async function indexVectors(vectors: readonly Float32Array[], mean: Float32Array, questions: QuestionEmbeddings) {
  const embedQuery = async (question: string) => {
    const vector = await questions.embed(question);
    if (vector.length !== mean.length)
      throw embedderOutage(new MalformedAnswer(`vectors of ${vector.length} numbers, the index has ${mean.length}`));
    return Array.from(centre(vector, mean));
  };
  const embedDocuments = (texts: string[]) => Promise.all(texts.map(embedQuery));
  if (vectors.length === 0) return { nearest: () => Promise.resolve([]) };
  return createHnswlibVectorIndex({ embedQuery, embedDocuments }, vectors);
}
