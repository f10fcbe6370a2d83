import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';

/** A process that was started for a benchmark and answers calls over IPC. */
export interface CalledProcess {
  call<Result>(method: string, payload: unknown, result: z.ZodType<Result>): Promise<Result>;
  stop(): Promise<void>;
}

const requestSchema = z.object({ call: z.number(), method: z.string(), payload: z.unknown() });
const replySchema = z.object({ call: z.number(), result: z.unknown().optional(), fault: z.string().optional() });
/** Longest that a call may take, training from nothing on a busy machine included. */
const CALL_LIMIT_MS = 600_000;

/** Node's options for a server, as `npm start` has them. */
export const SERVER_OPTIONS: readonly string[] = ['--max-semi-space-size=4'];

/** Starts a script with one task and options for Node; it serves its calls with `serveCalls`. */
export function startProcess(script: URL, task: unknown, options: readonly string[] = []): CalledProcess {
  const child = fork(script, [JSON.stringify(task)], { stdio: 'inherit', execArgv: [...process.execArgv, ...options] });
  let calls = 0;
  return {
    call(method, payload, result) {
      const call = ++calls;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => end(new Error(`${method} took longer than ${CALL_LIMIT_MS} ms`)), CALL_LIMIT_MS);
        const onExit = () => end(new Error(`${script.pathname} ended during ${method}`));
        const onMessage = (message: unknown) => {
          const reply = replySchema.safeParse(message);
          if (!reply.success || reply.data.call !== call) return;
          const parsed = result.safeParse(reply.data.result);
          end(parsed.success ? parsed : new Error(reply.data.fault ?? parsed.error.message));
        };
        const end = (outcome: Error | { readonly data: z.infer<typeof result> }) => {
          clearTimeout(timer);
          child.off('message', onMessage).off('exit', onExit);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome.data);
        };
        child.on('message', onMessage).on('exit', onExit);
        child.send({ call, method, payload });
      });
    },
    stop: () => stop(child),
  };
}

/** Within the started process: answers calls by name until the parent ends it. */
export function serveCalls(handlers: Readonly<Record<string, (payload: unknown) => unknown>>): void {
  process.on('message', (message) => {
    const { call, method, payload } = requestSchema.parse(message);
    Promise.resolve()
      .then(() => handlers[method]?.(payload))
      .then(
        (result) => process.send?.({ call, result }),
        (error: unknown) => process.send?.({ call, fault: String(error) }),
      );
  });
  // The benchmark has died: its processes go with it.
  process.on('disconnect', () => process.exit(0));
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
