import type { LexicalIndex, LexicalScores } from './lexical/lexical-index.ts';
import type { WeightedQuery } from './lexical/weigh-query.ts';
import type { ArticleRanking } from './rank.ts';

/**
 * What the decision answer / offer / decline rests on; each about 0 to 1. The norm tells scope, the gap tells whether
 * the first is right; coverage and the share of known words add what the norm misses (docs/retrieval.md).
 */
export interface ConfidenceSignals {
  readonly norm: number;
  readonly cosine: number;
  readonly gap: number;
  /** Share of the question's weight that the best article holds. */
  readonly coverage: number;
  /** Share of the question's weight that any passage holds. */
  readonly known: number;
  /** Ideas of the lexicon that the question names, 3 or more = 1. */
  readonly ideas: number;
  /** 1 when the best article of the vectors is the best of all. */
  readonly agreement: number;
  /** How much its words sound like our subject (topicality.ts). */
  readonly topicality: number;
}

export const SIGNAL_NAMES = ['norm', 'cosine', 'gap', 'coverage', 'known', 'ideas', 'agreement', 'topicality'] as const;

export function signalVector(signals: ConfidenceSignals): number[] {
  return SIGNAL_NAMES.map((name) => signals[name]);
}

export function readSignals(
  index: LexicalIndex,
  query: WeightedQuery,
  lexical: LexicalScores,
  cosines: Float64Array | null,
  ranking: ArticleRanking,
  ideas: number,
  topicality: number,
): ConfidenceSignals {
  const best = ranking.ranked[0]?.article;
  const { coverage, known } = best === undefined ? { coverage: 0, known: 0 } : index.coverage(query, best);
  const cosineOfBest = best === undefined || cosines === null ? 0 : (cosines[best] as number);
  return {
    norm: Math.min(1.5, lexical.norm),
    cosine: ranking.topCosine,
    gap: ranking.gap,
    coverage,
    known,
    ideas: Math.min(ideas, 3) / 3,
    agreement: cosines !== null && ranking.topCosine > 0 && cosineOfBest >= ranking.topCosine ? 1 : 0,
    topicality,
  };
}
