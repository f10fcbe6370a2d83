import type { Answer, AnswerStatus } from '../domain/answer.ts';
import type { MustMention, Source } from '../domain/article.ts';
import type { FeedbackReason } from '../domain/feedback.ts';
import type { Language, LocalizedText } from '../domain/language.ts';
import type { OutboxKind } from '../domain/outbox.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { Announcement, AnnouncementEvent, AnnouncementText } from '../following/announcement.ts';
import type { Progress } from '../following/following-store.ts';
import type { Preview } from '../following/preview.ts';
import type { Fault } from '../knowledge/fault.ts';
import type { AccountEvent, Role } from './accounts/account.ts';
import type { ProviderFault } from './accounts/identity-provider.ts';

/** What /console/api says, as types for both sides. Days are YYYY-MM-DD, instants ISO 8601 in UTC. */

/** How people sign in here; open to everybody. */
export interface SignInWays {
  /** Whether everybody with an account of this server signs in with a password; false: only the emergency account. */
  readonly hasPasswords: boolean;
  /** null: there is no identity provider. Its name as the button says it; null: «your organisation’s account». */
  readonly provider: { readonly name: string | null } | null;
}

/** Where the browser is sent to sign in, or after signing out; null: nowhere. */
export interface Onward {
  readonly address: string | null;
}

/** Why somebody came back from the identity provider without being signed in. */
export type SignInRefusal = ProviderFault | 'no-role' | 'no-desk' | 'disabled';

export interface Me {
  readonly name: string;
  readonly role: Role;
  /** The account is the identity provider's: no password, no authenticator and no role are set here. */
  readonly isExternal: boolean;
  readonly mustChangePassword: boolean;
  readonly hasAuthenticator: boolean;
  readonly recoveryCodesLeft: number;
  /** Whether the server may write to the knowledge folder (CONSOLE_MAY_EDIT_FILES). */
  readonly mayEditFiles: boolean;
  /** Whether this server has cases. */
  readonly hasCases: boolean;
  /** Whether announcements can be sent here. */
  readonly hasAnnouncements: boolean;
}

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** As in Me. */
  readonly isExternal: boolean;
  readonly isDisabled: boolean;
  readonly mustChangePassword: boolean;
  readonly hasAuthenticator: boolean;
  readonly createdAt: string;
}

export interface AccountList {
  readonly accounts: readonly AccountRow[];
  /** Latest first. */
  readonly events: readonly AccountEvent[];
}

/** Shown once; the server forgets it. */
export interface OneTimePassword {
  readonly name: string;
  readonly oneTimePassword: string;
}

/** fresh; due = review day within 30 days; overdue = review day passed; withheld = not answered from. */
export const FRESHNESS = ['withheld', 'overdue', 'due', 'fresh'] as const;
export type Freshness = (typeof FRESHNESS)[number];

export interface ArticleRow {
  readonly id: string;
  readonly topic: string;
  /** null when no title could be read. */
  readonly title: LocalizedText | null;
  /** Agency id, and its name when the table knows it. */
  readonly owner: { readonly id: string; readonly name: LocalizedText | null } | null;
  readonly checkedOn: string | null;
  readonly reviewBy: string | null;
  readonly validUntil: string | null;
  readonly freshness: Freshness;
  readonly languages: readonly Language[];
  readonly faults: number;
  /** In how many answers of the last 30 and 180 days. */
  readonly cited: { readonly days30: number; readonly days180: number };
  /** What visitors said in the last 180 days of answers that cite it. */
  readonly feedback: { readonly helpful: number; readonly notHelpful: number };
}

export const ARTICLE_ORDERS = [
  'freshness',
  'title',
  'checkedOn',
  'reviewBy',
  'faults',
  'cited30',
  'cited180',
  'notHelpful',
] as const;

export interface ArticlePage {
  readonly rows: readonly ArticleRow[];
  /** Rows that the filters let through, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  /** Of all articles, whatever the filters. */
  readonly topics: readonly string[];
  readonly counts: Readonly<Record<Freshness, number>>;
}

/** Figures that one language has and another lacks. */
export interface FigureDifference {
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
}

export interface SectionCell {
  readonly heading: string;
  readonly text: string;
  /** Line of the heading in its file; 0 for the summary. */
  readonly line: number;
  readonly questions: readonly string[];
  readonly faults: readonly Fault[];
  /** Against English; null when they agree, and for English itself. */
  readonly difference: FigureDifference | null;
}

export interface SectionRow {
  /** "summary" for the title and summary of the article. */
  readonly id: string;
  /** A language that lacks the section is null. */
  readonly cells: Readonly<Record<Language, SectionCell | null>>;
}

export interface ArticleView extends ArticleRow {
  readonly folder: string;
  readonly files: readonly string[];
  readonly checkCommand: string;
  readonly sections: readonly SectionRow[];
  /** Example questions that name no section. */
  readonly generalQuestions: Readonly<Record<Language, readonly string[]>>;
  readonly sources: readonly Source[];
  readonly mustMention: readonly MustMention[];
  readonly related: readonly string[];
  /** Faults that belong to no section. */
  readonly otherFaults: readonly Fault[];
}

export interface PassageView {
  readonly passage: string;
  readonly article: string;
  readonly topic: string | null;
  readonly section: string;
  readonly language: Language;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly score: number;
  readonly isQuoted: boolean;
}

