/** A model that reads question and passage together: slower than vectors, and better at telling near misses apart. */
export interface Reranker {
  /**
   * Scores of the passages, best first, in the model's own scale (often 0 to 1, sometimes below 0); a passage that it
   * does not mention is missing. Rejects with OutageError "reranker_unavailable".
   */
  rerank(question: string, passages: readonly RerankPassage[]): Promise<readonly RerankScore[]>;
}

export interface RerankPassage {
  readonly id: string;
  readonly text: string;
}

export interface RerankScore {
  readonly id: string;
  readonly score: number;
}
