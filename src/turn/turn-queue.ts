export interface TurnQueue {
  /** Runs tasks of one conversation one after another, in the order they came; other conversations do not wait. */
  run<Result>(conversation: string, task: () => Promise<Result>): Promise<Result>;
  /** How many tasks are running or waiting. */
  size(): number;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

/** One turn at a time per conversation, within this process; the saved version settles races between processes. */
export function createTurnQueue(): TurnQueue {
  const lastOf = new Map<string, Promise<void>>();
  let running = 0;
  let waiters: (() => void)[] = [];

  function finished(conversation: string, task: Promise<void>): void {
    if (lastOf.get(conversation) === task) lastOf.delete(conversation);
    running -= 1;
    if (running > 0) return;
    for (const resolve of waiters) resolve();
    waiters = [];
  }

  return {
    run(conversation, task) {
      running += 1;
      const before = lastOf.get(conversation);
      const result = before === undefined ? task() : before.then(task);
      const settled: Promise<void> = result.then(
        () => finished(conversation, settled),
        () => finished(conversation, settled),
      );
      lastOf.set(conversation, settled);
      return result;
    },
    size: () => running,
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  };
}
