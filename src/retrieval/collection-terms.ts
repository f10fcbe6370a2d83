import { readTermTable, selectTexts, type TermTable } from './lexical/term-table.ts';
import { type SearchableCollection, textsOf } from './searchable.ts';

/** A collection with the terms of its texts. */
export interface CollectionTerms {
  readonly collection: SearchableCollection;
  /** Terms of textsOf(collection). */
  readonly terms: TermTable;
}

export function readCollection(collection: SearchableCollection): CollectionTerms {
  return { collection, terms: readTermTable(textsOf(collection).map(({ text }) => text)) };
}

/** The collection without some example questions, told by their position within their article. */
export function withoutQuestions(
  { collection, terms }: CollectionTerms,
  isLeftOut: (position: number, count: number) => boolean,
): CollectionTerms {
  const kept = collection.passages.map((_, index) => index);
  let next = kept.length;
  const articles = collection.articles.map((article) => {
    const stays = article.questions.map((_, position) => !isLeftOut(position, article.questions.length));
    for (const isKept of stays) {
      if (isKept) kept.push(next);
      next++;
    }
    const filter = <T>(items: readonly T[]) => items.filter((_, position) => stays[position] === true);
    return {
      ...article,
      questions: filter(article.questions),
      ...(article.questionPassages === undefined ? {} : { questionPassages: filter(article.questionPassages) }),
    };
  });
  return { collection: { passages: collection.passages, articles }, terms: selectTexts(terms, kept) };
}
