import { parseArgs } from 'node:util';
import type { BenchFolders, Print } from '../bench/bench-folders.ts';
import type { StoryOptions } from '../bench/story/run-story.ts';
import { isSimulatedApp, SIMULATED_APPS, type SimulatedApp } from '../simulators/simulated-apps.ts';

const USAGE = `npm run story [-- --app ${Object.keys(SIMULATED_APPS).join('|')}] [--seed N] [--rounds N]
    a case from visitor to officer in every messaging app, while its vendor errs, and a table of what was lost, doubled, unseen`;

/** npm run story: 0 when nothing was lost or doubled, and every fault could be seen. */
export async function runStoryCommand(args: readonly string[], folders: BenchFolders, print: Print): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    print(USAGE);
    return 2;
  }
  const { runStory } = await import('../bench/story/run-story.ts');
  return (await runStory(options, folders, print)) ? 0 : 1;
}

/** null: not understood. */
function readOptions(args: readonly string[]): StoryOptions | null {
  try {
    const { app, seed, rounds } = parseArgs({
      args: [...args],
      options: {
        app: { type: 'string' },
        seed: { type: 'string', default: '1' },
        rounds: { type: 'string', default: '2' },
      },
    }).values;
    if (![seed, rounds].every((text) => /^\d{1,9}$/.test(text))) return null;
    if (app !== undefined && !isSimulatedApp(app)) return null;
    const apps = app === undefined ? (Object.keys(SIMULATED_APPS) as SimulatedApp[]) : [app];
    return { apps, seed: Number(seed), rounds: Number(rounds) };
  } catch {
    return null;
  }
}
