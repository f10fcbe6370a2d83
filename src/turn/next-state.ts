import type { Answer } from '../domain/answer.ts';
import type { ConversationState, PastTurn } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { Understanding } from '../domain/understanding.ts';

/** Turns kept in the state: what follow-ups may lean on. GOV.UK Chat uses the last five. */
const TURNS_KEPT = 5;
/** Words of an answer kept for follow-ups. */
const ANSWER_TEXT_KEPT = 600;

/** An answer of the knowledge base with what later turns may lean on. */
export interface Answered {
  readonly answer: Answer;
  readonly articles: readonly string[];
  readonly more: ConversationState['more'];
  readonly calculation?: ConversationState['calculation'];
}

export type AnswerTurn = (turn: {
  readonly understanding: Understanding;
  readonly state: ConversationState;
  readonly today: string;
  readonly retrieval: null;
}) => Promise<Answered>;

/** The answer with its question as it may be stored. */
export function maskQuestion(answer: Answer, mask: (text: string) => string): Answer {
  const { original, standalone } = answer.question;
  return { ...answer, question: { original: mask(original), standalone: mask(standalone) } };
}

/** What the next turn will remember. */
export function nextState(state: ConversationState, language: Language, answered: Answered): ConversationState {
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
    // What was asked about following is over once something else is said; that it was suggested is remembered.
    ...(state.following == null ? {} : { following: { ...state.following, asked: null } }),
  };
}
