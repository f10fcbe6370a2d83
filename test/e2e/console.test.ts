import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { CONSOLE_PASSWORD, type ConsoleSite, signIn, startConsoleSite, visitConsole } from './console-site.ts';
import { screens } from './screens.ts';

const { en } = CONSOLE_TEXTS;

let browser: Browser;
let site: ConsoleSite;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startConsoleSite()]);
  // The first sign-in of all: every later test has the password it leaves behind.
  const { page } = await visitConsole(browser, site.url);
  await signIn(page, 'not the password');
  await page.getByRole('alert').getByText('Name or password is wrong').waitFor();
  await signIn(page, site.oneTimePassword);
  await page.getByRole('heading', { name: en.password.firstTitle }).waitFor();
  // Nothing else can be opened first.
  await page.goto(`${site.url}/console/articles`);
  await page.getByLabel(en.password.oneTime).fill(site.oneTimePassword);
  await page.getByLabel(en.password.next).fill('short');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('at least 12 characters').waitFor();
  await page.getByLabel(en.password.next).fill(CONSOLE_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en.articles.title }).waitFor();
  await page.context().close();
}, 120_000);

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

/** Signed in, in a context of its own. */
async function enter(language: Language = 'en', options = {}) {
  const visitor = await visitConsole(browser, site.url, language, options);
  await signIn(visitor.page);
  await visitor.page.locator('.shell').waitFor();
  // Asking who one is before the sign-in is answered with 401, which the browser writes down.
  visitor.problems.length = 0;
  return visitor;
}

test('an editor finds an article, looks at its languages side by side, and comes back by the browser', {
  timeout: 60_000,
}, async () => {
  const { page, problems } = await enter();
  await page.getByText('articles', { exact: false }).first().waitFor();
  await page.getByLabel(en.articles.searchLabel).fill('two-tiered');
  await page.getByText('1 article', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Two-tiered profits tax rates' }).click();
  await page.getByRole('heading', { name: 'Two-tiered profits tax rates', level: 1 }).waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  const row = page.locator('.columns-row', { hasText: '#rates' }).first();
  expect(await row.locator('.cell').count()).toBe(3);
  expect(await row.locator('[lang="zh-Hans"] h3').innerText()).toContain('利得税');
  await page.getByText('npm run knowledge check -- articles/tax/profits-tax-two-tier').waitFor();
  await page.goBack();
  await page.getByText('1 article', { exact: true }).waitFor();
  expect(await page.getByLabel(en.articles.searchLabel).inputValue()).toBe('two-tiered');
  await page.getByRole('button', { name: /^Withheld/ }).click();
  await page.getByText(en.articles.empty).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the bench shows the answer, the passages and the words nobody knows', { timeout: 60_000 }, async () => {
  const { page, problems } = await enter();
  await page.getByRole('link', { name: en.pages.bench }).click();
  await page.getByLabel(en.bench.question).fill('两级制利得税率是多少，火星公司可以用吗');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en.bench.answer }).waitFor();
  expect(await page.locator('.answer-preview').innerText()).toContain('8.25%');
  expect(await page.locator('.passages li').count()).toBeGreaterThan(3);
  expect(await page.locator('.word-unknown').innerText()).toContain('火星');
  await page.locator('.passages summary').first().click();
  expect(await page.locator('.passages details[open]').innerText()).toContain('16.5%');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a gap becomes a difference that can be taken along', { timeout: 60_000 }, async () => {
  const { page, problems } = await enter();
  await page.getByRole('link', { name: en.pages.gaps }).click();
  await page.getByText('2 questions in 1 groups').waitFor();
  const gap = page.getByRole('article', { name: /^元宇宙企业补贴/ });
  await gap.getByRole('button', { name: en.gaps.asQuestion }).click();
  await gap.getByRole('option', { name: 'BUD Fund and Easy BUD' }).waitFor({ state: 'attached' });
  await gap.getByRole('button', { name: en.gaps.show }).click();
  const diff = gap.locator('.diff');
  await diff.waitFor();
  expect(await diff.innerText()).toMatch(/\+\+\+ b\/knowledge\/articles\/finance\/bud-fund\/zh-Hans\.md/);
  expect(await diff.locator('.diff-plus').innerText()).toContain('  - 元宇宙企业补贴');
  await gap.getByText(en.gaps.clean).waitFor();
  // The server may not write here, so there is no button that would pretend it could.
  expect(await gap.getByRole('button', { name: en.gaps.apply }).count()).toBe(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    gap.getByRole('button', { name: en.gaps.download }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/bud-fund-zh-Hans\.patch$/);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('an admin adds an account, and sees its password once', { timeout: 60_000 }, async () => {
  const { page, problems } = await enter();
  await page.getByRole('link', { name: en.pages.accounts, exact: true }).click();
  await page.getByLabel(en.accounts.name, { exact: true }).fill('li.ming');
  await page.getByRole('button', { name: en.accounts.add }).click();
  const shown = page.getByRole('alert');
  await shown.getByText('One-time password for li.ming').waitFor();
  const password = (await shown.locator('code').innerText()).trim();
  await shown.getByRole('button', { name: en.close }).click();
  expect(await page.locator('body').innerText()).not.toContain(password);
  await page.getByRole('row', { name: /li\.ming/ }).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('works with the keyboard alone', { timeout: 60_000 }, async () => {
  const { page } = await enter();
  await page.getByRole('heading', { name: en.articles.title, level: 1 }).waitFor();
  // The first thing that Tab reaches in a page.
  expect(await page.evaluate("document.querySelector('a[href], button, input').textContent")).toBe(en.skip);
  await page.getByRole('link', { name: en.skip }).focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  const menu = page.getByRole('button', { name: 'admin', exact: true });
  // The menu takes the focus a moment after it is seen; a key before that would be the button's.
  const focusedMenu = page.locator('[role="menu"]:focus-within');
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: en.pages.own }).waitFor();
  // A menu that is opened by a key stands on its first item.
  await focusedMenu.waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en.authenticator.title }).waitFor();
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: en.signIn.out }).waitFor();
  await focusedMenu.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: en.signIn.title }).waitFor();
  await page.context().close();
});

const PAGES = [
  '',
  'articles/tax/profits-tax-two-tier',
  'bench?question=两级制利得税率是多少',
  'gaps',
  'faults',
  'accounts',
  'own',
];

test.each(screens(2))('axe finds nothing, and nothing is lost sideways: $language, $size, $colorScheme', {
  timeout: 180_000,
}, async ({ language, context: options }) => {
  const first = await visitConsole(browser, site.url, language, options);
  await first.page.getByRole('heading', { name: CONSOLE_TEXTS[language].signIn.title }).waitFor();
  expect(await violations(first.page)).toEqual([]);
  await first.page.context().close();
  const { page, problems } = await enter(language, options);
  for (const path of PAGES) {
    await page.goto(`${site.url}/console/${path}`);
    await page.locator('main h1').waitFor();
    await page.waitForLoadState('networkidle');
    if (path === 'gaps') await page.locator('.gap .form-actions button').first().click();
    expect([path, await violations(page)]).toEqual([path, []]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect([path, width]).toEqual([path, page.viewportSize()?.width]);
  }
  expect(problems).toEqual([]);
  await page.context().close();
});
