/** Numbers of the console. */
export const CONSOLE_POLICY = {
  /** Sign-in tries from one address; one that succeeds is given back. Source: docs/adr/0014. */
  tries: 5,
  triesWindowSeconds: 5 * 60,
  /** Sign-ins begun at the identity provider from one address, in the same window. Higher: an office has one address. */
  begins: 60,
  /** Somebody who left for the identity provider may come back this long. */
  attemptMs: 10 * 60_000,
  /** An ID token longer than this is not kept for the sign-out: it would not fit into an address. */
  idTokenMost: 4_096,
  /** A session ends after this long without a request … */
  sessionIdleMs: 60 * 60_000,
  /** … and this long after the sign-in in any case. */
  sessionMaxMs: 12 * 3_600_000,
  /** The last use of a session is written down at most this often. */
  sessionTouchMs: 60_000,
  /** NIST SP 800-63B asks for length instead of rules about characters. */
  passwordLeast: 12,
  passwordMost: 200,
  recoveryCodes: 10,
  /** Account events (who signed in, who changed what) are deleted after this. */
  eventDays: 400,
  /** Events shown on the accounts page. */
  eventsShown: 100,
  /** An article is due when its review day is this near. */
  dueWithinDays: 30,
  articlesPerPage: 100,
  /** Latest unanswered questions that the gap desk reads. */
  gapQuestions: 2_000,
  /** How often an article was cited is counted afresh at most this often. */
  citedForMs: 60_000,
} as const;
