import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { ChaosTask } from './chaos-task.ts';

const startedSchema = z.object({
  port: z.number(),
  firstAdmin: z.object({ name: z.string(), oneTimePassword: z.string() }).nullable(),
});
type Started = z.infer<typeof startedSchema>;

export interface KilledServer {
  /** http://127.0.0.1:port, the same after every start. */
  readonly url: string;
  readonly firstAdmin: NonNullable<Started['firstAdmin']>;
  /** Resolves when it listens. */
  up(): Promise<void>;
  /** SIGKILL, then a start on the same folder and port; resolves when it listens again. */
  kill(): Promise<void>;
  /** SIGKILL so many milliseconds after the next start begins, and a start that is left alone. */
  killWhileStarting(afterMs: number): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

const SCRIPT = new URL('./chaos-server.ts', import.meta.url);

/** Starts the server in a process of its own. What it logs goes to `logFile`, an open file. */
export async function startKilledServer(task: ChaosTask, logFile: number): Promise<KilledServer> {
  let child = spawn(task);
  const first = await started(child);
  if (first.firstAdmin === null) throw new Error('the folder was not empty');
  const again = { ...task, port: first.port };
  let isUp: Promise<unknown> = Promise.resolve();

  function spawn(how: ChaosTask): ChildProcess {
    return fork(SCRIPT, [JSON.stringify(how)], { stdio: ['ignore', logFile, logFile, 'ipc'] });
  }
  async function end(): Promise<void> {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  async function killAndStart(startsBefore: readonly number[]): Promise<void> {
    await end();
    for (const afterMs of startsBefore) {
      child = spawn(again);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await end();
    }
    child = spawn(again);
    await started(child);
  }
  const restart = async (startsBefore: readonly number[]): Promise<void> => {
    isUp = killAndStart(startsBefore);
    await isUp;
  };
  return {
    url: `http://127.0.0.1:${first.port}`,
    firstAdmin: first.firstAdmin,
    up: async () => {
      await isUp;
    },
    kill: () => restart([]),
    killWhileStarting: (afterMs) => restart([afterMs]),
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

function started(child: ChildProcess): Promise<Started> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(startedSchema.parse(message)));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} instead of starting`)));
  });
}
