/** A note in which somebody was named, not yet read by them. */
export interface Mention {
  /** Id of the note. */
  readonly note: string;
  /** Id of its case. */
  readonly ticket: string;
  readonly at: string;
  /** Name of who wrote it. */
  readonly author: string;
  readonly text: string;
}

/**
 * Who was named in notes. Mentions are written with the note, in its transaction (TicketStore.addNote), and go with it.
 * Every method rejects with OutageError "storage_unavailable".
 */
export interface MentionStore {
  /** Latest first. */
  unread(account: string, limit: number): Promise<readonly Mention[]>;
  /** All of this account in this case. Returns how many were unread. */
  read(account: string, ticket: string, at: Date): Promise<number>;
}
