import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Clock } from '../../domain/clock.ts';
import { within } from '../../domain/within.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../endpoint/circuit-breaker.ts';
import { toVector } from './embed-in-batches.ts';
import { embedderOutage, embedderPaused } from './embedder-outage.ts';
import { EMBEDDING_POLICY } from './policy.ts';

/**
 * Vectors of questions, of length 1, under a visitor's eyes: one try, a short time-out, the latest questions remembered,
 * and a pause for an endpoint that keeps failing. Rejects with OutageError "embedder_unavailable".
 */
export class QuestionEmbeddings {
  readonly #embeddings: EmbeddingsInterface;
  readonly #timeoutMs: number;
  readonly #breaker: CircuitBreaker;
  /** Oldest use first; a question under way is there already, so that it is asked once. */
  readonly #known = new Map<string, Promise<Float32Array>>();
  readonly #examples = new Map<string, Float32Array>();

  constructor(embeddings: EmbeddingsInterface, timeoutMs: number, clock: Clock) {
    this.#embeddings = embeddings;
    this.#timeoutMs = timeoutMs;
    this.#breaker = createCircuitBreaker({
      failures: EMBEDDING_POLICY.failuresToPause,
      pauseMs: EMBEDDING_POLICY.pauseMs,
      clock,
      whenOpen: embedderPaused,
    });
  }

  /** Vectors of the knowledge: its example questions come back as suggestions, and need no request then. */
  learn(vectors: ReadonlyMap<string, Float32Array>): void {
    for (const [text, vector] of vectors) {
      if (text.length > EMBEDDING_POLICY.exampleLength) continue;
      if (this.#examples.size >= EMBEDDING_POLICY.examplesKept && !this.#examples.has(text)) this.#examples.clear();
      this.#examples.set(text, vector);
    }
  }

  embed(question: string): Promise<Float32Array> {
    const example = this.#examples.get(question);
    if (example !== undefined) return Promise.resolve(example);
    const known = this.#known.get(question);
    this.#known.delete(question);
    const vector = known ?? this.#breaker.run(() => this.#ask(question));
    this.#known.set(question, vector);
    if (known === undefined) vector.catch(() => this.#known.delete(question));
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= EMBEDDING_POLICY.questionsKept) break;
      this.#known.delete(oldest);
    }
    return vector;
  }

  async #ask(question: string): Promise<Float32Array> {
    try {
      const asked = this.#embeddings.embedQuery(question.slice(0, EMBEDDING_POLICY.textLength));
      // The client's own limit begins when the request is sent; this one counts the waiting for a free connection too.
      const vector = await within(this.#timeoutMs, asked);
      if (vector === undefined) throw new DOMException('no answer in time', 'TimeoutError');
      return toVector(vector);
    } catch (error) {
      throw embedderOutage(error);
    }
  }
}
