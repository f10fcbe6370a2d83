import type { Article } from './article.ts';
import type { Language } from './language.ts';
import type { LexiconEntry } from './lexicon.ts';
import type { Tables } from './tables.ts';

/** Everything the assistant may say, as far as it is free of faults. */
export interface Knowledge {
  readonly articles: readonly Article[];
  readonly tables: Tables;
  readonly lexicon: readonly LexiconEntry[];
  /** Questions that must not be answered, for setting thresholds. */
  readonly outOfScope: Readonly<Record<Language, readonly string[]>>;
  /** SHA-256 over all files, first 12 hex digits: the version of the knowledge. */
  readonly digest: string;
}
