import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { FEEDBACK_REASONS, type Feedback, type GivenFeedback } from '../../domain/feedback.ts';

const reasonSchema = z.object({ reason: z.enum(FEEDBACK_REASONS) });

/**
 * What a messageReaction activity says of an answer: like, dislike (with a reason in `value.reason`), or neither any
 * more. undefined when it is about no message, or is a reaction that says nothing of the answer, such as a laugh.
 */
export function readReaction(activity: Activity): GivenFeedback | undefined {
  const { conversation, replyToId, reactionsAdded = [], reactionsRemoved = [] } = activity;
  if (replyToId === undefined) return undefined;
  const place = { conversation: conversation.id, reply: replyToId };
  const last = reactionsAdded.findLast(({ type }) => isOpinion(type));
  if (last !== undefined) return { ...place, feedback: feedbackOf(last.type, activity.value) };
  return reactionsRemoved.some(({ type }) => isOpinion(type)) ? { ...place, feedback: null } : undefined;
}

function isOpinion(type: string): boolean {
  return type === 'like' || type === 'dislike';
}

function feedbackOf(type: string, value: unknown): Feedback {
  if (type === 'like') return { verdict: 'helpful' };
  const parsed = reasonSchema.safeParse(value);
  return { verdict: 'not-helpful', reason: parsed.success ? parsed.data.reason : null };
}
