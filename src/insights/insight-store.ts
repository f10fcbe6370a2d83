import type { AnswerStatus } from '../domain/answer.ts';
import type { Language } from '../domain/language.ts';

/** A question that got no answer, as far as it is stored: identity and card numbers blacked out. */
export interface UnansweredQuestion {
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly language: Language;
  readonly status: AnswerStatus;
  /** Made to stand alone. */
  readonly question: string;
  /** The nearest article at that time, and the nearest section in it; null when nothing was near. */
  readonly article: string | null;
  readonly section: string | null;
}

/** How much was asked, and what became of it. */
export interface Activity {
  /** Conversations in which something was answered. */
  readonly chats: number;
  /** Answers by status; statuses that did not occur are missing. */
  readonly outcomes: ReadonlyMap<AnswerStatus, number>;
}

/** What happened in the conversations that are kept. Every method rejects with OutageError "storage_unavailable". */
export interface InsightStore {
  /** Article → in how many answers since this instant it was cited. Articles that were not are missing. */
  citedSince(since: Date): Promise<ReadonlyMap<string, number>>;
  /** Latest first: questions that ended as a clarification or unanswerable. At most `limit`. */
  unansweredSince(since: Date, limit: number): Promise<readonly UnansweredQuestion[]>;
  activitySince(since: Date): Promise<Activity>;
}
