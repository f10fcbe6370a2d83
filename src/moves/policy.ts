/** Numbers of moving a conversation. */
export const MOVE_POLICY = {
  /** A code is used within the minute by whoever holds both screens. */
  codeMs: 10 * 60_000,
  /** A code that has ended is still known as one for so long, to say why it does not work; then it is deleted. */
  endedCodesKnownMs: 24 * 3_600_000,
  /** Codes that one place may ask for within the window. */
  codesPerPlace: 6,
  /** Codes that one sender may try, and all senders together, within the window. */
  triesPerSender: 6,
  triesOverall: 300,
  windowSeconds: 600,
  /** A turn that runs at the old place is waited for so long, so that its answer is still shown there. */
  runningTurnMs: 3000,
} as const;
