/** What another process that serves the same database has done. */
export type News =
  /** Somebody said something in this conversation. */
  | { readonly kind: 'said'; readonly conversation: string }
  /** The case with this id has changed. */
  | { readonly kind: 'case'; readonly ticket: string }
  /** These accounts were named in a note. */
  | { readonly kind: 'mentioned'; readonly accounts: readonly string[] }
  /** Nothing could be heard for a while: anything may have happened. */
  | { readonly kind: 'missed' };

/** The processes that serve one database at the same time. */
export interface Replicas {
  /**
   * Joins them, once. From now on `hear` is called with what the others do, soon after it is committed; never with
   * what this process does. `isAlone`: nobody else serves this database now, so whatever is half done there was left by
   * a process that has died. Rejects with OutageError "storage_unavailable".
   */
  join(hear: (news: News) => void): Promise<{ readonly isAlone: boolean }>;
}
