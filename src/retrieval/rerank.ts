import type { Passage } from '../domain/passage.ts';
import type { Retrieval } from '../domain/retrieval.ts';
import type { Reranker, RerankScore } from './reranker.ts';
import { searchText } from './search-text.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

export type Ranked = Pick<Retrieval, 'articles' | 'passages' | 'gap'>;

/**
 * The candidates in the order of retrieval and reranker together: a convex combination, in retrieval's own scale.
 * An article counts as its best passage does. Zone and probabilities stay as they are: they were calibrated without
 * the reranker. Rejects as the reranker does.
 */
export async function rerank(question: string, ranked: Ranked, reranker: Reranker): Promise<Ranked> {
  const candidates = ranked.passages.slice(0, RETRIEVAL_WEIGHTS.rerank.candidates);
  if (candidates.length < 2) return ranked;
  const scores = await reranker.rerank(
    question,
    candidates.map(({ passage }) => ({ id: passage.id, text: searchText(passage) })),
  );
  if (scores.length === 0) return ranked;
  const relevance = relevanceOf(scores);
  const passages = combine(candidates, ({ passage }) => relevance.get(passage.id) ?? 0);
  const ofArticle = bestPerArticle(candidates, relevance);
  const articles = combine(ranked.articles, ({ article }) => ofArticle.get(article) ?? 0);
  return { passages, articles, gap: (articles[0]?.score ?? 0) - (articles[1]?.score ?? 0) };
}

/** 0 to 1, the best = 1. A scale that goes below 0 is moved up: only its order and distances mean something. */
function relevanceOf(scores: readonly RerankScore[]): ReadonlyMap<string, number> {
  const values = scores.map(({ score }) => score);
  const lowest = Math.min(0, ...values);
  const range = Math.max(...values) - lowest;
  return new Map(scores.map(({ id, score }) => [id, range === 0 ? 0 : (score - lowest) / range]));
}

function bestPerArticle(
  candidates: readonly { readonly passage: Passage }[],
  relevance: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const { passage } of candidates) {
    best.set(passage.article, Math.max(best.get(passage.article) ?? 0, relevance.get(passage.id) ?? 0));
  }
  return best;
}

function combine<Item extends { readonly score: number }>(
  items: readonly Item[],
  relevanceOfItem: (item: Item) => number,
): Item[] {
  const { share } = RETRIEVAL_WEIGHTS.rerank;
  const top = Math.max(0, ...items.map(({ score }) => score));
  return items
    .map((item) => ({ ...item, score: (1 - share) * item.score + share * top * relevanceOfItem(item) }))
    .sort((a, b) => b.score - a.score);
}
