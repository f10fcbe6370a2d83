import type { Generated } from 'kysely';
import type { ChatOwner } from '../../domain/conversation.ts';

/** The database as Kysely sees it. Instants are ISO 8601 texts in UTC; JSON columns are texts parsed with zod. */
export interface Tables {
  conversations: ConversationsTable;
  messages: MessagesTable;
  direct_line_conversations: DirectLineConversationsTable;
  activities: ActivitiesTable;
  answer_outcomes: AnswerOutcomesTable;
  answer_feedback: AnswerFeedbackTable;
  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  sign_in_attempts: SignInAttemptsTable;
  account_events: AccountEventsTable;
  tickets: TicketsTable;
  ticket_events: TicketEventsTable;
  ticket_notes: TicketNotesTable;
  attachments: AttachmentsTable;
  attachment_pieces: AttachmentPiecesTable;
  mentions: MentionsTable;
  conversation_reads: ConversationReadsTable;
  outbox: OutboxTable;
  messenger_addresses: MessengerAddressesTable;
  messenger_events: MessengerEventsTable;
  messenger_reports: MessengerReportsTable;
  messenger_cursors: MessengerCursorsTable;
  messenger_tokens: MessengerTokensTable;
  conversation_places: ConversationPlacesTable;
  move_codes: MoveCodesTable;
  officers: OfficersTable;
  followers: FollowersTable;
  follows: FollowsTable;
  followed_facts: FollowedFactsTable;
  follow_news: FollowNewsTable;
  follow_deliveries: FollowDeliveriesTable;
  announcements: AnnouncementsTable;
  announcement_events: AnnouncementEventsTable;
}

export interface ConversationsTable {
  id: string;
  channel: string;
  /** Rises by one with every saved turn and every message of an officer or of the system. */
  version: number;
  /** ConversationState as JSON. */
  state: string;
  updated_at: string;
  /** Who speaks with the visitor. */
  owner: Generated<ChatOwner>;
}

/** Positions are counted from 1 within the conversation, in the order in which things were said. */
export interface MessagesTable {
  conversation: string;
  position: number;
  id: string;
  author: 'visitor' | 'bot' | 'officer' | 'system';
  at: string;
  text: string;
  /** Answer as JSON; null for the visitor's own messages. */
  answer: string | null;
  /** Name and office of the officer who wrote; empty for everybody else. */
  signature: Generated<string>;
}

export interface DirectLineConversationsTable {
  id: string;
  user_id: string;
  language: string | null;
  created_at: string;
  /** 1: its client asked for the events of a hand-off. */
  wants_handoff: Generated<number>;
}

