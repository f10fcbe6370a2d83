/** What is searched, whatever it was made from: the knowledge base, or a public test set. */
export interface SearchablePassage {
  readonly id: string;
  readonly article: string;
  /** Title once, then the words. */
  readonly text: string;
  /** For choosing among the sections of one article; a passage without a heading is its article's summary. */
  readonly heading?: string;
  /** Of the article, in words that name its subject. */
  readonly title?: string;
}

export interface SearchableArticle {
  readonly id: string;
  /** How people ask for it; may be empty. */
  readonly questions: readonly string[];
  /** For each question the id of the passage that answers it, null where editors name none; may be left out. */
  readonly questionPassages?: readonly (string | null)[];
  /** Ids of neighbouring articles, as their editors name them; may be left out. */
  readonly related?: readonly string[];
}

/** All passages and articles of one language. */
export interface SearchableCollection {
  readonly passages: readonly SearchablePassage[];
  readonly articles: readonly SearchableArticle[];
}

interface SearchableText {
  readonly text: string;
  readonly article: number;
  /** The passage that it is, or that answers it; null where editors name none. */
  readonly passage: number | null;
  readonly kind: 'passage' | 'question';
}

const texts = new WeakMap<SearchableCollection, readonly SearchableText[]>();

/**
 * Texts of a collection with the index of their article, and of the passage that they are or that answers them: passages
 * first, then questions, as the vector index keeps them.
 */
export function textsOf(collection: SearchableCollection): readonly SearchableText[] {
  const known = texts.get(collection) ?? listTexts(collection);
  texts.set(collection, known);
  return known;
}

function listTexts(collection: SearchableCollection): SearchableText[] {
  const articles = new Map(collection.articles.map((article, index) => [article.id, index]));
  const passages = new Map(collection.passages.map((passage, index) => [passage.id, index]));
  return [
    ...collection.passages.map((passage, index) => ({
      text: passage.text,
      article: articles.get(passage.article) ?? 0,
      passage: index,
      kind: 'passage' as const,
    })),
    ...collection.articles.flatMap((article, index) =>
      article.questions.map((text, position) => ({
        text,
        article: index,
        passage: passages.get(article.questionPassages?.[position] ?? '') ?? null,
        kind: 'question' as const,
      })),
    ),
  ];
}
