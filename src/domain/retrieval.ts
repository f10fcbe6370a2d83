import type { Language } from './language.ts';
import type { Passage } from './passage.ts';

/**
 * answer: say it; likely: say it, with the runner-up and what else may be meant; offer: name up to three subjects;
 * decline: say that it is not known.
 */
export type Zone = 'answer' | 'likely' | 'offer' | 'decline';

/** A stand-alone question with what was said before. */
export interface RetrievalRequest {
  readonly question: string;
  readonly language: Language;
  /** Earlier messages of the visitor, oldest first. */
  readonly history: readonly string[];
  readonly lastAnswer: string;
  /** Articles of the previous turn, best first. */
  readonly previousArticles: readonly string[];
  /** The question was rewritten to stand alone, so earlier words count little. */
  readonly standsAlone: boolean;
  /** The message goes on from the one before, in words that the question no longer holds. */
  readonly goesOn?: boolean;
  /** The visitor's own words, where a subject was put in beside them. */
  readonly ownWords?: string;
  /** The program asks itself whether it could answer, a dozen times per turn: a reranking endpoint is not asked. */
  readonly isRehearsal?: boolean;
}

/** Ranked articles and passages with how sure we are. Best first; both lists may be empty. */
export interface Retrieval {
  readonly zone: Zone;
  readonly articles: readonly { readonly article: string; readonly score: number }[];
  readonly passages: readonly { readonly passage: Passage; readonly score: number }[];
  /** Probability that the question is about our subject, 0 to 1. */
  readonly inScope: number;
  /** Probability that the first article is the right one, 0 to 1. */
  readonly rightness: number;
  /** Difference between the two best articles, 0 to 1. */
  readonly gap: number;
  readonly arms: 'hybrid' | 'lexical' | 'pinyin';
  readonly indexVersion: string;
}
