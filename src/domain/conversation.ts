import type { Answer } from './answer.ts';
import type { RunningCalculation } from './calculation.ts';
import type { RunningDialog } from './dialog.ts';
import type { Language } from './language.ts';

/** One question and its answer, as far as later turns need it. */
export interface PastTurn {
  /** What the visitor wrote. */
  readonly original: string;
  /** The stand-alone question that was searched. */
  readonly standalone: string;
  readonly status: Answer['status'];
  /** Best article of the answer first; empty when nothing was answered. */
  readonly articles: readonly string[];
  /** The answer's words, for terms that a follow-up may lean on. */
  readonly answerText: string;
}

/** What is remembered between turns. `version` rises by one with every saved turn (optimistic locking). */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly version: number;
  /** While an officer owns the chat the bot is silent. */
  readonly owner: ChatOwner;
  readonly state: ConversationState;
}

export type ChatOwner = 'bot' | 'officer';

/** Stored as JSON with its schema version, migrated while being parsed. */
export interface ConversationState {
  readonly schema: 1;
  readonly language: Language | null;
  /** Latest last; at most the five most recent. */
  readonly turns: readonly PastTurn[];
  /** Unanswered questions in a row; at two the visitor is offered a person. */
  readonly failuresInARow: number;
  /** What «more» continues with: the rest of the last answer's section. */
  readonly more: { readonly passage: string; readonly shownBlocks: number } | null;
  /** What is being worked out, with the inputs so far; a new subject ends it. Joined after the first release. */
  readonly calculation?: RunningCalculation | null;
  /** The form that is being filled in. Joined after the first release. */
  readonly dialog?: RunningDialog | null;
  /** What was said of following something. Joined later too. */
  readonly following?: FollowingTalk | null;
}

/** Where a conversation about following stands. */
export interface FollowingTalk {
  /** Following is suggested once in a conversation. */
  readonly wasOffered: boolean;
  /** What was asked last, of what, when; null: nothing. */
  readonly asked: {
    readonly question: 'where' | 'email' | 'code';
    readonly kind: 'article' | 'topic' | 'market' | 'event';
    readonly id: string;
    readonly way: 'here' | 'email' | 'both';
    readonly at: string;
  } | null;
}

/** What is left for the bot when it gets the chat back: nothing that was said before is leant on. */
export function cutContext(state: ConversationState): ConversationState {
  return { ...state, turns: [], failuresInARow: 0, more: null, calculation: null, dialog: null, following: null };
}

export const EMPTY_STATE: ConversationState = {
  schema: 1,
  language: null,
  turns: [],
  failuresInARow: 0,
  more: null,
};
