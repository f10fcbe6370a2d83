import { goOn, type Step } from '../answering-turn.ts';

/** Searches, with what was said before, and leaves out articles whose validity has ended. */
export const retrievePassages: Step = {
  name: 'retrieve-passages',
  run: async (turn, { retrieve, articleById }) => {
    const { understanding, state, today } = turn;
    const heard = state.turns.filter((past) => past.status === 'answered' || past.status === 'clarification');
    const last = heard.at(-1);
    const retrieval = await retrieve({
      question: understanding.standalone,
      language: understanding.language,
      history: heard.map((past) => past.original),
      lastAnswer: last?.answerText ?? '',
      previousArticles: last?.articles ?? [],
      standsAlone: understanding.wasRewritten,
    });
    const isValid = (id: string) => {
      const article = articleById(id);
      return article !== undefined && (article.validUntil === null || article.validUntil >= today);
    };
    return goOn({
      ...turn,
      retrieval: {
        ...retrieval,
        articles: retrieval.articles.filter(({ article }) => isValid(article)),
        passages: retrieval.passages.filter(({ passage }) => isValid(passage.article)),
      },
    });
  },
};
