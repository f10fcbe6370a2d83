import type { Answer } from '../domain/answer.ts';
import type { Conversation, ConversationState } from '../domain/conversation.ts';
import type { IncomingMessage, Reply } from '../domain/message.ts';

/** One line of a conversation as the visitor saw it. `system` tells what happens to the visitor's case. */
export interface TranscriptEntry {
  readonly id: string;
  readonly author: 'visitor' | 'bot' | 'officer' | 'system';
  readonly at: string;
  readonly text: string;
  readonly answer: Answer | null;
  /** How an officer signs: name and office; empty for everybody else. */
  readonly signature: string;
}

export type SaveOutcome = 'saved' | 'lost-race' | 'repeated-message';

/** Where conversations live. Every method rejects with OutageError "storage_unavailable" when the store is down. */
export interface ConversationStore {
  /** undefined when the conversation has had no turn yet. */
  load(conversation: string): Promise<Conversation | undefined>;
  /** The reply already given to this message, when it was handled before. */
  findReply(conversation: string, messageId: string): Promise<Reply | undefined>;
  /**
   * Stores message, reply and new state in one transaction.
   * expectedVersion is 0 for a new conversation; "lost-race" when someone else saved first or an officer owns the
   * chat, "repeated-message" when the message id is already there: in both cases nothing is written. A reply that
   * `isOwed` is saved though an officer owns the chat.
   */
  saveTurn(turn: {
    readonly message: IncomingMessage;
    readonly reply: Reply;
    readonly state: ConversationState;
    readonly expectedVersion: number;
    readonly isOwed?: boolean;
  }): Promise<SaveOutcome>;
  /**
   * Puts a message that no turn could be saved for into the transcript, with a reply when there is one; the state stays,
   * whoever saved meanwhile. While an officer owns the conversation the reply is left out, unless it `isOwed` as with
   * saveTurn. Nothing is written for a message that is there already.
   */
  keep(heard: {
    readonly message: IncomingMessage;
    readonly reply: Reply | null;
    readonly isOwed?: boolean;
  }): Promise<'kept' | 'kept-for-officer' | 'repeated-message'>;
  /** Oldest first; the latest `limit` entries (1 to 500). */
  transcript(conversation: string, limit: number): Promise<readonly TranscriptEntry[]>;
}
