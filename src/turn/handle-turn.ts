import type { Answer } from '../domain/answer.ts';
import { type Clock, hongKongDay } from '../domain/clock.ts';
import { type Conversation, type ConversationState, EMPTY_STATE, type PastTurn } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import { type IncomingMessage, type Reply, replyIdFor } from '../domain/message.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Turns kept in the state: what follow-ups may lean on. GOV.UK Chat uses the last five. */
const TURNS_KEPT = 5;
/** Longest that a visitor waits for an answer without a model. Source: docs/answering.md. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** Words of an answer kept for follow-ups. */
const ANSWER_TEXT_KEPT = 600;

export interface TurnParts {
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly understand: (text: string, state: ConversationState, pageLanguage: Language | null) => Understanding;
  readonly answer: (turn: {
    readonly understanding: Understanding;
    readonly state: ConversationState;
    readonly today: string;
    readonly retrieval: null;
  }) => Promise<{
    readonly answer: Answer;
    readonly articles: readonly string[];
    readonly more: ConversationState['more'];
    readonly calculation?: ConversationState['calculation'];
  }>;
  /** Blacks out identity and card numbers before anything is stored. */
  readonly mask: (text: string) => string;
  readonly onAnswer: (answer: Answer, message: IncomingMessage) => void;
  /** After this many milliseconds the visitor gets a reply that says so, and the conversation is free again. */
  readonly timeoutMs: number;
  readonly wording: Wording;
}

/**
 * One message in, one reply out. A message that was handled before gets its stored reply and changes nothing; when
 * someone else saved first, the turn is done once more on the newer state.
 */
export function createHandleTurn(parts: TurnParts): (message: IncomingMessage) => Promise<Reply> {
  return async (message) => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const earlier = await parts.store.findReply(message.conversation, message.id);
      if (earlier !== undefined) return earlier;
      const conversation = await parts.store.load(message.conversation);
      const { reply, state } = await respond(message, conversation, parts);
      const outcome = await parts.store.saveTurn({
        message: { ...message, text: parts.mask(message.text.toWellFormed()) },
        reply,
        state,
        expectedVersion: conversation?.version ?? 0,
      });
      if (outcome === 'saved') {
        parts.onAnswer(reply.answer, message);
        return reply;
      }
    }
    throw new Error(`the turn lost the race three times in conversation ${message.conversation}`);
  };
}

async function respond(
  message: IncomingMessage,
  conversation: Conversation | undefined,
  parts: TurnParts,
): Promise<{ readonly reply: Reply; readonly state: ConversationState }> {
  const state = conversation?.state ?? EMPTY_STATE;
  const now = parts.clock();
  const understanding = parts.understand(message.text, state, message.pageLanguage ?? null);
  const answering = parts.answer({ understanding, state, today: hongKongDay(now), retrieval: null });
  const answered = (await within(parts.timeoutMs, answering)) ?? timedOut(understanding, parts.wording);
  const question = {
    original: parts.mask(answered.answer.question.original),
    standalone: parts.mask(answered.answer.question.standalone),
  };
  const answer = { ...answered.answer, question };
  return {
    reply: { id: replyIdFor(message.id), conversation: message.conversation, at: now.toISOString(), answer },
    state: nextState(state, understanding.language, { ...answered, answer }),
  };
}

/** undefined when the work takes longer; what it yields later is dropped. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(
  { language, original, standalone }: Understanding,
  wording: Wording,
): Awaited<ReturnType<TurnParts['answer']>> {
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
      evidence: {
        accepted: [],
        rejected: [],
        articles: [],
        confidence: 0,
        gap: 0,
        indexVersion: '',
        quoted: {},
        timingsMs: {},
        reason: 'timed out',
      },
    },
  };
}

/** What the next turn will remember. */
export function nextState(
  state: ConversationState,
  language: Language,
  answered: Awaited<ReturnType<TurnParts['answer']>>,
): ConversationState {
  const { answer, articles, more, calculation } = answered;
  const { status } = answer;
  const isAsking = calculation?.asked != null;
  const isFailure =
    (status === 'clarification' && !isAsking) || status.startsWith('unanswerable') || status.startsWith('error');
  const isAside = status === 'smalltalk' || status.startsWith('guardrail');
  const kept = (calculation === undefined && isAside ? state.calculation : calculation) ?? null;
  const turn: PastTurn = {
    original: answer.question.original,
    standalone: answer.question.standalone,
    status,
    articles,
    answerText: status === 'answered' ? answer.text.slice(0, ANSWER_TEXT_KEPT) : '',
  };
  return {
    schema: 1,
    language,
    // A guarded message is not kept as context: nothing may lean on it.
    turns: status.startsWith('guardrail') ? state.turns : [...state.turns, turn].slice(-TURNS_KEPT),
    failuresInARow: isFailure ? state.failuresInARow + 1 : isAside ? state.failuresInARow : 0,
    more: isAside ? state.more : more,
    ...(kept === null ? {} : { calculation: kept }),
  };
}
