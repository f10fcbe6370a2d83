/** Numbers of the configured embedding models. */
export const EMBEDDING_POLICY = Object.freeze({
  /**
   * Texts per request at index time, as many as Text Embeddings Inference takes by default; halved by itself where an
   * endpoint allows fewer (DashScope: 10).
   */
  batch: 32,
  /** Longest text sent, in UTF-16 units: OpenAI's models read 8,191 tokens, and a Chinese character can be one and more. */
  textLength: 6_000,
  /** Tries of one request at index time when the endpoint is busy (408, 429, 5xx); one try for anything else. */
  triesAtIndexTime: 4,
  /** First pause between tries, doubled each time, when the endpoint does not name one (Retry-After). */
  retryPauseMs: 1_000,
  /** A longer Retry-After is not waited for: retrieval starts without the model and tries again behind the turns. */
  longestRetryAfterMs: 60_000,
  /** Time for one question, its waiting for a free connection included: what a visitor does not feel yet. */
  questionTimeoutMs: 1_500,
  /** Requests under way at once: at index time one per language, at question time a burst of visitors. */
  batchesAtOnce: 3,
  questionsAtOnce: 16,
  /** Visitors' questions whose vectors are kept in memory, the latest used. */
  questionsKept: 500,
  /** Example questions whose vectors are kept in memory: texts of at most this length, and how many of them. */
  exampleLength: 200,
  examplesKept: 10_000,
  /** Failures in a row after which questions do not try the endpoint, and for how long. */
  failuresToPause: 3,
  pauseMs: 20_000,
  /** Vectors of texts that were not needed for this long are deleted from the disk. */
  keepUnusedDays: 60,
});