export interface ActivitiesTable {
  conversation: string;
  /** Counted from 1 within the conversation: the Direct Line watermark after this activity. */
  sequence: number;
  id: string;
  at: string;
  /** The whole activity as JSON. */
  body: string;
  /** How often a message is still handed out after a crash, the last time to be given up; 0: it needs no turn (any more). */
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

/** What a visitor says of an answer; the last word stands. */
export interface AnswerFeedbackTable {
  conversation: string;
  /** Of the reply, as in MessagesTable. */
  position: number;
  /** When it was said. */
  at: string;
  verdict: string;
  /** Of «not helpful», when one was given. */
  reason: string | null;
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
  /** Both null for an account with a password here. */
  issuer: string | null;
  subject: string | null;
}

export interface AccountSessionsTable {
  id_hash: string;
  account: string;
  created_at: string;
  last_seen_at: string;
  id_token: string | null;
}

/** Sign-ins begun at the identity provider; a row is taken out when the browser comes back. */
export interface SignInAttemptsTable {
  id_hash: string;
  state: string;
  nonce: string;
  verifier: string;
  return_to: string;
  begun_at: string;
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

/** Ticket (domain/ticket.ts); what is a list or a group there is a JSON text here. */
export interface TicketsTable {
  id: string;
  number: string;
  code_hash: string;
  conversation: string;
  channel: string;
  language: string;
  state: string;
  officer: string | null;
  /** Account that it is offered to while it waits, and since when. */
  offered_to: string | null;
  offered_at: string | null;
  desk: string;
  routing: string;
  lead: string;
  /** Of the lead, to filter by. */
  band: string;
  fields: string;
  withheld: string;
  summary: string;
  consent: string;
  labels: string;
  opened_at: string;
  promised_by: string;
  first_reply_at: string | null;
  last_visitor_at: string | null;
  last_officer_at: string | null;
  resolved_at: string | null;
  snoozed_until: string | null;
  merged_into: string | null;
  rating: number | null;
  /** 1 or 0. */
  is_spam: number;
  /** CallBack as JSON. */
  call_back: string | null;
  /** When the agreed call begins, until its officer was reminded. */
  call_to_remind: string | null;
  version: number;
  /** companyKey of the company's name; empty when none is known. */
  company: string;
  /** Number, company and summary as they are searched. */
  searched: string;
  /** Retention has deleted what ended before this instant; null while it has not. */
  purged_at: string | null;
}

export interface TicketEventsTable {
  ticket: string;
  /** Counted from 1 within the ticket. */
  sequence: number;
  at: string;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  what: string;
  reason: string;
  /** JSON. */
  detail: string;
}

export interface TicketNotesTable {
  id: string;
  ticket: string;
  at: string;
  author: string;
  text: string;
  /** Account ids as a JSON list. */
  mentions: string;
}

/** Attachment (domain/attachment.ts). */
export interface AttachmentsTable {
  id: string;
  conversation: string;
  ticket: string;
  message: string;
  author: string;
  name: string;
  media_type: string;
  size: number;
  at: string;
}

/** The bytes of a file, in order. */
export interface AttachmentPiecesTable {
  attachment: string;
  /** From 0. */
  position: number;
  /** Base64. */
  bytes: string;
}

/** One row per note and account that it names. */
export interface MentionsTable {
  note: string;
  account: string;
  ticket: string;
  at: string;
  /** null: not yet. */
  read_at: string | null;
}

/** How far the visitor has read. */
export interface ConversationReadsTable {
  conversation: string;
  /** Id of the latest message that was on the screen. */
  message: string;
  at: string;
}

/** OutboxEntry (domain/outbox.ts) and how its sending goes. */
export interface OutboxTable {
  /** Given by the database, rising: the order in which entries were written. */
  position: Generated<number>;
  id: string;
  kind: string;
  lane: string;
  /** JSON. */
  payload: string;
  due_at: string;
  /** No other worker takes it before this instant; null when nobody has it. */
  leased_until: string | null;
  state: string;
  attempts: number;
  last_error: string | null;
  written_at: string;
  sent_at: string | null;
}

/** KnownAddress (channels/messenger/address-store.ts). */
export interface MessengerAddressesTable {
  conversation: string;
  messenger: string;
  account: string;
  person: string;
  /** JSON; null when the vendor needs no more than the person. */
  reference: string | null;
  heard_at: string | null;
  sent_since: number;
  /** Until when an event, such as a tap on a menu, lets us say `brief_left` more; null: none did. */
  brief_until: string | null;
  brief_left: number;
  language: string | null;
  /** JSON. */
  choices: string;
  /** Answer as JSON. */
  held: string | null;
  /** Ids of outbox entries as a JSON list. */
  held_entries: string;
  /** 1 or 0. */
  is_blocked: number;
  is_welcomed: number;
  was_told_unsupported: number;
  wants_handoff: number;
  created_at: string;
}

/** What a vendor delivered; its words only until it is handled. */
export interface MessengerEventsTable {
  conversation: string;
  /** Counted from 1 within the conversation. */
  sequence: number;
  id: string;
  at: string;
  received_at: string;
  /** InboundContent as JSON; null once it is handled. */
  content: string | null;
  /** How often it may still be tried after a crash; 0 when it is handled. */
  runs_left: number;
}

/** What a vendor says of our messages. */
export interface MessengerReportsTable {
  messenger: string;
  account: string;
  vendor_message: string;
  /** Our id of it; null when the report came first and did not say. */
  message: string | null;
  conversation: string | null;
  /** Id of the outbox entry. */
  entry: string | null;
  status: string;
  code: string | null;
  at: string;
}

/** How far an account of a messaging app has been read (channels/messenger/cursor-store.ts). */
export interface MessengerCursorsTable {
  messenger: string;
  account: string;
  position: string;
}

/** Access tokens that vendors gave us (channels/messenger/token-store.ts). */
export interface MessengerTokensTable {
  /** e.g. wechat/APPID */
  account: string;
  /** A secret; good for two hours. */
  token: string;
  ends_at: string;
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
  email: string | null;
  /** As a JSON list. */
  languages: Generated<string>;
  out_until: Generated<string | null>;
}

/** Only of places that a conversation was moved to or from; any other shows the conversation of its own id. */
export interface ConversationPlacesTable {
  place: string;
  /** Of the place. */
  channel: string;
  /** That is here, or was when it left. */
  conversation: string;
  /** Channel in which it goes on; null: it is here. */
  left_for: string | null;
  at: string;
}

export interface MoveCodesTable {
  /** HMAC of the code. */
  hash: string;
  conversation: string;
  /** Where the code was made, and the channel of that place. */
  place: string;
  channel: string;
  expires_at: string;
  used_at: string | null;
  /** Place that used it; null with `used_at`: another move has ended it. */
  used_by: string | null;
}

/** Follower (following/following.ts), with the address that waits to be confirmed. */
export interface FollowersTable {
  id: string;
  conversation: string;
  channel: string;
  language: string;
  time_zone: string;
  way: string;
  /** Confirmed. */
  email: string | null;
  asked_email: string | null;
  /** SHA-256 in hex; null when used up. */
  code_hash: string | null;
  token_hash: string | null;
  code_expires_at: string | null;
  code_failures: number;
  /** Instants of the last codes that were asked for, as a JSON list. */
  codes_asked: string;
  created_at: string;
}

/** The ledger: who agreed to hear of what, by which statement. */
export interface FollowsTable {
  id: string;
  follower: string;
  kind: string;
  target: string;
  wording: string;
  at: string;
  channel: string;
  ended_at: string | null;
}

export interface FollowedFactsTable {
  id: string;
  /** Facts as JSON. */
  facts: string;
  told_on: string;
}

export interface FollowNewsTable {
  id: string;
  at: string;
  kind: string;
  /** JSON. */
  about: string;
  words: string;
  provinces: string;
}

export interface FollowDeliveriesTable {
  id: string;
  news: string;
  follower: string;
  /** SHA-256 of the confirmed address; null when there is none. */
  address: string | null;
  state: string;
  due_at: string;
  via: string | null;
  settled_at: string | null;
}

export interface AnnouncementsTable {
  id: string;
  state: string;
  version: number;
  /** JSON. */
  texts: string;
  audience: string;
  author: string;
  author_name: string;
  created_at: string;
  changed_at: string;
  decided_by: string;
  reason: string;
}

export interface AnnouncementEventsTable {
  announcement: string;
  version: number;
  at: string;
  actor: string;
  what: string;
  reason: string;
  /** JSON. */
  texts: string;
  audience: string;
}
