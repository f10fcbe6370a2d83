import type { OutboxEntry } from '../domain/outbox.ts';
import type { Announcement, AnnouncementEvent, Audience } from './announcement.ts';
import type { Facts } from './facts.ts';
import type { Delivery, Follow, Followed, Follower, News } from './following.ts';

/** A follower with what they follow now, oldest first. */
export interface FollowerWith {
  readonly follower: Follower;
  readonly follows: readonly Follow[];
}

/** Facts as they were told last. */
export interface KeptFacts {
  /** «article:bud-fund», «event:asian-financial-forum». */
  readonly id: string;
  readonly facts: Facts;
  /** Day (YYYY-MM-DD, Hong Kong) on which a change was last told; empty: never. */
  readonly toldOn: string;
}

export interface Confirmation {
  readonly follower: string;
  readonly email: string;
  /** SHA-256 in hex, of the code that is typed into the chat and of the one in the link. */
  readonly codeHash: string;
  readonly tokenHash: string;
  readonly expiresAt: string;
}

export type Confirmed = 'confirmed' | 'wrong' | 'too-many' | 'expired' | 'none';

/** One delivery with everything that is needed to decide on it, right before it is sent. */
export interface DeliveryWith extends FollowerWith {
  readonly delivery: Delivery;
  readonly news: News;
}

/** Somebody whom an announcement may reach, or would have. */
export interface Candidate {
  readonly follower: Follower;
  /** They followed something of the audience and follow nothing of it now. */
  readonly hasEnded: boolean;
  /** They gave an address and have not confirmed it. */
  readonly isUnconfirmed: boolean;
}

/** How many deliveries are where. `failed`: given up, until an admin has it sent again; in none of the others. */
export interface Progress {
  readonly queued: number;
  readonly sent: number;
  readonly held: number;
  readonly dropped: number;
  readonly failed: number;
}

/**
 * The ledger of who follows what, what was told to whom, and announcements. Every method rejects with OutageError
 * "storage_unavailable" when the store is down.
 */
export interface FollowingStore {
  /** In one transaction: the follower, if new, or as changed, and the line of the ledger unless it stands already. */
  follow(who: Follower, follow: Omit<Follow, 'endedAt'>): Promise<'followed' | 'already'>;
  findByConversation(conversation: string): Promise<FollowerWith | undefined>;
  find(follower: string): Promise<FollowerWith | undefined>;
  change(follower: string, change: Partial<Pick<Follower, 'language' | 'timeZone' | 'way'>>): Promise<void>;
  /** Ends one, or all when null, and returns what was ended. What waits to be sent is looked at again right before. */
  end(follower: string, followed: Followed | null, at: string): Promise<readonly Followed[]>;
  /** Deletes everything of this conversation's follower. False: there is none. */
  forget(conversation: string): Promise<boolean>;
  /** Replaces an earlier one, and writes the mail with it. False: as many were asked for since `since` as may be. */
  askConfirmation(
    asked: Confirmation,
    mail: OutboxEntry,
    limit: { readonly most: number; readonly since: string; readonly at: string },
  ): Promise<boolean>;
  /** A right one is used up; wrong codes are counted. */
  confirm(
    follower: string,
    shown: { readonly codeHash: string } | { readonly tokenHash: string },
    rule: { readonly now: string; readonly tries: number },
  ): Promise<Confirmed>;

  facts(): Promise<readonly KeptFacts[]>;
  /** What an article or event says, without telling anybody. */
  keepFacts(kept: KeptFacts): Promise<void>;
  /**
   * In one transaction: the news, the facts it comes from unless another process has told them, one delivery for each
   * follower whom it concerns and who has not got it, and its outbox entry. Returns how many; null: it was told already.
   */
  tell(
    news: News,
    plan: {
      readonly facts: { readonly kept: KeptFacts; readonly formerlyToldOn: string } | null;
      readonly deliveryOf: (who: Follower) => { readonly id: string; readonly dueAt: string };
      readonly entryOf: (who: Follower, delivery: { readonly id: string; readonly dueAt: string }) => OutboxEntry;
    },
  ): Promise<number | null>;
  /** Ids of deliveries are UUIDs: the outbox names them in the ids of its entries (entry-id.ts). */
  delivery(id: string): Promise<DeliveryWith | undefined>;
  settle(id: string, state: Delivery['state'], via: string | null, at: string): Promise<void>;
  /** Held deliveries of this conversation wait in the outbox again, by these entries. Returns how many. */
  release(
    conversation: string,
    entryOf: (who: Follower, delivery: Pick<Delivery, 'id'>) => OutboxEntry,
  ): Promise<number>;
  counts(): Promise<{ readonly followers: number; readonly follows: number; readonly held: number }>;

  candidates(audience: Audience): Promise<readonly Candidate[]>;
  /** Latest first. */
  announcements(limit: number): Promise<readonly Announcement[]>;
  announcement(id: string): Promise<Announcement | undefined>;
  /** With its event, in one transaction. False: somebody else saved first. */
  saveAnnouncement(announcement: Announcement, expectedVersion: number, event: AnnouncementEvent): Promise<boolean>;
  announcementEvents(id: string): Promise<readonly AnnouncementEvent[]>;
  progress(news: string): Promise<Progress>;

  /**
   * Deletes addresses nobody confirmed, news with its deliveries from before this instant, and who stopped before it and
   * whose conversation is gone.
   */
  purge(now: Date, newsBefore: Date): Promise<void>;
}
