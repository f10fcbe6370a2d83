/** What another process that serves the same database has done. */
export type News =
  /** Somebody said something in this conversation. */
  | { readonly kind: 'said'; readonly conversation: string }
  /** The case with this id has changed. */
  | { readonly kind: 'case'; readonly ticket: string }
  /** These accounts were named in a note. */
  | { readonly kind: 'mentioned'; readonly accounts: readonly string[] }
  /** A visitor is writing in the conversation of this case, or has read on; nothing is stored of the first. */
  | { readonly kind: 'visitor-typing' | 'visitor-read'; readonly ticket: string }
  /** An officer is writing to whoever is at this place of the website. */
  | { readonly kind: 'officer-typing'; readonly place: string }
  /** What could not be sent is different now. */
  | { readonly kind: 'notices' }
  /** Nothing could be heard for a while: anything may have happened. */
  | { readonly kind: 'missed' };

/** Somebody with a page open: a visitor's, by its place, or an officer's of the console, by the account. */
export interface Watcher {
  readonly page: 'chat' | 'console';
  readonly id: string;
}

/** Whether this process has a page of theirs open. */
export type IsWatching = (who: Watcher) => boolean;

/** The processes that serve one database at the same time. */
export interface Replicas {
  /**
   * Joins them, once. From now on `hear` is called with what the others do, soon after it is committed; never with
   * what this process does. `isWatching` answers them, for this process alone. `isAlone`: nobody else serves this database now, so whatever is half done there was left by
   * a process that has died. Rejects with OutageError "storage_unavailable".
   */
  join(hear: (news: News) => void, isWatching: IsWatching): Promise<{ readonly isAlone: boolean }>;
  /**
   * Whether another process has a page of theirs open: asked of all of them, and false when none has said so within a
   * moment, or nobody can be asked. Never rejects.
   */
  isWatchingElsewhere(who: Watcher): Promise<boolean>;
  /** Tells the others what goes with no change of the database: whoever cannot be reached misses it. Never throws. */
  tell(news: News): void;
}
