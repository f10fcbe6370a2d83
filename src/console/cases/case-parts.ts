import type { Answer } from '../../domain/answer.ts';
import type { AttachmentLimits, Attachments } from '../../domain/attachment.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Desk } from '../../domain/desk.ts';
import type { Language } from '../../domain/language.ts';
import type { SlotValue } from '../../domain/slots.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { InsightStore } from '../../insights/insight-store.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Guard } from '../console-route.ts';
import type { CaseDetail, CaseRow, CaseTemplate, TranscriptLine } from './case-api.ts';
import type { MentionStore } from './mention-store.ts';
import type { OfficerStore } from './officer-store.ts';
import type { CannedReply } from './read-canned-replies.ts';
import type { ReadingStore } from './reading-store.ts';

/** A line of a conversation as the store of conversations keeps it. */
export interface TranscriptSource {
  readonly id: string;
  readonly author: TranscriptLine['author'];
  /** Officers' name and office; left out for everybody else. */
  readonly signature?: string;
  readonly at: string;
  readonly text: string;
  /** Of the bot's lines. */
  readonly answer: Answer | null;
}

/** What a slot is called and how a person reads its value; undefined: only the label is wanted. */
export type DescribeSlot = (
  slot: string,
  value: SlotValue | undefined,
  language: Language,
) => { readonly label: string; readonly shown: string };

/** How a case stands against what was promised: slaOf of handoff/, with its targets and working time. */
export type StandingOf = (ticket: Ticket, now: Date) => Pick<CaseRow, 'urgency' | 'waitingSince'>;

export interface TemplateParts {
  /** How long the app lets us write freely; null: as long as we like. */
  window(conversation: string): Promise<CaseDetail['window']>;
  /** Of the app of this conversation; none where it has no such messages. Rejects with OutageError "messenger_unavailable". */
  list(conversation: string): Promise<readonly CaseTemplate[]>;
  /** False: the app has none of this name and language with so many gaps. The same id again does nothing. */
  send(
    conversation: string,
    chosen: {
      readonly id: string;
      readonly name: string;
      readonly language: string;
      readonly values: readonly string[];
    },
  ): Promise<boolean>;
}

/** Files of cases. */
export interface FileParts {
  readonly attachments: Pick<Attachments, 'attach' | 'list' | 'read' | 'remove'>;
  readonly limits: AttachmentLimits;
  /** What a message says that brings a file. */
  readonly line: (name: string, language: Language) => string;
}

/** What the pages of cases need. */
export interface CaseParts {
  readonly guard: Guard;
  readonly accounts: Pick<AccountStore, 'find' | 'list'>;
  readonly officers: OfficerStore;
  readonly mentions: MentionStore;
  readonly handoff: Pick<Handoff, 'act' | 'tick' | 'refresh'>;
  readonly tickets: TicketStore;
  readonly insights: Pick<InsightStore, 'activitySince'>;
  /** Oldest first; the latest `limit` lines (1 to 500). */
  readonly transcript: (conversation: string, limit: number) => Promise<readonly TranscriptSource[]>;
  readonly desks: () => readonly Pick<Desk, 'id' | 'name'>[];
  readonly describeSlot: DescribeSlot;
  readonly standingOf: StandingOf;
  /** Whether officers work then. */
  readonly isWorkingTime: (at: Date) => boolean;
  /** The assistant over the knowledge; `history`: earlier questions, oldest first. Nothing is kept. */
  readonly ask: (text: string, history: readonly string[], language: Language) => Promise<Answer>;
  /** Shows the visitor that somebody is writing. */
  readonly showTyping: (conversation: string) => Promise<void>;
  /** How far visitors have read. */
  readonly readings: Pick<ReadingStore, 'find'>;
  /** Shows the visitor that this message of theirs has been seen. Showing it again does nothing. */
  readonly showSeen: (conversation: string, message: string) => Promise<void>;
  readonly cannedReplies: readonly CannedReply[];
  /** Messages that a messaging app lets pass while its window is closed. */
  readonly templates: TemplateParts;
  readonly files: FileParts;
  readonly clock: Clock;
}
