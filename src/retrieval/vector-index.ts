/** One text of the collection that lies near a question. */
export interface NearText {
  /** Position in textsOf(collection). */
  readonly item: number;
  /** -1 to 1. */
  readonly cosine: number;
}

/** The vector arm: where the nearest texts are found. Rejects with OutageError "embedder_unavailable". */
export interface VectorIndex {
  /** Nearest first; at most `count`. */
  nearest(question: string, count: number): Promise<readonly NearText[]>;
}
