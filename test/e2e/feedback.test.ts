import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES, fixtureAnswer } from './fixture-answers.ts';
import { cardAnswer } from './fixture-cards.ts';
import { screens } from './screens.ts';
import { startSite } from './start-site.ts';
import { ask, visit, welcomed } from './visitor.ts';

let browser: Browser;
let site: TestApp;

beforeAll(async () => {
  [browser, site] = await Promise.all([
    openBrowser(),
    startSite(({ text, pageLanguage = 'en' }) => cardAnswer(text, pageLanguage) ?? fixtureAnswer(text, pageLanguage)),
  ]);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

const button = (where: Locator | Page, name: string) => where.getByRole('button', { name, exact: true });
const pressed = (where: Locator | Page) => where.locator('.feedback [aria-pressed="true"]').allTextContents();

/** What is kept of all visitors, by article. */
async function kept(): Promise<Record<string, unknown>> {
  const storage = await createStorage({ dataDir: site.dataDir });
  const counts = await storage.insights.feedbackSince(new Date(0));
  await storage.close();
  return Object.fromEntries(counts);
}

test('an answer is marked, marked otherwise, given a reason and taken back; a reload finds it', async () => {
  const { page, problems } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  const answer = await ask(page, FIXTURES.en.taxQuestion);
  expect(await pressed(answer)).toEqual([]);
  await button(answer, 'Helpful').click();
  await expect.poll(() => answer.getByRole('status').textContent()).toBe('Thank you.');
  expect(await pressed(answer)).toEqual(['Helpful']);
  expect(await answer.getByRole('group', { name: 'What is wrong? (optional)' }).count()).toBe(0);
  await expect.poll(kept).toEqual({ 'profits-tax-two-tier': { helpful: 1, notHelpful: 0 } });

  await button(answer, 'Not helpful').click();
  await expect.poll(() => answer.getByRole('status').textContent()).toContain('Our editors see this');
  await button(answer.getByRole('group', { name: 'What is wrong? (optional)' }), 'Out of date').click();
  await expect.poll(() => pressed(answer)).toEqual(['Not helpful', 'Out of date']);
  await expect.poll(kept).toEqual({ 'profits-tax-two-tier': { helpful: 0, notHelpful: 1 } });
  // Nothing is said in the conversation by it.
  expect(await page.locator('.message-visitor').count()).toBe(1);
  expect(await page.locator('.suggestion').count()).toBe(3);

  await page.reload();
  const again = page.locator('.message-assistant', { has: page.locator('.sources') });
  await again.waitFor();
  await expect.poll(() => pressed(again)).toEqual(['Not helpful', 'Out of date']);
  expect(await again.getByRole('status').textContent()).toBe('');
  await button(again, 'Not helpful').click();
  await expect.poll(() => pressed(again)).toEqual([]);
  await expect.poll(kept).toEqual({});
  expect(problems).toEqual([]);
  await page.context().close();
});

test('only answers are asked about: no welcome, refusal, form, case or question of the visitor', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  for (const words of ['something nobody knows', 'form', 'brief', 'case']) await ask(page, words);
  expect(await page.locator('.feedback').count()).toBe(0);
  await ask(page, FIXTURES.en.tableQuestion);
  expect(await page.locator('.feedback').count()).toBe(1);
  await page.context().close();
});

test('what did not arrive is said so, and is no longer shown as pressed', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  const answer = await ask(page, FIXTURES.en.taxQuestion);
  await page.route('**/activities', (route) => route.fulfill({ status: 429, json: {} }));
  await button(answer, 'Helpful').click();
  await expect.poll(() => answer.getByRole('status').textContent()).toBe('This was not saved. Please try again.');
  expect(await pressed(answer)).toEqual([]);
  await page.unroute('**/activities');
  await button(answer, 'Helpful').click();
  await expect.poll(() => answer.getByRole('status').textContent()).toBe('Thank you.');
  await page.context().close();
});

test('it is done with the keyboard alone: back from the next questions', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  const answer = await ask(page, FIXTURES.en.tableQuestion);
  await page.locator('.composer textarea').focus();
  await page.keyboard.press('Shift+Tab');
  expect(await page.locator(':focus').textContent()).toBe('How do we get a certificate of resident status?');
  await page.keyboard.press('Shift+Tab');
  expect(await page.locator(':focus').textContent()).toBe('Not helpful');
  await page.keyboard.press('Space');
  await expect.poll(() => pressed(answer)).toEqual(['Not helpful']);
  expect(await page.locator(':focus').textContent()).toBe('Not helpful');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Wrong subject');
  await page.keyboard.press('Enter');
  await expect.poll(() => pressed(answer)).toEqual(['Not helpful', 'Wrong subject']);
  await page.context().close();
});

test.each(screens(2))('axe finds nothing, and nothing is lost sideways: $language, $size, $colorScheme', {
  timeout: 60_000,
}, async (one) => {
  const { page } = await visit(browser, `${site.url}/chat?lang=${one.language}`, one.context);
  await welcomed(page);
  const answer = await ask(page, FIXTURES[one.language].taxQuestion);
  await answer.locator('.feedback-button').nth(1).click();
  await answer.locator('.feedback-button').nth(3).click();
  await expect.poll(() => pressed(answer)).toHaveLength(2);
  await expect.poll(() => answer.getByRole('status').textContent()).not.toBe('');
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  const boxes = await Promise.all((await answer.locator('.feedback-button').all()).map((each) => each.boundingBox()));
  for (const box of boxes) {
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    // WCAG 2.5.8 asks for 24; fingers get 44.
    expect(box?.height).toBeGreaterThanOrEqual(one.size === 'phone' ? 44 : 24);
  }
  await page.context().close();
});
