import type { Clock } from '../../domain/clock.ts';
import type { Language, LocalizedText } from '../../domain/language.ts';
import type { Log } from '../../domain/log.ts';
import type { StoredOutboxEntry } from '../../domain/outbox.ts';
import type { Audience } from '../../following/announcement.ts';
import type { Window } from '../../following/choose-way.ts';
import type { Talk } from '../../following/create-talk.ts';
import type { Confirmed, FollowingStore } from '../../following/following-store.ts';
import type { Preview } from '../../following/preview.ts';
import type { Mail } from '../../notices/mail.ts';
import type { Sender, SendOutcome } from '../../outbox/sender.ts';

/** What app.ts hands in for following: the store, and the ways out. */
export interface FollowingParts {
  readonly store: FollowingStore;
  /** Codes and addresses of links are derived from it. */
  readonly secret: Uint8Array;
  readonly publicUrl: () => string;
  /** null: no e-mails are sent. */
  readonly sendMail: ((entry: StoredOutboxEntry, mail: Mail) => Promise<SendOutcome>) | null;
  /** Puts words of the desk into the visitor's conversation; the same id again does nothing. */
  readonly sayTo: (
    entry: StoredOutboxEntry,
    message: {
      readonly id: string;
      readonly conversation: string;
      readonly at: string;
      readonly text: string;
      readonly language: Language;
      readonly suggestions: readonly { readonly label: string; readonly text: string }[];
    },
  ) => Promise<SendOutcome>;
  readonly windowOf: (conversation: string) => Promise<Window>;
  /** Something was written to the outbox. */
  readonly nudge: () => void;
  readonly count: (what: string, times?: number) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Something that an audience may be made of. */
export interface Choice {
  readonly id: string;
  readonly name: LocalizedText;
}

export interface Following {
  readonly talk: Talk;
  /** Looks at what has changed and at announcements that wait, one look after another. Never rejects. */
  look(): Promise<void>;
  /** Of outbox entries of kind «follower». */
  readonly send: Sender;
  /** A message of a messaging app that its receiver has stopped following since it was written. */
  isUnwanted(entry: Pick<StoredOutboxEntry, 'id'>): Promise<boolean>;
  /** The visitor has written: what waited for that goes out. Never rejects. */
  release(conversation: string): Promise<void>;
  /** By the link of a mail; false: the link is not one of ours. */
  stopByLink(follower: string, token: string): Promise<boolean>;
  confirmByLink(follower: string, token: string): Promise<Confirmed>;
  /** For the desk. */
  readonly choices: () => {
    readonly topics: readonly Choice[];
    readonly markets: readonly Choice[];
    readonly provinces: readonly Choice[];
  };
  readonly preview: (audience: Audience) => Promise<Preview>;
  /** Takes no new look; resolves when the last has ended. */
  stop(): Promise<void>;
}
