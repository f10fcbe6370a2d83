/** One text of the collection that lies near a question. */
export interface NearText {
  /** Position in textsOf(collection). */
  readonly item: number;
  /** -1 to 1. */
  readonly cosine: number;
}

/**
 * Makes the vector arm from the encoder that was trained for the collection. Indexes of the same name may be kept on
 * disk and replace one another; one is only used again for exactly these vectors.
 */
export type VectorIndexMaker = (
  encode: (text: string) => Float32Array,
  vectors: readonly Float32Array[],
  name: string,
) => Promise<VectorIndex>;

/** Vectors from a configured model instead: all texts at index time, questions as they come. */
export interface ExternalVectors {
  /** One vector of length 1 for each different text. Rejects with OutageError "embedder_unavailable". */
  embed(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** `vectors` have been moved by `mean` and are of length 1; questions are to be moved the same way. */
  index(vectors: readonly Float32Array[], mean: Float32Array): Promise<VectorIndex>;
}

/** The vector arm: where the nearest texts are found. Rejects with OutageError "embedder_unavailable". */
export interface VectorIndex {
  /** Nearest first; at most `count`. */
  nearest(question: string, count: number): Promise<readonly NearText[]>;
}
