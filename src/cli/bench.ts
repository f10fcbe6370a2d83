import { parseArgs } from 'node:util';
import type { BenchFolders, Print } from '../bench/bench-folders.ts';

const USAGE =
  'npm run bench [-- --only retrieval|start|turns|webhooks]   several minutes; figures are ratios from this one run';

/** npm run bench: each part is loaded when it is asked for, because rivals are development packages. */
export async function runBench(args: readonly string[], folders: BenchFolders, print: Print): Promise<number> {
  const only = readOnly(args);
  if (only === null) {
    print(USAGE);
    return 2;
  }
  const isAsked = (part: string) => only === undefined || only === part;
  if (isAsked('retrieval')) {
    const { benchRetrieval } = await import('../bench/retrieval/bench-retrieval.ts');
    await benchRetrieval(folders, print);
  }
  if (isAsked('start')) {
    const { benchStart } = await import('../bench/start/bench-start.ts');
    await benchStart(folders, print);
  }
  if (isAsked('turns')) {
    const { benchTurns } = await import('../bench/turns/bench-turns.ts');
    await benchTurns(folders, print);
  }
  if (isAsked('webhooks')) {
    const { benchWebhooks } = await import('../bench/webhooks/bench-webhooks.ts');
    if (!(await benchWebhooks(folders, print))) return 1;
  }
  return 0;
}

/** undefined = every part; null = not understood. */
function readOnly(args: readonly string[]): string | undefined | null {
  try {
    const { only } = parseArgs({ args: [...args], options: { only: { type: 'string' } } }).values;
    return only === undefined || ['retrieval', 'start', 'turns', 'webhooks'].includes(only) ? only : null;
  } catch {
    return null;
  }
}
