import { afterAll, describe, expect, it, vi } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { runConsole } from '../../src/cli/console.ts';
import { createPasswords, ONE_TIME_COST } from '../../src/console/accounts/passwords.ts';
import { account } from '../contracts/account-store.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';

// A password takes its time on purpose, a multiple of it on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

afterAll(removeDataDirs);

async function run(args: readonly string[], dataDir: string) {
  const lines: string[] = [];
  const code = await runConsole(
    args,
    () => createStorage({ dataDir }),
    (line) => lines.push(line),
  );
  return { code, lines, password: /one-time password +(\S+)/u.exec(lines.join('\n'))?.[1] ?? '' };
}

describe('npm run console reset-admin', () => {
  it('makes an admin where there is none', async () => {
    const dataDir = await makeDataDir();
    const { code, password } = await run(['reset-admin'], dataDir);
    expect(code).toBe(0);
    const storage = await createStorage({ dataDir });
    const admin = await storage.accounts.findByName('admin');
    expect(admin).toMatchObject({ role: 'admin', mustChangePassword: true, isDisabled: false });
    expect(await createPasswords(ONE_TIME_COST).isRight(password, admin?.passwordHash)).toBe(true);
    await storage.close();
  });

  it('opens a locked account again: enabled, admin, without authenticator and without sessions', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    const authenticator = { secret: 'GEZDGNBV', lastStep: 1, recoveryHashes: [] };
    const amy = account('amy', { isDisabled: true, authenticator });
    await storage.accounts.add(amy);
    const [createdAt, lastSeenAt] = [amy.createdAt, amy.createdAt];
    await storage.accounts.openSession({ idHash: 'h', account: amy.id, createdAt, lastSeenAt, idToken: null });
    // Beside the running server: two processes on one database.
    const { code, password } = await run(['reset-admin', 'amy'], dataDir);
    const reset = await storage.accounts.find(amy.id);
    expect([code, reset]).toMatchObject([0, { role: 'admin', isDisabled: false, authenticator: null }]);
    expect(await createPasswords(ONE_TIME_COST).isRight(password, reset?.passwordHash)).toBe(true);
    expect(await storage.accounts.findSession('h')).toBeUndefined();
    expect((await storage.accounts.events(1))[0]).toMatchObject({
      what: 'reset',
      actor: 'command line',
      subject: 'amy',
    });
    await storage.close();
  });

  it.each([
    [[], 0],
    [['help'], 0],
    [['drop'], 2],
    [['reset-admin', '../x'], 2],
  ] as const)('explains itself: %o', async (args, code) => {
    const result = await run(args, await makeDataDir());
    expect([result.code, result.lines.join('\n')]).toEqual([
      code,
      expect.stringContaining('npm run console reset-admin'),
    ]);
  });
});
