import { type Answer, NO_EVIDENCE } from '../domain/answer.ts';
import { EMPTY_STATE } from '../domain/conversation.ts';
import { type IncomingMessage, type Reply, replyIdFor } from '../domain/message.ts';
import type { TurnParts } from './handle-turn.ts';

/** Resolves to what the visitor is told; null when an officer reads the message and nothing is to be said. */
export type GiveUp = (message: IncomingMessage) => Promise<Reply | null>;

/**
 * The last resort for a message that was acknowledged and cannot be answered: its turn failed, lost every race, or was
 * cut off again and again. It gets into the transcript, where an officer sees it, and the visitor is told plainly that
 * there is no answer. Understanding and answering are left alone: they may be what failed.
 */
export function createGiveUp(parts: Pick<TurnParts, 'store' | 'clock' | 'mask' | 'wording' | 'forms'>): GiveUp {
  const { store, clock, mask, wording, forms } = parts;
  return async (message) => {
    const place = message.conversation;
    const earlier = await store.findReply(place, message.id);
    if (earlier !== undefined) return earlier;
    const conversation = await store.load(place);
    const state = conversation?.state ?? EMPTY_STATE;
    const opened = await forms?.confirmOpening(message, state);
    const text = mask(message.text.toWellFormed());
    const answer = opened?.answer ?? apology(text, state.language ?? message.pageLanguage ?? 'zh-Hans', wording);
    const reply = { id: replyIdFor(message.id), conversation: place, at: clock().toISOString(), answer };
    const outcome = await store.keep({ message: { ...message, text }, reply, isOwed: opened != null });
    if (outcome === 'kept') return reply;
    if (outcome === 'kept-for-officer') {
      await forms?.cases.refresh(place);
      return null;
    }
    return (await store.findReply(place, message.id)) ?? null;
  };
}

function apology(text: string, language: Answer['language'], wording: TurnParts['wording']): Answer {
  return {
    status: 'error_service',
    completeness: 'none',
    language,
    text: wording('error.unanswered', language),
    citations: [],
    suggestions: [],
    question: { original: text, standalone: text },
    evidence: { ...NO_EVIDENCE, reason: 'the turn was given up' },
  };
}
