import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { CONSOLE_PASSWORD, signIn, visitConsole } from './console-site.ts';
import { ask, type Visitor, visit, welcomed } from './visitor.ts';

const { en } = CONSOLE_TEXTS;
const words = en.announcements;

let browser: Browser;
let app: RealApp;

beforeAll(async () => {
  // Ten in the morning in Hong Kong: nobody's night.
  const started = Date.now();
  const morning = Date.parse(`${new Date(started).toISOString().slice(0, 10)}T02:00:00Z`);
  const clock = () => new Date(morning + Date.now() - started);
  [browser, app] = await Promise.all([
    openBrowser(),
    startRealApp({ 'chan.siuming': 'officer', 'li.ming': 'supervisor' }, { clock }),
  ]);
}, 180_000);

afterAll(async () => {
  await closePages(browser);
  await app.stop();
  await removeDataDirs();
});

/** For people to look at: a step as pictures, wide and narrow, in the folder that STORY_PICTURES names. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['STORY_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  if (before !== null) await page.setViewportSize(before);
}

/** What the chat shows, not what it says to screen readers beside it. */
function heard(page: Page, text: string): Locator {
  return page.locator('p').filter({ hasText: text }).first();
}

async function enter(name: string): Promise<Visitor> {
  const visitor = await visitConsole(browser, app.url);
  const { page } = visitor;
  const oneTimePassword = app.passwords.get(name) ?? '';
  await signIn(page, oneTimePassword, name);
  await page.getByLabel(en.password.oneTime).fill(oneTimePassword);
  await page.getByLabel(en.password.next).fill(CONSOLE_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en.cases.queue.title, level: 1 }).waitFor();
  // Asking who one is before the sign-in is answered with 401, which the browser writes down.
  visitor.problems.length = 0;
  await page.getByRole('link', { name: en.pages.announcements, exact: true }).click();
  await page.getByRole('heading', { name: words.title }).waitFor();
  return visitor;
}

test('an announcement is written by one person, approved by another, and heard by who follows its topic', {
  timeout: 120_000,
}, async () => {
  const visitor = await visit(browser, `${app.url}/chat?lang=en`, { locale: 'en-GB' });
  await welcomed(visitor.page);
  await ask(visitor.page, 'follow tax');
  // On a busy machine the page may be drawn anew under the press: a person presses again.
  await vi.waitFor(
    async () => {
      const press = visitor.page.getByRole('button', { name: 'Notify me here' });
      if (await press.isVisible()) await press.click({ timeout: 2_000 });
      await heard(visitor.page, 'You follow: tax.').waitFor({ timeout: 15_000 });
    },
    { timeout: 60_000, interval: 500 },
  );

  const officer = await enter('chan.siuming');
  const { page } = officer;
  await page.getByRole('button', { name: words.write }).click();
  const hant = page.getByRole('group', { name: words.languages['zh-Hant'] });
  await hant.getByLabel(words.heading).fill('稅務講座');
  await hant.getByLabel(words.body).fill('12月10日下午3時舉行。');
  await page.locator('summary').filter({ hasText: words.topics }).click();
  await page.getByLabel('tax', { exact: true }).check();
  expect(await page.getByRole('button', { name: words.submit }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: words.preview }).click();
  await page.getByText(words.reachedTotal(1)).waitFor();
  // English readers get what there is, and the page says so.
  expect(await page.getByText(words.shownIn(words.languages['zh-Hant'])).count()).toBe(2);
  expect(await violations(page)).toEqual([]);
  await look(page, 'write');
  await page.getByRole('button', { name: words.submit }).click();
  await page.getByText(words.waits).waitFor();
  expect(await page.getByRole('button', { name: words.approve }).count()).toBe(0);

  const supervisor = await enter('li.ming');
  await supervisor.page.getByRole('link', { name: '稅務講座' }).click();
  await supervisor.page.getByText(words.reachedTotal(1)).waitFor();
  await supervisor.page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(supervisor.page)).toEqual([]);
  const width = await supervisor.page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBe(390);
  await look(supervisor.page, 'decide');
  await supervisor.page.getByRole('button', { name: words.approve }).click();
  await heard(visitor.page, '12月10日下午3時舉行').waitFor();
  await look(visitor.page, 'heard');
  await visitor.page.getByRole('button', { name: 'Unsubscribe' }).last().click();
  await heard(visitor.page, 'You no longer follow: tax.').waitFor();
  await supervisor.page.getByText(words.events.approved).waitFor();
  if (process.env['STORY_PICTURES'] !== undefined) await lookInChinese(page);
  expect([...officer.problems, ...supervisor.problems, ...visitor.problems]).toEqual([]);
});

async function lookInChinese(page: Page): Promise<void> {
  for (const [language, sign] of [
    ['zh-Hant', '繁'],
    ['zh-Hans', '简'],
  ] as const) {
    await page.getByText(sign, { exact: true }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, `sent-${language}`);
    await page.goto(`${app.url}/console/announcements`);
    await look(page, `list-${language}`);
    await page.getByRole('button', { name: CONSOLE_TEXTS[language].announcements.write }).click();
    await page.locator('summary').first().click();
    await look(page, `write-${language}`);
    await page.goBack();
  }
}
