import type { AnswerStatus } from '../domain/answer.ts';
import type { FeedbackReason, GivenFeedback } from '../domain/feedback.ts';
import type { Language } from '../domain/language.ts';

/** A question that got no answer, or one that did not help, as far as it is stored: identity and card numbers blacked out. */
export interface GapQuestion {
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly language: Language;
  readonly status: AnswerStatus;
  /** Made to stand alone. */
  readonly question: string;
  /** The nearest article at that time, or the first that was cited, and the section in it; null when nothing was near. */
  readonly article: string | null;
  readonly section: string | null;
  /** The visitor said that the answer did not help; null when nothing of the kind was said. */
  readonly downVote: { readonly reason: FeedbackReason | null } | null;
}

/** What visitors said of answers. */
export interface FeedbackCounts {
  readonly helpful: number;
  readonly notHelpful: number;
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
  /**
   * Latest first: questions that ended as a clarification or unanswerable since then, and those whose answer was said
   * since then not to help. At most `limit`.
   */
  gapQuestionsSince(since: Date, limit: number): Promise<readonly GapQuestion[]>;
  /** Article → what was said since this instant of answers that cite it. Articles nothing was said of are missing. */
  feedbackSince(since: Date): Promise<ReadonlyMap<string, FeedbackCounts>>;
  /**
   * Keeps what a visitor says of an answer in place of what was said of it before. "no-such-answer" when the
   * conversation has no such message of the bot, or it is none that takes feedback: nothing is kept then.
   */
  keepFeedback(given: GivenFeedback): Promise<'kept' | 'no-such-answer'>;
  activitySince(since: Date): Promise<Activity>;
}
