import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import type { TestApp } from '../fakes/start-test-app.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { openConsole } from './case-server.ts';
import { startSite } from './start-site.ts';
import { PHONE } from './visitor.ts';

const NARROW = { ...PHONE, viewport: { width: 390, height: 844 } };

let browser: Browser;
let site: TestApp;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
}, 120_000);
afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

/** Left and right of the current entry against the row that it scrolls in. */
const sightOf = (page: Page, row: string) =>
  page.locator(row).evaluate((element) => {
    const outer = element.getBoundingClientRect();
    const inner = element.querySelector('[aria-current]')?.getBoundingClientRect();
    return inner !== undefined && inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  });

it.each(LANGUAGES)('has all tools of an officer in one line of the header on a phone, in %s', async (language) => {
  const { page } = await openConsole(browser, site.url, 'cases', { language, context: NARROW });
  await page.locator('.bar [role=switch]').waitFor();
  const middles = await page.locator('.bar-tools > *:visible').evaluateAll((tools) =>
    tools.map((tool) => {
      const { top, bottom, right } = tool.getBoundingClientRect();
      return { middle: (top + bottom) / 2, isWithin: right <= 390 };
    }),
  );
  expect(middles.length).toBeGreaterThanOrEqual(5);
  expect(middles.every(({ isWithin }) => isWithin)).toBe(true);
  const heights = middles.map(({ middle }) => middle);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(4);
  // The name is still read out.
  await page.getByRole('button', { name: 'li.ming' }).waitFor();
});

it('shows where one is, however far to the right it stands', async () => {
  const { page } = await openConsole(browser, site.url, 'notices', { role: 'admin', context: NARROW });
  await expect.poll(() => sightOf(page, '.rail')).toBe(true);
  await page.goto(`${site.url}/console/cases?view=spam`);
  await page.locator('.view-tabs [aria-current]').waitFor();
  await expect.poll(() => sightOf(page, '.view-tabs')).toBe(true);
  expect(await page.evaluate('window.scrollY')).toBe(0);
});

it('leads on from a page that there is not', async () => {
  const { page } = await openConsole(browser, site.url, 'nothing', { context: NARROW });
  await page.getByRole('link', { name: CONSOLE_TEXTS.en.toStart }).click();
  await page.getByRole('heading', { name: CONSOLE_TEXTS.en.cases.queue.title, level: 1 }).waitFor();
});