export interface BenchView {
  readonly answer: Answer;
  readonly accepted: readonly PassageView[];
  readonly rejected: readonly PassageView[];
  readonly articles: readonly {
    readonly article: string;
    readonly topic: string | null;
    readonly title: string;
    readonly score: number;
  }[];
  /** Words of the question, in order, and whether any article of its language has them. */
  readonly words: readonly QuestionWord[];
  /** The step that ended the turn. */
  readonly step: string;
  readonly totalMs: number;
}

export interface GapCluster {
  readonly id: string;
  readonly count: number;
  readonly languages: Readonly<Partial<Record<Language, number>>>;
  readonly statuses: Readonly<Partial<Record<AnswerStatus, number>>>;
  /** Questions whose answer was said not to help, and for which reasons; most give none. */
  readonly downVoted: number;
  readonly reasons: Readonly<Partial<Record<FeedbackReason, number>>>;
  readonly lastAt: string;
  /** Different wordings, most frequent first. */
  readonly questions: readonly { readonly text: string; readonly language: Language; readonly count: number }[];
  /** The nearest article at that time; null when nothing was near, or it is gone. */
  readonly nearest: {
    readonly article: string;
    readonly topic: string;
    readonly title: LocalizedText;
    readonly section: string | null;
  } | null;
  /** Words that no article of their language has, most frequent first. */
  readonly unknownWords: readonly { readonly word: string; readonly language: Language; readonly count: number }[];
}

export interface GapList {
  readonly days: number;
  /** Questions without an answer that helped in that time; clusters hold all of them. */
  readonly questions: number;
  readonly clusters: readonly GapCluster[];
}

/** Where an example question may go. */
export interface GapTarget {
  readonly article: string;
  readonly topic: string;
  readonly title: LocalizedText;
  readonly sections: readonly { readonly id: string; readonly heading: LocalizedText }[];
}

export interface TermRow {
  readonly id: string;
  readonly words: Readonly<Record<Language, readonly string[]>>;
}

/** A change of one file, not yet made. */
export interface Proposal {
  /** Path from the repository's root, as in the diff. */
  readonly file: string;
  readonly diff: string;
  /** Of the file as it was read; sent back when the change is to be made. */
  readonly digest: string;
  /** What `npm run knowledge check` would say of the changed file. */
  readonly faults: readonly Fault[];
  readonly isApplied: boolean;
}

export interface FaultGroup {
  readonly kind: 'article' | 'table' | 'lexicon' | 'other';
  /** Folder of the article, or the file. */
  readonly name: string;
  readonly article: { readonly topic: string; readonly id: string } | null;
  readonly faults: readonly Fault[];
}

export interface FaultList {
  readonly groups: readonly FaultGroup[];
  readonly faults: number;
  /** Longest overdue first. */
  readonly overdue: readonly {
    readonly topic: string;
    readonly id: string;
    readonly title: LocalizedText;
    readonly reviewBy: string;
    readonly daysOverdue: number;
    readonly owner: LocalizedText | null;
  }[];
}

/** What could not be sent: GET /notices, POST /notices/replay {id}, POST /notices/replay-all {kind}. Admins only. */
export interface NoticeList extends NoticeCount {
  /** Dead first, then waiting with errors, latest first; at most 200. */
  readonly rows: readonly NoticeRow[];
}

/** GET /notices/count */
export interface NoticeCount {
  /** Given up, until somebody sends it again. */
  readonly dead: number;
  /** Failed and tried again by itself. */
  readonly waiting: number;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: OutboxKind;
  readonly state: 'dead' | 'waiting';
  /** Domain of an address («…@example.hk»); null: the kind says all that may be said. */
  readonly receiver: string | null;
  /** null when it belongs to no case that is there. */
  readonly case: { readonly id: string; readonly number: string } | null;
  readonly attempts: number;
  readonly lastError: string;
  readonly writtenAt: string;
  /** Of the next attempt; null when there is none. */
  readonly nextAt: string | null;
}

/** Something that an audience may be made of. */
export interface AnnouncementChoice {
  readonly id: string;
  readonly name: LocalizedText;
}

export interface AnnouncementChoices {
  readonly topics: readonly AnnouncementChoice[];
  readonly markets: readonly AnnouncementChoice[];
  readonly provinces: readonly AnnouncementChoice[];
}

/** GET /announcements: latest first, at most 100. */
export interface AnnouncementList {
  readonly rows: readonly Announcement[];
  readonly choices: AnnouncementChoices;
}

/** GET /announcements/one?id=; also what every change answers with. */
export interface AnnouncementView extends Announcement {
  /** Oldest first. */
  readonly events: readonly Pick<AnnouncementEvent, 'at' | 'actor' | 'what' | 'reason'>[];
  readonly progress: Progress;
  /** Whether this account may approve it: a supervisor or admin who wrote none of it. */
  readonly mayDecide: boolean;
}

/** POST /announcements/preview {texts, audience}: whom it would reach now, and what each of them would read. */
export interface AnnouncementPreview extends Preview {
  readonly shown: readonly {
    /** Whoever reads this language … */
    readonly reader: Language;
    /** … gets it in this one; null: nothing is written. */
    readonly language: Language | null;
    readonly text: AnnouncementText | null;
  }[];
}

export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}
