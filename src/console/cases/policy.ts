/** Numbers of the officers' cases. */
export const CASE_POLICY = {
  perPage: 25,
  /** Latest lines of a transcript. */
  transcriptLines: 500,
  /** Characters of the last message in a list. */
  previewLength: 160,
  /** Looking at a case is written down at most this often per officer. */
  viewedEveryMs: 3_600_000,
  /** Characters of a message to the visitor, and of a note. */
  messageLength: 2_000,
  /** Latest notes shown that name a person and are unread. */
  unreadMentions: 50,
  /** A case may be put off this long. */
  snoozeDays: 180,
  /** A call is proposed at most this far ahead. */
  callDays: 60,
  /** Minutes that a call may take. */
  callMinutes: [15, 30, 45, 60],
  /** Questions before the one that is drafted for. */
  draftHistory: 5,
  /** Tickets read from the store at once. */
  exportChunk: 500,
  /** Latest cases that the board counts. */
  boardCases: 10_000,
  boardDays: 180,
  /** Values shown of needs, markets and provinces. */
  boardValues: 20,
} as const;
