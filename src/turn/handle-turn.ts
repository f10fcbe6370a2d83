import { type Answer, NO_EVIDENCE } from '../domain/answer.ts';
import { type Clock, hongKongDay } from '../domain/clock.ts';
import { type Conversation, type ConversationState, EMPTY_STATE } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import { type IncomingMessage, type Reply, replyIdFor } from '../domain/message.ts';
import type { Understanding } from '../domain/understanding.ts';
import { within } from '../domain/within.ts';
import type { Wording } from '../domain/wording.ts';
import type { CaseDesk } from './case-desk.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { FollowingTalk } from './following-talk.ts';
import type { Formed, Forms, Turn } from './forms.ts';
import { type Answered, type AnswerTurn, maskQuestion, nextState } from './next-state.ts';

/** Longest that a visitor waits for an answer without a model. Source: docs/answering.md. */
export const ANSWER_TIMEOUT_MS = 30_000;

export interface TurnParts {
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly understand: (text: string, state: ConversationState, pageLanguage: Language | null) => Understanding;
  readonly answer: AnswerTurn;
  /** Blacks out identity and card numbers and the codes of cases before anything is stored. */
  readonly mask: (text: string) => string;
  readonly onAnswer: (answer: Answer, message: IncomingMessage) => void;
  /** After this many milliseconds the visitor gets a reply that says so, and the conversation is free again. */
  readonly timeoutMs: number;
  readonly wording: Wording;
  /** Forms and cases; null = questions only. */
  readonly forms: (Forms & { readonly cases: CaseDesk }) | null;
  /** Following topics, markets and events; null = nothing can be followed. */
  readonly following?: FollowingTalk | null;
}

/**
 * Resolves to null when an officer owns the chat: the message was handed on, and the bot is silent. `onThinking` is
 * called before an answer is looked for.
 */
export type HandleTurn = (message: IncomingMessage, onThinking?: () => Promise<unknown>) => Promise<Reply | null>;

/**
 * One message in, one reply out. A message that was handled before gets its stored reply and changes nothing; when
 * someone else saved first, or an officer took the chat over meanwhile, the turn is done once more on the newer state.
 */
export function createHandleTurn(parts: TurnParts): HandleTurn {
  return async (message, onThinking) => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const earlier = await parts.store.findReply(message.conversation, message.id);
      if (earlier !== undefined) return earlier;
      const conversation = await parts.store.load(message.conversation);
      const text = parts.mask(message.text.toWellFormed());
      const opened = await openedEarlier(message, conversation, parts);
      if (opened === null && conversation?.owner === 'officer') {
        const { id, conversation: place } = message;
        const words = message.text.toWellFormed();
        const relayed = await parts.forms?.relay({ id, conversation: place, text: words, kept: text });
        if (relayed === 'relayed') {
          await parts.following?.overhear(message.conversation, text, parts.clock().toISOString());
          return null;
        }
        continue;
      }
      if (opened === null) await onThinking?.();
      const { reply, state } = opened ?? (await respond(message, conversation, parts));
      const outcome = await parts.store.saveTurn({
        message: { ...message, text },
        reply,
        state,
        expectedVersion: conversation?.version ?? 0,
        isOwed: opened !== null,
      });
      // Heard before without a reply of the bot: an officer owned the chat then.
      if (outcome === 'repeated-message')
        return (await parts.store.findReply(message.conversation, message.id)) ?? null;
      if (outcome === 'saved') {
        parts.onAnswer(reply.answer, message);
        return reply;
      }
    }
    throw new Error(`the turn lost the race three times in conversation ${message.conversation}`);
  };
}

interface Responded {
  readonly reply: Reply;
  readonly state: ConversationState;
}

/**
 * The case that an earlier run of this turn opened without saying so: an officer claimed it before the reply was saved,
 * or the process was killed. Number, code and promise are owed to the visitor, whoever speaks now.
 */
async function openedEarlier(
  message: IncomingMessage,
  conversation: Conversation | undefined,
  { forms, clock }: TurnParts,
): Promise<Responded | null> {
  if (forms === null || conversation === undefined) return null;
  const opened = await forms.confirmOpening(message, conversation.state);
  return opened && { reply: replyTo(message, opened.answer, clock()), state: opened.state };
}

function replyTo({ id, conversation }: IncomingMessage, answer: Answer, now: Date): Reply {
  return { id: replyIdFor(id), conversation, at: now.toISOString(), answer };
}

async function respond(
  message: IncomingMessage,
  conversation: Conversation | undefined,
  parts: TurnParts,
): Promise<Responded> {
  const state = conversation?.state ?? EMPTY_STATE;
  const now = parts.clock();
  const understanding = parts.understand(message.text, state, message.pageLanguage ?? null);
  const turn = { message, state, understanding, now };
  const { answer, state: next } =
    (await respondOfFollowing(turn, parts)) ??
    (await parts.forms?.respond(turn)) ??
    (await respondFromKnowledge(turn, parts));
  return { reply: replyTo(message, answer, now), state: next };
}

async function respondOfFollowing(turn: Turn, { following, mask }: TurnParts): Promise<Formed | null> {
  const said = (await following?.respond(turn)) ?? null;
  return said && { ...said, answer: maskQuestion(said.answer, mask) };
}

async function respondFromKnowledge(turn: Turn, parts: TurnParts): Promise<Formed> {
  const { understanding, state, now } = turn;
  const answering = parts.answer({ understanding, state, today: hongKongDay(now), retrieval: null });
  const answered = (await within(parts.timeoutMs, answering)) ?? timedOut(understanding, parts.wording);
  const answer = maskQuestion(answered.answer, parts.mask);
  const said = { answer, state: nextState(state, understanding.language, { ...answered, answer }) };
  return (await parts.following?.suggest(turn, said)) ?? said;
}

function timedOut({ language, original, standalone }: Understanding, wording: Wording): Answered {
  return {
    articles: [],
    more: null,
    answer: {
      status: 'error_timeout',
      completeness: 'none',
      language,
      text: wording('error.timeout', language),
      citations: [],
      suggestions: [
        { kind: 'person', label: wording('offerPerson.label', language), text: wording('offerPerson.says', language) },
      ],
      question: { original, standalone },
      evidence: { ...NO_EVIDENCE, reason: 'timed out' },
    },
  };
}
