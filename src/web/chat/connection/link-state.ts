/** What the visitor is told about the connection. Every state has words and, where waiting is not all, a way on. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'reconnecting' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'busy'; readonly waitSeconds: number }
  | { readonly kind: 'failed' };

/** Milliseconds to wait before attempt n (1 is the first retry): 1, 2, 4, 8, then 15 seconds. */
export function retryDelayMs(attempt: number): number {
  return Math.min(1000 * 2 ** (attempt - 1), 15_000);
}

/** After so many vain attempts in a row the visitor is told that it does not work; trying goes on. */
export const ATTEMPTS_BEFORE_FAILED = 4;
/** A proxy that blocks WebSocket shows itself by sockets that never open; then polling takes over. */
export const BLOCKED_SOCKETS_BEFORE_POLLING = 2;
/** How long a message may wait for the connection to come back before it counts as not sent. */
export const SEND_WAIT_MS = 15_000;
/** A message the server has taken comes back on the stream; when it does not, the stream is dead. */
export const ECHO_WAIT_MS = 8_000;
/** A timer that is late by this much means the machine slept. */
export const SLEEP_MS = 60_000;
/** From session to open stream. */
export const ONLINE_WAIT_MS = 12_000;
/** A connection that held this long was a good one; the next cut starts counting anew. */
export const STEADY_MS = 10_000;
