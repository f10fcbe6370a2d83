import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES } from './fixture-answers.ts';
import { screens } from './screens.ts';
import { startSite } from './start-site.ts';
import { ask, launcherOf, openWidget, visit, welcomed } from './visitor.ts';

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

test.each(screens(1))('axe finds nothing on the page, its launcher and the open chat: $language, $size, $colorScheme', {
  timeout: 60_000,
}, async ({ language, context }) => {
  const { page } = await visit(browser, `${site.url}/${language.toLowerCase()}`, context);
  await launcherOf(page).waitFor();
  expect(await violations(page)).toEqual([]);
  const chat = await openWidget(page);
  await ask(chat, FIXTURES[language].taxQuestion);
  await ask(chat, FIXTURES[language].tableQuestion);
  expect(await violations(chatFrame(page))).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test.each(LANGUAGES)('axe finds nothing wrong with what goes wrong: %s', async (language: Language) => {
  const { page } = await visit(browser, 'about:blank');
  await page.route('**/api/session', (route) =>
    route.fulfill({ status: 429, headers: { 'Retry-After': '60' }, json: {} }),
  );
  await page.goto(`${site.url}/chat?lang=${language}`);
  await page.locator('.notice-busy').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.unroute('**/api/session');
  await page.reload();
  await welcomed(page);
  await page.route('**/activities', (route) => route.fulfill({ status: 500, json: {} }));
  await page.locator('.composer textarea').fill('x'.repeat(250));
  await page.locator('.composer textarea').press('Enter');
  await page.locator('.send-failed').waitFor();
  await page.locator('.composer textarea').fill('x'.repeat(310));
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test.each(
  LANGUAGES,
)('zoomed in four times (320 by 256 px) nothing is lost sideways: %s', async (language: Language) => {
  const { page } = await visit(browser, `${site.url}/${language.toLowerCase()}`, {
    viewport: { width: 320, height: 256 },
  });
  await launcherOf(page).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  const chat = await openWidget(page);
  await ask(chat, FIXTURES[language].tableQuestion);
  const frame = chatFrame(page);
  expect(await frame.evaluate('document.documentElement.scrollWidth')).toBe(320);
  // Everything in the header and the composer can be scrolled to and stays inside the window.
  for (const element of await frame.locator('header button, h1, .composer textarea, .send').all()) {
    await element.scrollIntoViewIfNeeded();
    const box = await element.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
  }
  await page.context().close();
});

test('what is new is announced in words, without marks and addresses', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  // The live region clears itself after a second; keep what passes through it.
  await page.evaluate(
    "window.heard = ''; new MutationObserver((list) => { for (const { addedNodes } of list) for (const node of addedNodes) window.heard += node.textContent + '\\n'; }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true })",
  );
  await ask(page, FIXTURES.en.taxQuestion);
  await expect.poll(() => page.evaluate('window.heard')).toContain('The first HK$2 million');
  const heard = String(await page.evaluate('window.heard'));
  expect(heard).toContain('2 sources.');
  expect(heard).toContain('You can ask next: Can every company');
  expect(heard).not.toMatch(/\[1\]|https?:/);
  await page.context().close();
});

test('nothing moves for those who asked for no motion', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`, { reducedMotion: 'reduce' });
  await welcomed(page);
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  await page.context().close();
});

function chatFrame(page: Page): Frame {
  const frame = page.frames().find((candidate) => candidate.url().includes('/chat?'));
  if (frame === undefined) throw new Error('the chat is not open');
  return frame;
}
