import type { Answer } from './answer.ts';

/** What may be wrong with an answer, in the words of one press. */
export const FEEDBACK_REASONS = ['wrong-subject', 'missing-something', 'out-of-date', 'hard-to-understand'] as const;

export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What a visitor says of an answer. A reason is given, if at all, for «not helpful» only. */
export type Feedback =
  | { readonly verdict: 'helpful' }
  | { readonly verdict: 'not-helpful'; readonly reason: FeedbackReason | null };

/** Feedback on one answer. `feedback` is null when the visitor took it back. */
export interface GivenFeedback {
  readonly conversation: string;
  /** Id of the bot's message. */
  readonly reply: string;
  readonly feedback: Feedback | null;
}

/**
 * Whether visitors are asked what they think of it: only what rests on an article or a calculation, so that somebody
 * can mend it. Never forms, refusals and small talk.
 */
export function takesFeedback({ status, citations }: Pick<Answer, 'status' | 'citations'>): boolean {
  return status === 'answered' || (status === 'clarification' && citations.length > 0);
}
