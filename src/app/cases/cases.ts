import type { AccountStore } from '../../console/accounts/account-store.ts';
import type { CaseParts, DescribeSlot } from '../../console/cases/case-parts.ts';
import type { OfficerStore } from '../../console/cases/officer-store.ts';
import type { CannedReply } from '../../console/cases/read-canned-replies.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Clock } from '../../domain/clock.ts';
import type { ConversationState } from '../../domain/conversation.ts';
import type { Desk } from '../../domain/desk.ts';
import type { Language } from '../../domain/language.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { HandoffParts } from '../../handoff/handoff-parts.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { CaseNames } from '../../notices/case-notice.ts';
import type { TurnParts } from '../../turn/handle-turn.ts';
import type { Notify } from '../create-notify.ts';
import type { UnseenReplies } from './unseen-replies.ts';

/** What app.ts hands in for cases: stores, and who hears of changes. */
export interface CasesParts {
  readonly tickets: TicketStore;
  readonly accounts: AccountStore;
  readonly officers: OfficerStore;
  readonly clock: Clock;
  /** Codes of cases are derived from it. */
  readonly secret: Uint8Array;
  readonly noticesOf: Notify['noticesOf'];
  /** What is to be sent, later, of a reply that the visitor may not see. */
  readonly unseenOf: UnseenReplies['entriesOf'];
  /** Whether the conversation's client asked for the events of a hand-off. */
  readonly wantsHandoff: (conversation: string) => Promise<boolean>;
  /** Origin under which people reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Whether this account has a page of the console open, with whichever process. */
  readonly isWatching: (account: string) => Promise<boolean>;
  readonly onChange: HandoffParts['onChange'];
}

/** Cases over the rules of dialogs/: what channels, console and turn need of them. */
export interface Cases {
  readonly handoff: Handoff;
  readonly desks: () => readonly Desk[];
  readonly deskName: (desk: string, language: Language) => string;
  /** Where the case is looked up: the number stands there already, the code is typed. */
  readonly statusUrl: (language: Language, number: string) => string;
  /** When officers work, in words and Hong Kong time. */
  readonly officeHours: (language: Language) => string;
  readonly describeSlot: DescribeSlot;
  /** How ids in a ticket are said in notices. */
  readonly names: CaseNames;
  readonly standingOf: CaseParts['standingOf'];
  readonly isWorkingTime: CaseParts['isWorkingTime'];
  /** The assistant over the knowledge; nothing is kept. */
  readonly ask: CaseParts['ask'];
  readonly cannedReplies: readonly CannedReply[];
  readonly forms: NonNullable<TurnParts['forms']>;
  /** Blacks out identity and card numbers, and the codes of cases, in what is kept of a conversation. */
  readonly mask: (text: string) => string;
  /** The open question of a form, for a visitor who comes to it from elsewhere; null when none is filled in. */
  readonly askAgain: (state: ConversationState, language: Language) => Answer | null;
}
