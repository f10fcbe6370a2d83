import type { Card, Progress } from './card.ts';
import type { Language } from './language.ts';

/** The family is the text before the first underscore. Each status has its own wording in dialogs/. */
export const ANSWER_STATUSES = [
  'answered',
  'clarification',
  'unanswerable_no_content',
  'unanswerable_low_confidence',
  'unanswerable_out_of_scope',
  'guardrail_input',
  'guardrail_output',
  'dialog',
  'handoff',
  'smalltalk',
  'error_service',
  'error_timeout',
] as const;

export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

export type Completeness = 'complete' | 'partial' | 'none';

/** Where a sentence comes from. The URL always comes from a knowledge file, never from a model or a visitor. */
export interface Citation {
  /** The number in the text: mark 1 is written [1]. */
  readonly mark: number;
  readonly article: string;
  readonly section: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  /** The page's own date: YYYY, YYYY-MM, YYYY-MM-DD or "undated". */
  readonly sourceDate: string;
  /** The day (YYYY-MM-DD) an editor last compared the article with this source. */
  readonly checkedOn: string;
  /** Whole days between checkedOn and the answer. */
  readonly ageDays: number;
  /** True when the article's review day has passed: shown in amber. */
  readonly isPastReview: boolean;
  readonly language: Language;
}

/** A button under the answer. `question` is sent as the visitor's next message. */
export interface Suggestion {
  readonly kind: 'question' | 'option' | 'more' | 'person';
  /** What the button shows. */
  readonly label: string;
  /** What the visitor says by pressing it. */
  readonly text: string;
}

/** Rows of a table answer, cells as the visitor reads them. */
export interface AnswerTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ScoredPassage {
  readonly passage: string;
  /** Combined score of the passage, 0 to 2. */
  readonly score: number;
}

/** Kept with the answer so that it can be explained after the content has changed. Never shown to visitors. */
export interface Evidence {
  readonly accepted: readonly ScoredPassage[];
  readonly rejected: readonly ScoredPassage[];
  /** Ranked article ids with their scores. */
  readonly articles: readonly { readonly article: string; readonly score: number }[];
  readonly confidence: number;
  readonly gap: number;
  readonly indexVersion: string;
  /** passage or table row id → digest of the words that were quoted. */
  readonly quoted: Readonly<Record<string, string>>;
  /** Milliseconds by step. */
  readonly timingsMs: Readonly<Record<string, number>>;
  /** Which step ended the answer and why, in words for editors. */
  readonly reason: string;
}

/** The answer contract: the same value for chat channels, POST /api/ask, the command line and evaluation. */
export interface Answer {
  readonly status: AnswerStatus;
  readonly completeness: Completeness;
  readonly language: Language;
  /** Markdown with citation marks [1], [2]. */
  readonly text: string;
  readonly table?: AnswerTable;
  /** Of a form or a case. */
  readonly card?: Card;
  readonly progress?: Progress;
  readonly citations: readonly Citation[];
  readonly suggestions: readonly Suggestion[];
  readonly question: { readonly original: string; readonly standalone: string };
  readonly evidence: Evidence;
}

/** Of words that rest on no passage. */
export const NO_EVIDENCE: Evidence = {
  accepted: [],
  rejected: [],
  articles: [],
  confidence: 0,
  gap: 0,
  indexVersion: '',
  quoted: {},
  timingsMs: {},
  reason: 'no passage was looked for',
};
