import type { Language } from '../domain/language.ts';

/** What can be followed: an article, a topic (its folder), a market, an event; event «any»: every new event. */
export const FOLLOWED_KINDS = ['article', 'topic', 'market', 'event'] as const;

export interface Followed {
  readonly kind: (typeof FOLLOWED_KINDS)[number];
  readonly id: string;
}

/** Id of «every new event». */
export const ANY_EVENT = 'any';

/** Where a follower wants to hear: in the conversation, by e-mail, or by e-mail only when the conversation is closed. */
export const WAYS = ['here', 'email', 'both'] as const;
export type Way = (typeof WAYS)[number];

/** Somebody who follows something: one for each conversation. */
export interface Follower {
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  readonly way: Way;
  /** Confirmed by its owner; null: none. */
  readonly email: string | null;
}

/** One line of the ledger: who agreed to hear of what, by which statement, and until when. Never changed but for its end. */
export interface Follow {
  readonly id: string;
  readonly follower: string;
  readonly followed: Followed;
  /** Version of the statement in dialogs/following.yaml that was shown. */
  readonly wording: string;
  /** UTC instant. */
  readonly at: string;
  readonly channel: string;
  readonly endedAt: string | null;
}

/** What happened to something that is followed. One per article and day, one per new event, one per announcement. */
export interface News {
  /** Unique: nobody hears the same news twice. */
  readonly id: string;
  readonly at: string;
  readonly kind: 'changed' | 'event-added' | 'event-changed' | 'announcement';
  /** Following any of these is a reason to hear it. */
  readonly about: readonly Followed[];
  /** What is said, by language; a language without words has no news. */
  readonly words: Readonly<Partial<Record<Language, string>>>;
  /** Only followers whose case names one of these provinces hear it; empty: from anywhere. */
  readonly provinces: readonly string[];
}

/** How far one follower's news has got. `held`: until they write, as their app was closed and no address is confirmed. */
export const DELIVERY_STATES = ['queued', 'sent', 'held', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface Delivery {
  readonly id: string;
  readonly news: string;
  readonly follower: string;
  readonly state: DeliveryState;
  /** Not before this UTC instant. */
  readonly dueAt: string;
  /** How it left: the conversation's channel, or «email»; null: not yet. */
  readonly via: string | null;
}

/** Whether following this is a reason to hear of that. */
export function concerns(followed: Followed, { about }: Pick<News, 'about'>): boolean {
  return about.some(({ kind, id }) => kind === followed.kind && id === followed.id);
}
