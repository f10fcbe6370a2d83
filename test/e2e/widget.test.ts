import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES } from './fixture-answers.ts';
import { startSite } from './start-site.ts';
import { launcherOf, openWidget, PHONE, panelOf, visit, welcomed } from './visitor.ts';

let browser: Browser;
let site: TestApp;
/** Somebody else's page that embeds the widget by its one line, with a policy of its own. */
let host: Server;
let hostUrl: string;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
  host = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', `default-src 'self'; script-src ${site.url}; frame-src ${site.url}`);
    response.end(
      `<!doctype html><html lang="zh-HK"><title>Partner</title><h1>Partner</h1><script src="${site.url}/widget.js" async></script></html>`,
    );
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  host.close();
  await removeDataDirs();
});

test('loads the chat only when it is opened', async () => {
  const { page, problems } = await visit(browser, `${site.url}/zh-hans`);
  await launcherOf(page).waitFor();
  expect(await launcherOf(page).textContent()).toBe('问出海');
  expect(await page.locator('goglobal-widget iframe').count()).toBe(0);
  await openWidget(page);
  const frame = page.locator('goglobal-widget iframe');
  expect(await frame.getAttribute('title')).toBe('问出海，自动问答助手');
  expect(await frame.getAttribute('lang')).toBe('zh-Hans');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('remembers open and closed from page to page', async () => {
  const { page } = await visit(browser, `${site.url}/en`);
  await openWidget(page);
  await page.goto(`${site.url}/zh-hant`);
  await panelOf(page).waitFor();
  await page.frameLocator('goglobal-widget iframe').locator('.chat-close').click();
  await panelOf(page).waitFor({ state: 'hidden' });
  expect(await launcherOf(page).getAttribute('aria-expanded')).toBe('false');
  await page.goto(`${site.url}/en`);
  await launcherOf(page).waitFor();
  expect(await panelOf(page).isVisible()).toBe(false);
  await page.context().close();
});

test('an example on the page opens the chat and asks it', async () => {
  const { page } = await visit(browser, `${site.url}/zh-hans`);
  await page.locator('.example', { hasText: FIXTURES['zh-Hans'].taxQuestion }).click();
  const chat = page.frameLocator('goglobal-widget iframe');
  await chat.locator('.message-visitor', { hasText: FIXTURES['zh-Hans'].taxQuestion }).waitFor();
  await chat.locator('.sources').waitFor();
  expect(await page.evaluate('Object.keys(window.GoGlobal).sort().join()')).toBe('ask,close,open');
  await page.context().close();
});

test('on a phone it fills the window and does not open by itself on the next page', async () => {
  const { page } = await visit(browser, `${site.url}/en`, PHONE);
  await openWidget(page);
  expect(await panelOf(page).boundingBox()).toEqual({ x: 0, y: 0, ...PHONE.viewport });
  await page.goto(`${site.url}/zh-hant`);
  await launcherOf(page).waitFor();
  expect(await panelOf(page).isVisible()).toBe(false);
  await page.context().close();
});

test('works on another site under a strict policy, in that page’s language', async () => {
  const { page, problems } = await visit(browser, hostUrl);
  expect(await launcherOf(page).textContent()).toBe('問出海');
  const chat = await openWidget(page);
  expect(await chat.locator('.message-assistant').first().getAttribute('lang')).toBe('zh-Hant');
  await page.evaluate("GoGlobal.ask('利得稅兩級制的稅率是多少？')");
  await chat.locator('.sources').waitFor();
  await chat.locator('.chat-close').click();
  await panelOf(page).waitFor({ state: 'hidden' });
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the chat takes no orders from another origin, nor from another window', async () => {
  const { page } = await visit(browser, hostUrl);
  const chat = await openWidget(page);
  // The page says it is someone else: what it then sends does not come from the origin it named.
  await page.locator('goglobal-widget iframe').evaluate(
    (frame, url) => {
      frame.src = url;
    },
    `${site.url}/chat?lang=en&origin=${encodeURIComponent('https://www.example.hk')}`,
  );
  await welcomed(chat);
  await page.locator('goglobal-widget iframe').evaluate((frame) => {
    frame.contentWindow.postMessage({ goglobal: 'ask', text: 'forged' }, '*');
  });
  // And a message to the widget that is not from its frame closes nothing.
  await page.evaluate("window.postMessage({ goglobal: 'close' }, '*')");
  await page.waitForTimeout(300);
  expect(await chat.locator('.message-visitor').count()).toBe(0);
  expect(await panelOf(page).isVisible()).toBe(true);
  await page.context().close();
});

test('the language switch changes every word, the welcome included, and lasts over a reload', async () => {
  const { page, problems } = await visit(browser, `${site.url}/en`);
  const chat = await openWidget(page);
  await chat.locator('.composer textarea').fill('half a question');
  await chat.locator('.language-switch button', { hasText: '繁' }).click();
  await chat.locator('.message-assistant[lang="zh-Hant"]').nth(2).waitFor();
  expect(await chat.locator('.message-assistant').count()).toBe(3);
  expect(await chat.locator('html').getAttribute('lang')).toBe('zh-Hant');
  expect(await chat.locator('h1').textContent()).toBe('問出海');
  expect(await chat.locator('.composer textarea').inputValue()).toBe('half a question');
  await page.reload();
  await chat.locator('.message-assistant[lang="zh-Hant"]').nth(2).waitFor();
  expect(await chat.locator('.person-button').textContent()).toBe('轉人工');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('after the first question the switch leaves the conversation as it is', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  await page.locator('.composer textarea').fill(FIXTURES.en.taxQuestion);
  await page.locator('.composer textarea').press('Enter');
  await page.locator('.sources').waitFor();
  await page.locator('.language-switch button', { hasText: '简' }).click();
  await page.locator('h1', { hasText: '问出海' }).waitFor();
  expect(await page.locator('.message-assistant').count()).toBe(4);
  expect(await page.locator('.message-assistant').last().getAttribute('lang')).toBe('en');
  await page.context().close();
});
