import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** As many as anybody asks for: a reranker's candidates. Keeping a short list beats sorting thousands. */
const KEPT = 24;

/** Scores of articles, both arms combined, best first. */
export interface ArticleRanking {
  /** Article index and combined score (0 to 1, plus a prior), best first; only articles that matched, at most KEPT. */
  readonly ranked: readonly { readonly article: number; readonly score: number }[];
  readonly scores: Float64Array;
  /** Largest cosine of any article; 0 without the vector arm. */
  readonly topCosine: number;
  /** Difference between the two best, 0 to 1. */
  readonly gap: number;
}

/**
 * article = (1 - share) x lexical / max + share x max(0, cosine) / max: a convex combination; rank fusion loses between
 * unequal arms (Bruch, Gai, Ingber 2023; docs/retrieval.md). Without cosines the lexical arm stands alone.
 */
export function rankArticles(
  lexical: Float64Array,
  cosines: Float64Array | null,
  vectorShare: number,
  prior?: Float64Array,
): ArticleRanking {
  const lexicalTop = largest(lexical);
  const topCosine = cosines === null ? 0 : largest(cosines);
  const share = cosines === null || topCosine <= 0 ? 0 : vectorShare;
  const scores = new Float64Array(lexical.length);
  for (let article = 0; article < lexical.length; article++) {
    const own = lexicalTop > 0 ? (lexical[article] as number) / lexicalTop : 0;
    const cosine = share > 0 ? Math.max(0, cosines?.[article] ?? 0) / topCosine : 0;
    const score = (1 - share) * own + share * cosine + (prior?.[article] ?? 0);
    scores[article] = score;
  }
  const ranked = bestOf(scores).map(({ index, score }) => ({ article: index, score }));
  return { ranked, scores, topCosine, gap: (ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0) };
}

/** passage = own score / max + 1 x article score / max (docs/retrieval.md). Best first, at most KEPT. */
export function rankPassages(
  passages: Float64Array,
  articleScores: Float64Array,
  articleOfPassage: Uint32Array,
): { readonly passage: number; readonly score: number }[] {
  const passageTop = largest(passages);
  const articleTop = largest(articleScores);
  const share = RETRIEVAL_WEIGHTS.articleInPassage;
  const scores = new Float64Array(passages.length);
  for (let passage = 0; passage < passages.length; passage++) {
    const own = passageTop > 0 ? (passages[passage] as number) / passageTop : 0;
    const article = articleTop > 0 ? (articleScores[articleOfPassage[passage] as number] as number) / articleTop : 0;
    scores[passage] = own + share * article;
  }
  return bestOf(scores).map(({ index, score }) => ({ passage: index, score }));
}

/** The KEPT largest scores above 0, best first; the lower index first where they are equal. NaN is never kept. */
function bestOf(scores: Float64Array): { readonly index: number; readonly score: number }[] {
  const best: { index: number; score: number }[] = [];
  let floor = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] as number;
    if (!(score > floor)) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.score ?? 0) < score) place--;
    best.splice(place, 0, { index, score });
    if (best.length > KEPT) best.pop();
    if (best.length === KEPT) floor = best.at(-1)?.score ?? 0;
  }
  return best;
}

/** The largest number above 0; 0 when there is none. */
export function largest(values: Float64Array): number {
  let top = 0;
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number; // place < length
    if (value > top) top = value;
  }
  return top;
}
