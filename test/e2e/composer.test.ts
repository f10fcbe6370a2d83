import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { startSite } from './start-site.ts';
import { composerOf, visit, welcomed } from './visitor.ts';

let browser: Browser;
let site: TestApp;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

async function openChat(language: string): Promise<Page> {
  const { page } = await visit(browser, `${site.url}/chat?lang=${language}`);
  return welcomed(page);
}

test('counts from 240 characters, and does not send more than 300', async () => {
  const page = await openChat('en');
  const field = composerOf(page);
  const counter = page.locator('.counter');
  await field.fill('a'.repeat(239));
  expect(await counter.isVisible()).toBe(false);
  await field.fill('a'.repeat(240));
  expect(await counter.textContent()).toBe('60 characters left');
  expect(await field.getAttribute('aria-describedby')).toContain(await counter.getAttribute('id'));
  await page.locator('[aria-live="polite"]', { hasText: '60 characters left' }).waitFor({ state: 'attached' });
  await field.fill('a'.repeat(302));
  expect(await counter.textContent()).toContain('2 too many');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.press('Enter');
  expect(await field.inputValue()).toHaveLength(302);
  expect(await page.locator('.message-visitor').count()).toBe(0);
  await page.context().close();
});

test('counts a rare character as one', async () => {
  const page = await openChat('zh-Hant');
  await composerOf(page).fill('𠮷'.repeat(250));
  expect(await page.locator('.counter').textContent()).toBe('尚可輸入 50 個字');
  await page.context().close();
});

test('Shift+Enter breaks the line, the field grows to five lines and no further', async () => {
  const page = await openChat('en');
  const field = composerOf(page);
  const height = async (): Promise<number> => (await field.boundingBox())?.height ?? 0;
  const one = await height();
  await field.pressSequentially('a');
  for (let line = 0; line < 4; line += 1) await field.press('Shift+Enter');
  const five = await height();
  for (let line = 0; line < 4; line += 1) await field.press('Shift+Enter');
  expect(await field.inputValue()).toBe(`a${'\n'.repeat(8)}`);
  expect(five).toBeGreaterThan(one * 2);
  expect(await height()).toBeLessThanOrEqual(five + 2);
  expect(await page.locator('.message-visitor').count()).toBe(0);
  await field.press('Enter');
  await page.locator('.message-visitor').waitFor();
  await page.context().close();
});

test('Enter that chooses a candidate of an input method does not send', async () => {
  const page = await openChat('zh-Hans');
  const field = composerOf(page);
  await field.fill('chuhai');
  // As Chrome and Firefox do it, and as Safari does it: the composition is over, the key code is 229.
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  expect(await field.inputValue()).toBe('chuhai');
  expect(await page.locator('.message-visitor').count()).toBe(0);
  await page.context().close();
});

test('an empty message is not sent', async () => {
  const page = await openChat('en');
  await composerOf(page).fill('   \n ');
  await composerOf(page).press('Enter');
  await page.locator('.send').click({ force: true });
  expect(await page.locator('.message-visitor').count()).toBe(0);
  await page.context().close();
});
