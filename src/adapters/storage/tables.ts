import type { Generated } from 'kysely';

/** The database as Kysely sees it. Instants are ISO 8601 texts in UTC; JSON columns are texts parsed with zod. */
export interface Tables {
  conversations: ConversationsTable;
  messages: MessagesTable;
  direct_line_conversations: DirectLineConversationsTable;
  activities: ActivitiesTable;
  answer_outcomes: AnswerOutcomesTable;
  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  account_events: AccountEventsTable;
  officers: OfficersTable;
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

/** What became of a turn, small enough to be counted over months without reading the answers. */
export interface AnswerOutcomesTable {
  conversation: string;
  /** Of the reply, as in MessagesTable. */
  position: number;
  at: string;
  status: string;
  language: string;
  /** Ids of the cited articles as a JSON list, each once. */
  articles: string;
}

export interface AccountsTable {
  id: string;
  name: string;
  role: string;
  password_hash: string;
  /** 1 or 0; SQLite has no booleans. */
  must_change_password: number;
  totp_secret: string | null;
  totp_last_step: number;
  /** SHA-256 of the recovery codes that are left, as a JSON list. */
  recovery_hashes: string;
  is_disabled: number;
  created_at: string;
}

export interface AccountSessionsTable {
  id_hash: string;
  account: string;
  created_at: string;
  last_seen_at: string;
}

export interface AccountEventsTable {
  /** Given by the database, rising. */
  sequence: Generated<number>;
  at: string;
  what: string;
  actor: string;
  subject: string;
  detail: string;
}

export interface OfficersTable {
  account: string;
  /** Ids as a JSON list. */
  desks: string;
  /** 1 or 0. */
  is_available: number;
  capacity: number;
  /** LocalizedText as JSON. */
  signature: string | null;
}
