import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backUpStorage, restoreStorage } from '../../src/adapters/storage/back-up-storage.ts';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { runBackup, runRestore } from '../../src/cli/backup.ts';
import { account } from '../contracts/account-store.ts';
import { makeDataDir, makeFolder, removeDataDirs } from '../fakes/start-test-app.ts';

afterAll(removeDataDirs);

function command(dataDir: string) {
  const lines: string[] = [];
  const parts = {
    backUp: (file: string) => backUpStorage({ dataDir }, file, () => new Date('2026-11-27T02:00:00Z')),
    restore: (file: string, mayReplace: boolean) => restoreStorage({ dataDir }, file, mayReplace),
    print: (line: string) => lines.push(line),
  };
  return {
    backup: (...args: readonly string[]) => runBackup(args, parts),
    restore: (...args: readonly string[]) => runRestore(args, parts),
    said: () => lines.splice(0).join('\n'),
  };
}

describe('npm run backup and restore', () => {
  it('carry a database over, and say what is in the file and what is not', async () => {
    const [from, to] = [await makeDataDir(), await makeFolder()];
    const storage = await createStorage({ dataDir: from });
    await storage.accounts.add(account('amy'));
    await storage.close();
    const file = join(await makeFolder(), 'all.backup');
    const [here, there] = [command(from), command(to)];
    expect(await here.backup(file)).toBe(0);
    expect(here.said()).toMatch(/^accounts +1$[\s\S]*Secrets are not in it/m);
    expect(await there.restore(file)).toBe(0);
    expect(there.said()).toMatch(/^accounts +1$[\s\S]*as it was at 2026-11-27T02:00:00.000Z/m);
    expect(await there.restore(file)).toBe(1);
    expect(there.said()).toBe('Nothing was restored: the database is not empty. With --force it is replaced.');
    expect(await there.restore(file, '--force')).toBe(0);
    const restored = await createStorage({ dataDir: to });
    expect(await restored.accounts.list()).toEqual([account('amy')]);
    await restored.close();
  });

  it('fail with a sentence, and leave nothing behind', async () => {
    const dataDir = await makeFolder();
    const { backup, restore, said } = command(dataDir);
    expect(await backup(join(dataDir, 'all.backup'))).toBe(1);
    expect(said()).toMatch(/^No backup was written: ENOENT/);
    expect(await readdir(dataDir)).toEqual([]);
    expect(await restore(join(dataDir, 'none.backup'))).toBe(1);
    expect(said()).toBe('Nothing was restored: it cannot be read as a backup: ENOENT');
  });

  it.each([
    [[]],
    [['--force']],
    [['a', 'b']],
    [['a', '--what']],
  ])('explain themselves when they get %j', async (args) => {
    const { restore, said } = command('unused');
    expect(await restore(...args)).toBe(2);
    expect(said()).toContain('npm run restore -- FILE [--force]');
  });

  it('need one name of a file to back up to', async () => {
    const { backup, said } = command('unused');
    for (const args of [[], ['a', 'b'], ['--force']]) expect(await backup(...args)).toBe(2);
    expect(said()).toContain('npm run backup -- FILE');
  });
});
