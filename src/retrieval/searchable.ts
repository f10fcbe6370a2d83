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
