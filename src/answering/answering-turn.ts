import type { AnswerStatus, AnswerTable, Citation, Completeness, Suggestion } from '../domain/answer.ts';
import type { Article, Source } from '../domain/article.ts';
import type { CalculationDialogs, Calculator, RunningCalculation } from '../domain/calculation.ts';
import { daysBetween } from '../domain/clock.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Language } from '../domain/language.ts';
import type { Retrieval, RetrievalRequest } from '../domain/retrieval.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';

/** What the steps may ask of the rest of the program. */
export interface AnsweringParts {
  readonly knowledge: () => Knowledge;
  readonly articleById: (id: string) => Article | undefined;
  readonly retrieve: (request: RetrievalRequest) => Promise<Retrieval>;
  readonly wording: Wording;
  readonly starters: Readonly<Record<Language, readonly string[]>>;
  /** By name; what each asks is in `calculations`, or in the table of schemes. */
  readonly calculators: ReadonlyMap<string, Calculator>;
  readonly calculations: CalculationDialogs;
}

/** A citation before it has its number: marks are given in the order in which the text uses them. */
export type DraftCitation = Omit<Citation, 'mark'>;

/** One line or paragraph of the answer with what backs it. */
export interface DraftBlock {
  readonly markdown: string;
  readonly cites: readonly DraftCitation[];
}

/** What a table row says. */
export interface TableAnswer {
  readonly blocks: readonly DraftBlock[];
  readonly table?: AnswerTable;
  readonly row: string;
}

/** An answer in the making. */
export interface Draft {
  readonly status: AnswerStatus;
  readonly completeness: Completeness;
  readonly blocks: readonly DraftBlock[];
  readonly table?: AnswerTable;
  readonly suggestions: readonly Suggestion[];
  /** What was quoted: passage or row id → digest of its words. */
  readonly quoted: Readonly<Record<string, string>>;
  /** Articles behind the answer, best first. */
  readonly articles: readonly string[];
  /** Where «more» would go on. */
  readonly more: ConversationState['more'];
  /** What a next message may go on with: an input that was asked for, or a result that may be worked out anew. */
  readonly calculation?: RunningCalculation | null;
  /** In words for editors: which step ended it and why. */
  readonly reason: string;
}

/** Everything known about this turn; each step returns a new one or a draft that ends it. */
export interface AnsweringTurn {
  readonly understanding: Understanding;
  readonly state: ConversationState;
  /** YYYY-MM-DD in Hong Kong. */
  readonly today: string;
  readonly retrieval: Retrieval | null;
  /** The article that would have answered, had its validity not ended; null or left out: there is none. */
  readonly withheld?: Article | null;
  /** A fee row that is said before the words of an article. */
  readonly row?: TableAnswer;
}

export type StepOutcome =
  | { readonly kind: 'go-on'; readonly turn: AnsweringTurn }
  | { readonly kind: 'stop'; readonly draft: Draft };

/** One named step of the policy. */
export interface Step {
  readonly name: string;
  readonly run: (turn: AnsweringTurn, parts: AnsweringParts) => Promise<StepOutcome> | StepOutcome;
}

export function goOn(turn: AnsweringTurn): StepOutcome {
  return { kind: 'go-on', turn };
}

/** Ends the turn with words of our own: nothing factual, so nothing to cite. */
export function stopWith(
  status: AnswerStatus,
  text: string,
  reason: string,
  suggestions: readonly Suggestion[] = [],
): StepOutcome {
  return {
    kind: 'stop',
    draft: {
      status,
      completeness: 'none',
      blocks: text === '' ? [] : [{ markdown: text, cites: [] }],
      suggestions,
      quoted: {},
      articles: [],
      more: null,
      reason,
    },
  };
}

export function personSuggestion(language: Language, wording: Wording): Suggestion {
  return { kind: 'person', label: wording('offerPerson.label', language), text: wording('offerPerson.says', language) };
}

/** Sources that back a section: official ones first, the section's own before general ones. At most `limit`. */
export function citationsFor(
  article: Article,
  section: string,
  language: Language,
  today: string,
  limit = 2,
): DraftCitation[] {
  const backs = (source: Source) =>
    source.supports.length === 0 || source.supports.includes(section) || section === 'summary';
  const rank = (source: Source) => (source.kind === 'official' ? 0 : 2) + (source.supports.includes(section) ? 0 : 1);
  return article.sources
    .filter(backs)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, limit)
    .map((source) => ({
      article: article.id,
      section,
      title: source.title[language],
      publisher: source.publisher[language],
      url: source.url,
      sourceDate: source.date,
      checkedOn: article.checkedOn,
      ageDays: ageInDays(article.checkedOn, today),
      isPastReview: today > article.reviewBy,
      language,
    }));
}

/** False after the last day on which the article may be quoted. */
export function isValidOn(article: Article, today: string): boolean {
  return article.validUntil === null || article.validUntil >= today;
}

/** Days since a day; 0 for today and later. */
export function ageInDays(day: string, today: string): number {
  return Math.max(0, daysBetween(day, today));
}
