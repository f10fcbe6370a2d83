import type { Article } from '../../domain/article.ts';
import type { Retrieval } from '../../domain/retrieval.ts';
import {
  type AnsweringParts,
  type AnsweringTurn,
  citationsFor,
  type DraftBlock,
  goOn,
  type Step,
} from '../answering-turn.ts';
import { ANSWERING_POLICY } from '../policy.ts';
import { quoteSection } from '../quote-section.ts';

/** Articles that score at least this share of the best are worth asking about. */
const WORTH_ASKING = 0.4;
/** Lines of the closest article that are shown beside the question. */
const LINES_OF_CLOSEST = 3;
/** The closest article is quoted when it is this likely in scope, and this far ahead of the next. */
const QUOTED_FROM = { inScope: 0.3, gap: 0.02 };

/**
 * Not sure which of a few subjects is meant: asks back with up to three as buttons. Where one is clearly ahead, its own
 * words are shown as what they are, the closest we have, so that a visitor who meant it need not ask again.
 */
export const offerSubjects: Step = {
  name: 'offer-subjects',
  run: (turn, parts) => {
    const { retrieval, understanding } = turn;
    if (retrieval?.zone !== 'offer') return goOn(turn);
    const { language } = understanding;
    const [best] = retrieval.articles;
    const offered = retrieval.articles
      .filter(({ score }) => score >= WORTH_ASKING * (best?.score ?? 1))
      .slice(0, ANSWERING_POLICY.options)
      .flatMap(({ article }) => parts.articleById(article) ?? []);
    const closest = quoteClosest(turn, retrieval, offered[0], parts);
    const others = closest === null ? offered : offered.slice(1);
    const key =
      closest !== null ? 'clarify.otherwise' : offered.length === 1 ? 'clarify.oneSubject' : 'clarify.subjects';
    const question: DraftBlock[] = others.length === 0 ? [] : [{ markdown: parts.wording(key, language), cites: [] }];
    return {
      kind: 'stop',
      draft: {
        status: 'clarification',
        completeness: closest === null ? 'none' : 'partial',
        blocks: [...(closest?.blocks ?? []), ...question],
        suggestions: others.map((article) => ({
          kind: 'option',
          label: article.texts[language].title,
          text: article.texts[language].title,
        })),
        quoted: closest?.quoted ?? {},
        articles: offered.map((article) => article.id),
        more: null,
        reason: `between thresholds: rightness ${retrieval.rightness.toFixed(2)}`,
      },
    };
  },
};

function quoteClosest(
  turn: AnsweringTurn,
  retrieval: Retrieval,
  article: Article | undefined,
  parts: AnsweringParts,
): { readonly blocks: readonly DraftBlock[]; readonly quoted: Readonly<Record<string, string>> } | null {
  const { language } = turn.understanding;
  if (article === undefined || retrieval.inScope < QUOTED_FROM.inScope || retrieval.gap < QUOTED_FROM.gap) return null;
  const section = retrieval.passages.find(({ passage }) => passage.article === article.id)?.passage.section;
  if (section === undefined) return null;
  const cites = citationsFor(article, section, language, turn.today, 1);
  const quote = quoteSection(article, section, language, cites, 0, LINES_OF_CLOSEST);
  if (quote === null) return null;
  const lead = parts.wording('clarify.closest', language, { title: article.texts[language].title });
  return { blocks: [{ markdown: lead, cites: [] }, ...quote.blocks], quoted: quote.quoted };
}
