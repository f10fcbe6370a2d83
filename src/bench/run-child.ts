import { fork } from 'node:child_process';
import type { z } from 'zod';

/** Runs a script in a process of its own with one task, and resolves to the one message it sends back. */
export function runChild<Result>(
  script: URL,
  task: unknown,
  result: z.ZodType<Result>,
  execArgv: readonly string[] = [],
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [JSON.stringify(task)], { execArgv: [...execArgv], stdio: 'inherit' });
    let received: unknown;
    child.once('message', (message) => {
      received = message;
      // A library that leaves a timer behind must not hold the benchmark up.
      child.disconnect();
      child.kill();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      const parsed = result.safeParse(received);
      if (parsed.success) resolve(parsed.data);
      else reject(new Error(`${script.pathname} ended with ${code} and without a result`));
    });
  });
}
