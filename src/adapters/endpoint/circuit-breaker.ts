import type { Clock } from '../../domain/clock.ts';

export interface CircuitBreaker {
  /** Runs the task, or rejects at once with `whenOpen` while the endpoint is left alone. */
  run<Result>(task: () => Promise<Result>): Promise<Result>;
}

/**
 * After `failures` in a row the endpoint is left alone for `pauseMs`, so that a dead one does not slow every turn; then
 * a single task tries it, and the rest go on being turned away until that one succeeds.
 */
export function createCircuitBreaker(options: {
  readonly failures: number;
  readonly pauseMs: number;
  readonly clock: Clock;
  readonly whenOpen: () => Error;
}): CircuitBreaker {
  const { failures, pauseMs, clock, whenOpen } = options;
  let failed = 0;
  let pausedUntil = 0;
  let isTrying = false;
  return {
    async run(task) {
      const isOpen = failed >= failures;
      if (isOpen && (isTrying || clock().getTime() < pausedUntil)) throw whenOpen();
      isTrying = isOpen;
      try {
        const result = await task();
        failed = 0;
        return result;
      } catch (error) {
        failed++;
        pausedUntil = clock().getTime() + pauseMs;
        throw error;
      } finally {
        if (isOpen) isTrying = false;
      }
    },
  };
}
