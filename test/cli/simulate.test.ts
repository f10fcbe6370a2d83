import { afterAll, expect, it } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { addOfficer } from '../../src/cli/simulate/add-officer.ts';
import { CASE_WORKERS } from '../../src/console/cases/viewer.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';

afterAll(removeDataDirs);

it('somebody who plays the apps has an officer who may take cases, made once', async () => {
  const storage = await createStorage({ dataDir: await makeDataDir() });
  const clock = () => new Date();
  const made = await addOfficer(storage.accounts, clock);
  expect(made?.oneTimePassword).toMatch(/^\w{4}-/u);
  const [account, ...others] = await storage.accounts.list();
  expect(others).toEqual([]);
  expect(CASE_WORKERS).toContain(account?.role);
  expect(await addOfficer(storage.accounts, clock)).toBeNull();
  await storage.close();
});
