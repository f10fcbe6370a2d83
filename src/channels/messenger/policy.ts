/** Numbers of all messaging apps; what one vendor allows stands with its channel. */
export const MESSENGER_POLICY = {
  /** A vendor that was refused for long delivers late: yesterday's question is not answered today. */
  answeredWithinMs: 12 * 3_600_000,
  /** A message that was cut off this often may itself be what brings the process down. */
  rerunsPerEvent: 2,
  /** Longest text that is stored at all; what is longer than a question may be is refused in words by the turn. */
  maxTextLength: 10_000,
  /** Messages of one answer; what is longer goes on at the visitor's «more». */
  messagesPerAnswer: 3,
  /** How often one message may come back undelivered and be sent anew under another id. */
  returnsPerMessage: 5,
  /** Of a quota, so many messages stay for an officer. */
  keptForOfficer: 1,
  /** Handled events are kept so long, by their ids alone, to know a repeat: vendors deliver again for up to a week. */
  repeatsKnownMs: 30 * 24 * 3_600_000,
} as const;
