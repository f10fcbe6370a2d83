import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES } from './fixture-answers.ts';
import { startSite } from './start-site.ts';
import { launcherOf, panelOf, visit, welcomed } from './visitor.ts';

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

test('a whole conversation with the keyboard alone', async () => {
  const { page } = await visit(browser, `${site.url}/en`);
  await launcherOf(page).waitFor();
  // The skip link first, the launcher last.
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('href')).toBe('#content');
  await page.keyboard.press('Shift+Tab');
  for (let tabs = 0; tabs < 30 && !(await isFocused('.launcher')); tabs += 1) await page.keyboard.press('Tab');
  expect(await isFocused('.launcher')).toBe(true);
  await page.keyboard.press('Enter');

  const chat = await welcomed(page.frameLocator('goglobal-widget iframe'));
  const field = chat.locator('.composer textarea:focus');
  await field.waitFor();
  await page.keyboard.type(FIXTURES.en.taxQuestion);
  await page.keyboard.press('Enter');
  await chat.locator('.sources').waitFor();
  await field.waitFor();

  // Next questions are one step back from the composer, and one step forward leads to it again.
  await page.keyboard.press('Shift+Tab');
  expect(await chat.locator(':focus').textContent()).toBe('More');
  await page.keyboard.press('Tab');
  await field.waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await chat.locator(':focus').textContent()).toBe('When is the profits tax return due?');

  // Back through the message, past «Helpful» and «Not helpful», to its sources; Escape leaves the message, arrows move between messages, Enter goes in.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await chat.locator(':focus').textContent()).toBe('Not helpful');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  expect(await chat.locator(':focus').getAttribute('href')).toContain('bus_ctc');
  await page.keyboard.press('Escape');
  expect(await chat.locator(':focus').getAttribute('role')).toBe('group');
  expect(await panelOf(page).isVisible()).toBe(true);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await chat.locator(':focus').getAttribute('aria-label')).toBe('Source 1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await field.waitFor();

  // Nobody wants this Escape: it closes the panel, and the focus is where it came from.
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'hidden' });
  expect(await isFocused('.launcher')).toBe(true);
  await page.context().close();

  async function isFocused(selector: string): Promise<boolean> {
    return page.evaluate(
      `document.querySelector('goglobal-widget').shadowRoot.activeElement?.matches('${selector}') === true`,
    );
  }
});

test('the focus is visible on everything that takes it', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  for (let tabs = 0; tabs < 12; tabs += 1) {
    await page.keyboard.press('Tab');
    const style = await page.evaluate(
      "(() => { const e = document.activeElement; if (!e || e === document.body || !e.matches('button:not([class^=webchat]), textarea, a')) return 'skip'; const s = getComputedStyle(e); return s.outlineStyle + ' ' + s.outlineWidth; })()",
    );
    if (style !== 'skip') expect(style).toBe('solid 2px');
  }
  await page.context().close();
});
