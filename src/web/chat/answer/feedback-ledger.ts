import { FEEDBACK_REASONS, type Feedback } from '../../../domain/feedback.ts';
import type { ChatAdapter, DirectLineActivity } from '../connection/direct-line-types.ts';

/** What the visitor said of the answers in one conversation. */
export interface FeedbackLedger {
  /** null: nothing, or nothing any more. The same object until something else is said. */
  readonly of: (reply: string) => Feedback | null;
  /** Resolves to false when it did not arrive; what was said before stands again then. */
  readonly give: (reply: string, feedback: Feedback | null) => Promise<boolean>;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Reads reactions out of the conversation, so that they are there again after a reload, and sends new ones in order. */
export function createFeedbackLedger(adapter: Pick<ChatAdapter, 'activity$' | 'postActivity'>): FeedbackLedger {
  const heard = new Map<string, Feedback | null>();
  /** Said and on the way: shown at once. */
  const said = new Map<string, Feedback | null>();
  const listeners = new Set<() => void>();
  let sending: Promise<unknown> = Promise.resolve();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const of = (reply: string): Feedback | null => said.get(reply) ?? (said.has(reply) ? null : heard.get(reply)) ?? null;
  adapter.activity$.subscribe((activity) => {
    const reply = activity['replyToId'];
    if (activity.type !== 'messageReaction' || typeof reply !== 'string') return;
    heard.set(reply, feedbackIn(activity));
    tell();
  });
  return {
    of,
    give: async (reply, feedback) => {
      const before = of(reply);
      said.set(reply, feedback);
      tell();
      const sent = sending.then(() => post(adapter, reactionOf(reply, before, feedback)));
      sending = sent;
      const hasArrived = await sent;
      if (hasArrived) heard.set(reply, feedback);
      // Unless something else was said meanwhile.
      if (said.get(reply) === feedback) said.delete(reply);
      tell();
      return hasArrived;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A Bot Framework reaction: https://aka.ms/botSpecs-activitySchema, «Message reaction activity». */
function reactionOf(reply: string, before: Feedback | null, feedback: Feedback | null): DirectLineActivity {
  const reason = feedback?.verdict === 'not-helpful' ? feedback.reason : null;
  return {
    type: 'messageReaction',
    replyToId: reply,
    reactionsAdded: feedback === null ? [] : [{ type: typeOf(feedback) }],
    reactionsRemoved: before === null || before.verdict === feedback?.verdict ? [] : [{ type: typeOf(before) }],
    ...(reason !== null && { value: { reason } }),
  };
}

function typeOf({ verdict }: Feedback): 'like' | 'dislike' {
  return verdict === 'helpful' ? 'like' : 'dislike';
}

function feedbackIn({ reactionsAdded, value }: DirectLineActivity): Feedback | null {
  const types = Array.isArray(reactionsAdded) ? reactionsAdded.map((one: { type?: unknown } | null) => one?.type) : [];
  if (types.includes('like')) return { verdict: 'helpful' };
  if (!types.includes('dislike')) return null;
  const given = (value as { reason?: unknown } | null | undefined)?.reason;
  return { verdict: 'not-helpful', reason: FEEDBACK_REASONS.find((reason) => reason === given) ?? null };
}

function post({ postActivity }: Pick<ChatAdapter, 'postActivity'>, activity: DirectLineActivity): Promise<boolean> {
  return new Promise((resolve) => {
    postActivity(activity).subscribe({ next: () => resolve(true), error: () => resolve(false) });
  });
}
