/** Numbers of our Direct Line server. Origins: docs/adr/0004-direct-line-by-ourselves.md, docs/answering.md. */
export const DIRECT_LINE_POLICY = {
  /** DirectLineJS renews its token every 15 minutes; below 16 an idle tab would lose its conversation. */
  tokenTtlSeconds: 1800,
  /** A stream address is used at once or not at all. */
  streamTokenTtlSeconds: 60,
  /** The website's cookie, renewed with every visit. */
  sessionTtlSeconds: 30 * 24 * 3600,
  /** After this silence a visitor starts a new conversation. */
  sessionSilenceMs: 30 * 60_000,
  /** More tabs than this and the oldest makes room; it comes back by itself after 3 to 15 s. */
  socketsPerConversation: 3,
  heartbeatMs: 15_000,
  /** A socket with more than this unsent belongs to a client that is not reading; it resumes by watermark. */
  maxUnsentBytes: 1024 * 1024,
  /** How long a closed socket may take to say good-bye. */
  farewellMs: 1000,
  /** A message that was cut off this often may itself be what brings the process down. */
  rerunsPerMessage: 2,
  /** Longest text that is stored at all; what is longer than a question may be is refused in words by the turn. */
  maxTextLength: 10_000,
} as const;
