import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { casePeople } from '../../src/app/cases/case-people.ts';
import { account } from '../contracts/account-store.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';

describe('accounts as people of the hand-off', () => {
  const clock = () => new Date('2026-11-27T04:00:00.000Z');
  let storage: Storage;
  beforeEach(async () => {
    storage = await createStorage({ dataDir: await makeDataDir() });
  });
  afterEach(() => storage.close());
  afterAll(removeDataDirs);

  it('sign in the visitor’s language, and by their account’s name when they have no signature', async () => {
    await storage.accounts.add(account('ann', { role: 'officer', name: 'ann.lee' }));
    const { officerName } = casePeople({ ...storage, clock });
    expect(await officerName('id-ann', 'en')).toBe('ann.lee');
    const signature = { en: 'Ann Lee, InvestHK', 'zh-Hant': '李安，投資推廣署', 'zh-Hans': '李安，投资推广署' };
    await storage.officers.change('id-ann', { signature });
    for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const)
      expect(await officerName('id-ann', language)).toBe(signature[language]);
    expect(await officerName('nobody', 'en')).toBeUndefined();
  });

  it('are offered cases when they are officers who can sign in', async () => {
    await storage.accounts.add(account('ann', { role: 'officer', name: 'ann', mustChangePassword: false }));
    await storage.accounts.add(account('new', { role: 'officer', name: 'new', mustChangePassword: true }));
    await storage.accounts.add(account('gone', { role: 'officer', name: 'gone', isDisabled: true }));
    await storage.accounts.add(account('boss', { role: 'supervisor', name: 'boss', mustChangePassword: false }));
    await storage.officers.change('id-ann', { isAvailable: false, capacity: 4, desks: ['duty'] });
    expect(await casePeople({ ...storage, clock }).officers()).toEqual([
      { id: 'id-ann', desks: ['duty'], languages: [], isAvailable: false, capacity: 4 },
    ]);
  });

  it('are not there while they are out of office, and there again when it is over', async () => {
    await storage.accounts.add(account('ann', { role: 'officer', name: 'ann', mustChangePassword: false }));
    const isThere = async () => (await casePeople({ ...storage, clock }).officers()).map((one) => one.isAvailable);
    await storage.officers.change('id-ann', { outUntil: '2026-11-28T16:00:00.000Z' });
    expect(await isThere()).toEqual([false]);
    await storage.officers.change('id-ann', { outUntil: '2026-11-27T04:00:00.000Z' });
    expect(await isThere()).toEqual([true]);
  });
});
