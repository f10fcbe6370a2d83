import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * One folder as a revision had it, in a temporary place; the work tree and git's own index stay as they are. Rejects with git's
 * words when there is no such revision.
 */
export async function checkoutRevision(
  revision: string,
  folder: string,
  from: { readonly repository: string; readonly environment: NodeJS.ProcessEnv },
): Promise<{ readonly folder: string; readonly dispose: () => Promise<void> }> {
  const target = await mkdtemp(join(tmpdir(), 'goglobal-diff-'));
  const dispose = () => rm(target, { recursive: true, force: true });
  const options = {
    cwd: from.repository,
    env: { ...from.environment, GIT_INDEX_FILE: join(target, 'index') },
    maxBuffer: 1 << 28,
  };
  try {
    await run('git', ['read-tree', `${revision}^{tree}`], options);
    const { stdout } = await run('git', ['ls-files', '-z', '--', folder], options);
    if (stdout === '') throw new Error(`${revision} has no folder ${folder}.`);
    await run('git', ['checkout-index', '-a', `--prefix=${target}/`], options);
    return { folder: join(target, folder), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
