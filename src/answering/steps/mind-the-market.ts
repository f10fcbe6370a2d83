import type { Entity } from '../../domain/understanding.ts';
import type { AnsweringParts, AnsweringTurn } from '../answering-turn.ts';
import { goOn, type Step } from '../answering-turn.ts';

/** The question is about the law or practice of the place itself, not about Hong Kong's dealings with it. */
const LOCAL =
  /当地|當地|本地|本國|本国|那边的法|那邊的法|local (?:law|rule|tax|licen[cs]e|labour|labor)|\bin (?:the )?%s\b[^a-z]*$|%s(?:的|嘅)?(?:法律|法例|法规|法規|劳动法|勞動法|商标法|商標法|税法|稅法)|%s(?:'s|ese|ian|an)? (?:law|rules|labour|labor|trademark|tax law)/u;
const HONG_KONG = /香港|港资|港資|本港|hong kong|\bhk\b/iu;

/**
 * A named market decides what may be said: articles about other markets are left out, and a question about the local law
 * of a market that no article covers is not answered from Hong Kong's.
 */
export const mindTheMarket: Step = {
  name: 'mind-the-market',
  run: (turn, parts) => {
    const named = turn.understanding.entities.filter(
      (entity) => entity.kind === 'market' || entity.kind === 'other-market',
    );
    if (turn.retrieval === null || named.length === 0) return goOn(turn);
    const ids = new Set(named.map((entity) => entity.id));
    const fits = (id: string) => {
      const markets = parts.articleById(id)?.markets ?? [];
      return markets.length === 0 || markets.some((market) => ids.has(market));
    };
    const articles = turn.retrieval.articles.filter(({ article }) => fits(article));
    const passages = turn.retrieval.passages.filter(({ passage }) => fits(passage.article));
    const isLeft = articles.length > 0 && !isAboutUncoveredPlace(turn, named, parts);
    return goOn({
      ...turn,
      retrieval: { ...turn.retrieval, articles, passages, zone: isLeft ? turn.retrieval.zone : 'decline' },
    });
  },
};

function isAboutUncoveredPlace(turn: AnsweringTurn, named: readonly Entity[], parts: AnsweringParts): boolean {
  const { standalone } = turn.understanding;
  const covered = parts
    .knowledge()
    .articles.some((article) => article.markets.some((market) => named.some((entity) => entity.id === market)));
  if (covered || HONG_KONG.test(standalone)) return false;
  return named.some((entity) => {
    const place = entity.text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    return new RegExp(LOCAL.source.replaceAll('%s', place), 'u').test(standalone.toLowerCase());
  });
}
