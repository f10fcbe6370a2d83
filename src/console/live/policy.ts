/** Numbers of the officers' live socket. */
export const LIVE_POLICY = {
  /** Frames kept for those who come back. */
  keptFrames: 1_000,
  heartbeatMs: 15_000,
  /** A browser that lets this much pile up is cut; it comes back with the last sequence it saw. */
  maxUnsentBytes: 256 * 1024,
  /** Pages send nothing. */
  maxFrameBytes: 1_024,
  /** Open pages of one account; the oldest makes room. */
  socketsPerAccount: 10,
  /** Cases whose last desk and officer are remembered, so that those who lose one are told. */
  rememberedCases: 10_000,
  /** A visitor's typing is passed on at most this often per case. */
  typingEveryMs: 3_000,
  farewellMs: 2_000,
} as const;
