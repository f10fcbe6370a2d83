/** The database as Kysely sees it. Instants are ISO 8601 texts in UTC; JSON columns are texts parsed with zod. */
export interface Tables {
  conversations: ConversationsTable;
  messages: MessagesTable;
  direct_line_conversations: DirectLineConversationsTable;
  activities: ActivitiesTable;
}

export interface ConversationsTable {
  id: string;
  channel: string;
  /** Rises by one with every saved turn. */
  version: number;
  /** ConversationState as JSON. */
  state: string;
  updated_at: string;
}

/** Turn number v of a conversation is at positions 2v-1 (the visitor's message) and 2v (the reply). */
export interface MessagesTable {
  conversation: string;
  position: number;
  id: string;
  author: 'visitor' | 'bot';
  at: string;
  text: string;
  /** Answer as JSON; null for the visitor's own messages. */
  answer: string | null;
}

export interface DirectLineConversationsTable {
  id: string;
  user_id: string;
  language: string | null;
  created_at: string;
}

export interface ActivitiesTable {
  conversation: string;
  /** Counted from 1 within the conversation: the Direct Line watermark after this activity. */
  sequence: number;
  id: string;
  at: string;
  /** The whole activity as JSON. */
  body: string;
  /** How often a message may still be tried after a crash; 0 when it needs no turn (any more). */
  runs_left: number;
}
