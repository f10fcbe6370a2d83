import type { Browser, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES } from './fixture-answers.ts';
import { startSite } from './start-site.ts';
import { ask, composerOf, visit, welcomed } from './visitor.ts';

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

const STATUS = '.notice [role="status"]';

test('too many requests: says how long, then comes by itself', async () => {
  const { page } = await visit(browser, 'about:blank');
  let refusals = 1;
  await page.route('**/api/session', async (route) => {
    refusals -= 1;
    if (refusals < 0) await route.continue();
    else await route.fulfill({ status: 429, headers: { 'Retry-After': '2' }, json: {} });
  });
  await page.goto(`${site.url}/chat?lang=en`);
  await page.locator(STATUS, { hasText: 'Trying again in 2 s' }).waitFor({ state: 'attached' });
  expect(await page.locator('.no-conversation a').getAttribute('href')).toContain('investhk.gov.hk');
  await welcomed(page);
  expect(await page.locator(STATUS).textContent()).toBe('');
  await page.context().close();
});

test('a server that cannot be reached: says so, and the visitor can try at once', async () => {
  const { page } = await visit(browser, 'about:blank');
  await page.clock.install();
  await page.route('**/api/session', (route) => route.fulfill({ status: 503, json: {} }));
  await page.goto(`${site.url}/chat?lang=zh-Hans`);
  for (let seconds = 0; seconds < 30; seconds += 1) await page.clock.runFor(1000);
  await page.locator('.notice-failed').waitFor();
  await page.unroute('**/api/session');
  await page.locator('.notice button').click();
  await welcomed(page);
  await page.context().close();
});

test('a cut socket: reconnects, and every message is there once', async () => {
  const { page } = await visit(browser, 'about:blank');
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/stream/, (socket) => {
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.goto(`${site.url}/chat?lang=en`);
  await welcomed(page);
  await ask(page, FIXTURES.en.taxQuestion);
  await sockets.at(-1)?.close();
  await page.locator(STATUS, { hasText: 'Reconnecting' }).waitFor();
  await composerOf(page).fill(FIXTURES.en.tableQuestion);
  await composerOf(page).press('Enter');
  // Sent while there was no connection, it waits for the next one.
  await page.locator('.message-assistant table').waitFor();
  expect(await page.locator('.message-assistant').count()).toBe(5);
  expect(await page.locator('.message-visitor').count()).toBe(2);
  expect(await page.locator(STATUS).textContent()).toBe('');
  expect(sockets.length).toBe(2);
  await page.context().close();
});

test('where WebSocket is blocked, polling takes over', { timeout: 40_000 }, async () => {
  const { page } = await visit(browser, 'about:blank');
  await page.routeWebSocket(/\/stream/, (socket) => void socket.close({ code: 1011 }));
  await page.addInitScript(
    // A proxy's refusal: the socket closes without ever having opened.
    "window.WebSocket = class extends EventTarget { constructor() { super(); this.readyState = 3; setTimeout(() => { const e = new Event('close'); this.onclose?.(e); this.dispatchEvent(e); }, 5); } send() {} close() {} }; window.WebSocket.OPEN = 1;",
  );
  await page.goto(`${site.url}/chat?lang=en`);
  await welcomed(page);
  const answer = await ask(page, FIXTURES.en.taxQuestion);
  expect(await answer.locator('.sources').count()).toBe(1);
  await page.context().close();
});

test('a message that was not taken says so and can be sent again', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  await page.route('**/activities', (route) => route.fulfill({ status: 500, json: {} }));
  await composerOf(page).fill(FIXTURES.en.taxQuestion);
  await composerOf(page).press('Enter');
  const failed = page.locator('.send-failed');
  await failed.waitFor();
  expect(await failed.textContent()).toContain('This was not sent.');
  await page.unroute('**/activities');
  await failed.locator('button').click();
  await page.locator('.sources').waitFor();
  expect(await page.locator('.message-visitor').count()).toBe(1);
  expect(await failed.count()).toBe(0);
  await page.context().close();
});

test('a token that has run out is replaced without the visitor noticing', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=en`);
  await welcomed(page);
  let refusals = 1;
  await page.route('**/activities', async (route) => {
    refusals -= 1;
    if (refusals < 0) await route.continue();
    else await route.fulfill({ status: 403, json: { error: { code: 'TokenExpired' } } });
  });
  const answer = await ask(page, FIXTURES.en.taxQuestion);
  expect(await answer.locator('.sources').count()).toBe(1);
  expect(await page.locator('.message-visitor').count()).toBe(1);
  await page.context().close();
});

test('offline: says so, and goes on when the network is back', async () => {
  const { page } = await visit(browser, `${site.url}/chat?lang=zh-Hant`);
  await welcomed(page);
  await page.context().setOffline(true);
  await page.locator(STATUS, { hasText: '目前沒有網絡' }).waitFor();
  await page.context().setOffline(false);
  await page.locator('.notice-empty').waitFor({ state: 'attached' });
  await ask(page, FIXTURES['zh-Hant'].taxQuestion);
  await page.context().close();
});
