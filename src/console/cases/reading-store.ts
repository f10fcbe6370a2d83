/** How far the visitor of a conversation has read. */
export interface VisitorReading {
  /** Id of the latest message of an officer that was on the screen. */
  readonly message: string;
  readonly at: string;
}

/** What visitors' pages report of their reading. Every method rejects with OutageError "storage_unavailable". */
export interface ReadingStore {
  find(conversation: string): Promise<VisitorReading | undefined>;
  /** False, and nothing is kept, when it is no officer's message of this conversation or not after the last one read. */
  keep(conversation: string, message: string, at: Date): Promise<boolean>;
}
