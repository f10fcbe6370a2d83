import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { createSessions } from '../../src/console/accounts/sessions.ts';
import { account } from '../contracts/account-store.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { createFakeEditorial } from '../support/editorial.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { startSite } from './start-site.ts';
import { ask, PHONE, visit, welcomed } from './visitor.ts';

let browser: Browser;
let site: TestApp;
let folder: KnowledgeFolder;
let session: string;

beforeAll(async () => {
  folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir });
  const editor = account('editor-1', { role: 'editor' });
  await storage.accounts.add(editor);
  session = await createSessions(storage.accounts, () => new Date()).open(editor);
  await storage.close();
  const [citation] = answerTo({ text: '' }).citations;
  const options = { dataDir, editorial: await createFakeEditorial(folder.root) };
  browser = await openBrowser();
  site = await startSite(() => ({ citations: [{ ...citation!, article: 'tea-export', section: 'fee' }] }), options);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await folder.dispose();
  await removeDataDirs();
});

test('an answer that a visitor marks stands at the gap desk with the reason, and is counted for its article', {
  timeout: 60_000,
}, async () => {
  const visitor = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(visitor.page);
  const answer = await ask(visitor.page, 'What is the fee for green tea?');
  await answer.getByRole('button', { name: 'Not helpful' }).click();
  await answer.getByRole('button', { name: 'Out of date' }).click();
  await expect.poll(() => answer.getByRole('status').textContent()).toContain('Thank you.');
  const other = await ask(visitor.page, 'What is the fee for black tea?');
  await other.getByRole('button', { name: 'Helpful', exact: true }).click();
  await expect.poll(() => other.getByRole('status').textContent()).toBe('Thank you.');

  for (const size of [{}, PHONE]) {
    const { page, problems } = await visit(browser, 'about:blank', { ...size, locale: 'en-GB' });
    await page.context().addCookies([{ name: 'goglobal_console', value: session, url: site.url }]);
    await page.goto(`${site.url}/console/gaps`);
    const gap = page.locator('.gap');
    await gap.waitFor();
    expect(await gap.locator('h2').textContent()).toBe('What is the fee for green tea?');
    expect(await gap.textContent()).toContain('Marked not helpful1 answer · Out of date 1');
    expect(await gap.textContent()).toContain('#fee');
    expect(await violations(page)).toEqual([]);

    await page.goto(`${site.url}/console/articles?order=notHelpful&direction=down`);
    const [first, second] = [page.locator('tbody tr').nth(0), page.locator('tbody tr').nth(1)];
    await second.waitFor();
    expect(await first.textContent()).toContain('1 / 1');
    expect(await first.textContent()).toContain('trade/tea-export');
    expect(await second.textContent()).toContain('0 / 0');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(problems).toEqual([]);
    await page.context().close();
  }
  await visitor.page.context().close();
});
