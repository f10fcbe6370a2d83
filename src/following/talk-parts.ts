import type { Answer } from '../domain/answer.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';
import type { Followed } from './following.ts';
import type { FollowingStore } from './following-store.ts';
import type { FollowingRules } from './read-following.ts';

/** A message in its conversation, as a turn has understood it. */
export interface FollowingTurn {
  readonly message: IncomingMessage;
  readonly state: ConversationState;
  readonly understanding: Understanding;
  readonly now: Date;
}

/** An answer with what the next turn will remember. */
export interface Said {
  readonly answer: Answer;
  readonly state: ConversationState;
}

/** What may be followed, and how it is called; of the knowledge as it stands now. */
export interface Names {
  /** null: it is gone. */
  nameOf(followed: Followed, language: Language): string | null;
  articleTitled(bare: string): string | null;
  eventTitled(bare: string): string | null;
  /** With the words as they were written. */
  marketsIn(text: string): readonly { readonly id: string; readonly text: string }[];
  /** The article that answers a question best; null when none surely does. */
  articleAbout(text: string, language: Language): Promise<string | null>;
  topicOf(article: string): string | null;
}

export interface ConfirmationCodes {
  /** Six digits, and the word of the link; the same for the same message, so that a turn that runs again sends one mail. */
  readonly code: string;
  readonly token: string;
}

export interface TalkParts {
  readonly rules: FollowingRules;
  readonly store: FollowingStore;
  readonly wording: Wording;
  readonly names: Names;
  /** A single address in the text; null: none that can be written to. */
  readonly readEmail: (text: string) => string | null;
  readonly readsAsQuestion: (text: string) => boolean;
  /** How news can reach this channel: a page that has to be open, an app with a window, or not at all. */
  readonly reach: (channel: string) => 'page' | 'app' | null;
  /** Whether e-mails can be sent. */
  readonly canMail: boolean;
  /** Of the follower in this conversation: nobody can work it out. */
  readonly followerId: (conversation: string) => string;
  readonly codesFor: (follower: string, message: string) => ConfirmationCodes;
  readonly hash: (word: string) => string;
  readonly confirmationMail: (mail: {
    readonly follower: string;
    readonly message: string;
    readonly email: string;
    readonly language: Language;
    readonly codes: ConfirmationCodes;
    readonly at: string;
  }) => OutboxEntry;
  /** So many were followed or ended: for the metric. */
  readonly count: (what: 'followed' | 'ended' | 'confirmed', times?: number) => void;
  /** There is a mail to send. */
  readonly nudge: () => void;
}
