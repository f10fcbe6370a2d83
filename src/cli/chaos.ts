import { parseArgs } from 'node:util';
import type { BenchFolders, Print } from '../bench/bench-folders.ts';
import type { ChaosOptions } from '../bench/chaos/run-chaos.ts';

const USAGE = `npm run chaos [-- --kills N --seed S --minutes M --database sqlite|postgres]
    kills the server N times (200), for at most M minutes, while people use it, and counts what is lost`;
const DEFAULT_KILLS = 200;

/** npm run chaos: 0 when nothing was lost, doubled or said out of turn. */
export async function runChaosCommand(args: readonly string[], folders: BenchFolders, print: Print): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    print(USAGE);
    return 2;
  }
  // Loaded when it is asked for: the mail server is a development package.
  const { runChaos } = await import('../bench/chaos/run-chaos.ts');
  return (await runChaos(options, folders, print)) ? 0 : 1;
}

/** null: not understood. */
function readOptions(args: readonly string[]): ChaosOptions | null {
  try {
    const { kills, seed, minutes, database } = parseArgs({
      args: [...args],
      options: {
        kills: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
        database: { type: 'string', default: 'sqlite' },
      },
    }).values;
    const read = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);
    if (database !== 'sqlite' && database !== 'postgres') return null;
    const options: ChaosOptions = {
      database,
      kills: kills === undefined ? DEFAULT_KILLS : read(kills),
      seed: seed === undefined ? Math.floor(Math.random() * 1e9) : read(seed),
      ...(minutes === undefined ? {} : { minutes: read(minutes) }),
    };
    return Object.values(options).some((value) => Number.isNaN(value)) ? null : options;
  } catch {
    return null;
  }
}
