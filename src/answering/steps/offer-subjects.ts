import { goOn, type Step } from '../answering-turn.ts';
import { ANSWERING_POLICY } from '../policy.ts';

/** Not sure which of a few subjects is meant: asks back with up to three as buttons. */
export const offerSubjects: Step = {
  name: 'offer-subjects',
  run: (turn, { articleById, wording }) => {
    const { retrieval, understanding } = turn;
    if (retrieval?.zone !== 'offer') return goOn(turn);
    const { language } = understanding;
    const [best] = retrieval.articles;
    const offered = retrieval.articles
      .filter(({ score }) => score >= 0.4 * (best?.score ?? 1))
      .slice(0, ANSWERING_POLICY.options)
      .flatMap(({ article }) => articleById(article) ?? []);
    const key = offered.length === 1 ? 'clarify.oneSubject' : 'clarify.subjects';
    return {
      kind: 'stop',
      draft: {
        status: 'clarification',
        completeness: 'none',
        blocks: [{ markdown: wording(key, language), cites: [] }],
        suggestions: offered.map((article) => ({
          kind: 'option',
          label: article.texts[language].title,
          text: article.texts[language].title,
        })),
        quoted: {},
        articles: offered.map((article) => article.id),
        more: null,
        reason: `between thresholds: rightness ${retrieval.rightness.toFixed(2)}`,
      },
    };
  },
};
