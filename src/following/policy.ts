/** Numbers of following. */
export const FOLLOWING_POLICY = {
  /** Nothing is sent from here … (minutes after midnight, where the follower is) */
  quietFrom: 21 * 60,
  /** … until here. */
  quietUntil: 9 * 60,
  /** A code that was not used by then is worth nothing. */
  codeMs: 24 * 3_600_000,
  /** Wrong codes after which a new one must be asked for. */
  codeTries: 5,
  /** Codes that one conversation may ask for in a day. */
  codesPerDay: 5,
  /** Things that one conversation may follow at a time. */
  mostFollowed: 20,
  /** Lines that one message shows of a change; the rest is on the page. */
  linesShown: 3,
  /** A line that is longer is cut. */
  lineLength: 160,
  /** A question about following that is not answered in this time is forgotten. */
  askedMs: 30 * 60_000,
} as const;
