/** Numbers of the HTTP edge. */
export const SERVER_POLICY = {
  /** Largest JSON body, and what is kept of an upload; a 10,000-character question in Chinese is 30 kB. */
  bodyLimitBytes: 64 * 1024,
  /** A longer body is read to its end and dropped, so that the client hears the answer; beyond this it is cut off. */
  drainLimitBytes: 16 * 1024 * 1024,
  /** A request must have arrived within this time (a file over a slow telephone), headers within the first part of it. */
  requestTimeoutMs: 120_000,
  headersTimeoutMs: 10_000,
  /** Longer than the idle time of common proxies (60 s), so that they and not we close a connection. */
  keepAliveTimeoutMs: 65_000,
  /** While stopping, connections that have become idle are looked for this often. */
  stopSweepMs: 20,
  /** The loader script is checked for a new version this often. */
  widgetMaxAgeSeconds: 300,
} as const;
