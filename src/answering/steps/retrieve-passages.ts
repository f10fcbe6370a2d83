import { goOn, isValidOn, type Step } from '../answering-turn.ts';

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
      goesOn: understanding.goesOn ?? false,
      ...(understanding.ownWords === undefined ? {} : { ownWords: understanding.ownWords }),
    });
    const isCurrent = (id: string) => {
      const article = articleById(id);
      return article !== undefined && isValidOn(article, today);
    };
    const [best] = retrieval.articles;
    // What would have answered is past its time: the next article has not earned the certainty of the first.
    const isWithheld = best !== undefined && !isCurrent(best.article);
    return goOn({
      ...turn,
      withheld: isWithheld ? (articleById(best.article) ?? null) : null,
      retrieval: {
        ...retrieval,
        ...(isWithheld ? { zone: 'decline' as const } : {}),
        articles: retrieval.articles.filter(({ article }) => isCurrent(article)),
        passages: retrieval.passages.filter(({ passage }) => isCurrent(passage.article)),
      },
    });
  },
};
