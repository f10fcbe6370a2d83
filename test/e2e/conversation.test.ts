import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES, fixtureAnswer } from './fixture-answers.ts';
import { startSite } from './start-site.ts';
import { ask, composerOf, PHONE, visit, welcomed } from './visitor.ts';

const HOSTILE =
  '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> [x](javascript:window.hacked=1) **bold**';

const SECTIONS =
  'Within a month.[1]\n\n**What does it cost?**\n\nHK$1,545.[1]\n\n- On paper more.[1]\n\n**Who may file?**\n\nA director.[1]\n\n**Note**: only for new companies.[1]';

let browser: Browser;
let site: TestApp;

beforeAll(async () => {
  [browser, site] = await Promise.all([
    openBrowser(),
    startSite(({ text, pageLanguage = 'en' }) =>
      text === 'hostile'
        ? { text: HOSTILE, citations: [] }
        : text === 'sections'
          ? { ...FIXTURES.en.tax, text: SECTIONS }
          : fixtureAnswer(text, pageLanguage),
    ),
  ]);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

const chatUrl = (language: string): string => `${site.url}/chat?lang=${language}`;

test('welcomes in three bubbles, offers questions to begin with, and is clean of errors', async () => {
  const { page, problems } = await visit(browser, chatUrl('zh-Hans'));
  await welcomed(page);
  expect(await page.locator('.message-assistant').count()).toBe(3);
  expect(await page.locator('.suggestion').allTextContents()).toEqual(['Starter zh-Hans']);
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('shows the section that answers best, and the others as questions that open, by keyboard too', async () => {
  const { page, problems } = await visit(browser, chatUrl('en'));
  await welcomed(page);
  const answer = await ask(page, 'sections');
  const [cost, director, note] = ['HK$1,545', 'A director', 'only for new companies'].map((words) =>
    answer.getByText(words),
  );
  expect(await answer.getByText('Within a month').isVisible()).toBe(true);
  expect(await note?.isVisible()).toBe(true);
  expect([await cost?.isVisible(), await director?.isVisible()]).toEqual([false, false]);
  await answer.getByText('What does it cost?').click();
  expect([await cost?.isVisible(), await director?.isVisible()]).toEqual([true, false]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await director?.isVisible()).toBe(true);
  expect(problems).toEqual([]);
  await page.context().close();
});

test.each([
  'en',
  'zh-Hant',
  'zh-Hans',
] as const)('shows an answer with marks, sources and next questions in %s', async (language) => {
  const { page, problems } = await visit(browser, chatUrl(language));
  await welcomed(page);
  const answer = await ask(page, FIXTURES[language].taxQuestion);
  expect(await answer.getAttribute('lang')).toBe(language);
  expect(await answer.locator('.citation-mark').allTextContents()).toEqual(['1', '1', '2']);
  const rows = answer.locator('.sources li');
  expect(await rows.count()).toBe(2);
  const link = rows.nth(0).locator('a');
  expect(await link.getAttribute('href')).toBe('https://www.ird.gov.hk/eng/faq/2tr.htm');
  expect(await link.getAttribute('target')).toBe('_blank');
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await rows.nth(0).locator('.past-review').count()).toBe(0);
  expect(await rows.nth(1).locator('.past-review').count()).toBe(1);
  // Offered until something else is said.
  const { suggestions } = FIXTURES[language].tax;
  expect(await page.locator('.suggestion').allTextContents()).toEqual(suggestions.map(({ label }) => label));
  // Reference definitions are for other clients.
  expect(await answer.textContent()).not.toContain('[1]:');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a mark jumps to its source', async () => {
  const { page } = await visit(browser, chatUrl('en'));
  await welcomed(page);
  const answer = await ask(page, FIXTURES.en.taxQuestion);
  await answer.locator('.citation-mark a').last().click();
  // The click itself focuses the mark; the page moves the focus on to its source.
  const source = answer.locator('.sources a:focus');
  expect(await source.getAttribute('href')).toContain('bus_ctc');
  expect(new URL(page.url()).hash).toBe('');
  await page.context().close();
});

test('a table answer is one table, with its caption, that scrolls by itself', async () => {
  const { page } = await visit(browser, chatUrl('zh-Hant'), PHONE);
  await welcomed(page);
  const answer = await ask(page, FIXTURES['zh-Hant'].tableQuestion);
  expect(await answer.locator('table').count()).toBe(1);
  expect(await answer.locator('tbody tr').count()).toBe(2);
  const caption = FIXTURES['zh-Hant'].table.table?.caption ?? '';
  expect((await answer.textContent())?.split(caption).length).toBe(2);
  const scroller = answer.locator('.table-scroll');
  expect(await scroller.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.context().close();
});

test('pressing a suggestion asks it, and the composer keeps the focus', async () => {
  const { page } = await visit(browser, chatUrl('en'));
  await welcomed(page);
  await ask(page, FIXTURES.en.taxQuestion);
  await page.locator('.suggestion').first().click();
  await page.locator('.message-visitor', { hasText: 'Can every company in a group use 8.25%?' }).waitFor();
  await page.locator('.message-assistant').nth(4).waitFor();
  await page.locator('.composer textarea:focus').waitFor();
  await page.context().close();
});

test('HTML, scripts and javascript: links in an answer are text', async () => {
  const { page, problems } = await visit(browser, chatUrl('en'));
  await welcomed(page);
  const answer = await ask(page, 'hostile');
  expect(await answer.locator('.bubble').textContent()).toContain('<img src=x onerror=');
  expect(await answer.locator('img, script, a').count()).toBe(0);
  expect(await answer.locator('strong').textContent()).toBe('bold');
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what a visitor types is text as well', async () => {
  const { page } = await visit(browser, chatUrl('en'));
  await welcomed(page);
  await ask(page, '<b onclick=alert(1)>x</b> **not bold**');
  expect(await page.locator('.message-visitor .bubble').textContent()).toBe('<b onclick=alert(1)>x</b> **not bold**');
  await page.context().close();
});

test('a reload shows the same conversation, once', async () => {
  const { page } = await visit(browser, chatUrl('zh-Hans'));
  await welcomed(page);
  await ask(page, FIXTURES['zh-Hans'].taxQuestion);
  const before = await page.locator('.message .bubble').allTextContents();
  await page.reload();
  await page.locator('.message-visitor').waitFor();
  await page.locator('.message-assistant').nth(3).waitFor();
  expect(await page.locator('.message .bubble').allTextContents()).toEqual(before);
  expect(await page.locator('.send-state').count()).toBe(0);
  await page.context().close();
});

test('a question brought along in the address waits in the composer', async () => {
  const { page } = await visit(browser, `${chatUrl('en')}&ask=${encodeURIComponent('What about Vietnam?')}`);
  await welcomed(page);
  expect(await composerOf(page).inputValue()).toBe('What about Vietnam?');
  expect(await page.locator('.message-visitor').count()).toBe(0);
  await page.context().close();
});

test('«talk to a person» says so in the language of the chat', async () => {
  const { page } = await visit(browser, chatUrl('zh-Hant'));
  await welcomed(page);
  await page.locator('.person-button').click();
  await page.locator('.message-visitor', { hasText: '轉人工' }).waitFor();
  await page.context().close();
});
