import type { Language } from '../../domain/language.ts';
import { contextParts, leansOnHistory } from '../../retrieval/context.ts';
import { LexicalIndex } from '../../retrieval/lexical/lexical-index.ts';
import { weighQuery } from '../../retrieval/lexical/weigh-query.ts';
import { rankArticles } from '../../retrieval/rank.ts';
import type { BeirDocument, BeirQuery, BeirTurn } from './read-beir.ts';

/** Ranks documents for a query, best first; `withHistory` lets earlier turns take part. */
export type RankDocuments = (query: BeirQuery, withHistory: boolean, depth: number) => string[];

/**
 * The lexical core alone over foreign documents: each is an article of its own with one passage (its title once, then
 * its text) and no example questions. What was said before takes part as in a chat turn.
 */
export function createDocumentRanker(documents: readonly BeirDocument[]): RankDocuments {
  const index = new LexicalIndex({
    passages: documents.map(({ id, title, text }) => ({ id, article: id, text: withTitle(title, text) })),
    articles: documents.map(({ id }) => ({ id, questions: [] })),
  });
  return ({ text, history }, withHistory, depth) => {
    const terms = index.read(text);
    const own = [{ terms, weight: 1 }];
    let lexical = index.search(weighQuery(own, index.vocabulary));
    const earlier = history.filter(({ isUser }) => isUser);
    if (withHistory && earlier.length > 0) {
      const language = languageOf(text);
      const message = { terms, leans: leansOnHistory(text, terms, language), norm: lexical.norm };
      const said = { questions: earlier.map((turn) => turn.text), lastAnswer: lastAnswer(history) };
      const context = contextParts(index, said, message, language);
      lexical = index.search(weighQuery([...own, ...context], index.vocabulary));
    }
    const { ranked } = rankArticles(lexical.articles, null, 0);
    return ranked.slice(0, depth).map(({ article }) => documents[article]?.id ?? '');
  };
}

function withTitle(title: string, text: string): string {
  return title === '' || text.startsWith(title) ? text : `${title}\n${text}`;
}

/** Script decides which follow-up rule applies; terms go by script run anyway. */
function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en';
}

function lastAnswer(history: readonly BeirTurn[]): string {
  return history.findLast(({ isUser }) => !isUser)?.text ?? '';
}
