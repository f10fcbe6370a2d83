import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDeskMessage } from '../../src/channels/bot-framework/render-desk-message.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { startSite } from './start-site.ts';
import { ask, type Chat, composerOf, openWidget, PHONE, visit, welcomed } from './visitor.ts';

const LONG = 'Many words about profits tax. '.repeat(60);

let browser: Browser;
let site: TestApp;

beforeAll(async () => {
  [browser, site] = await Promise.all([
    openBrowser(),
    startSite(({ text }) => ({ status: 'answered', text: text.includes('long') ? `${LONG}\n\n${LONG}` : 'Short.' })),
  ]);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await removeDataDirs();
});

/** Whether the first line of it can be read without scrolling. */
async function isInView(message: Locator): Promise<boolean> {
  const [box, transcript] = await Promise.all([
    message.boundingBox(),
    message.locator('xpath=ancestor::*[contains(@class, "webchat__basic-transcript__scrollable")]').boundingBox(),
  ]);
  if (box === null || transcript === null) return false;
  return box.y >= transcript.y - 4 && box.y + Math.min(box.height, 20) <= transcript.y + transcript.height + 1;
}

async function seen(chat: Chat, message: Locator): Promise<void> {
  await message.waitFor();
  await expect.poll(() => isInView(message), { timeout: 4000 }).toBe(true);
  // And stays there: the transcript looks for its end ten times a second.
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await isInView(message)).toBe(true);
  expect(await chat.locator('.new-messages').count()).toBe(0);
}

/** A chat whose officer speaks through the open socket; while one has it the assistant is silent. */
async function openChat(options = {}): Promise<{ readonly page: Page; readonly officerSays: (text: string) => void }> {
  const { page } = await visit(browser, 'about:blank', { reducedMotion: 'no-preference', ...options });
  let deliver: (frame: string) => void = () => undefined;
  let isOfficers = false;
  await page.routeWebSocket(/stream/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      const isFromBot = /"role":"bot"/.test(String(frame));
      if (!isOfficers || !isFromBot) socket.send(frame);
    });
    deliver = (frame) => {
      socket.send(frame);
    };
  });
  await page.goto(`${site.url}/chat?lang=en`);
  await welcomed(page);
  let said = 0;
  return {
    page,
    officerSays: (text) => {
      said += 1;
      isOfficers = true;
      const at = new Date().toISOString();
      const activity = renderDeskMessage({
        id: `d${said}`,
        author: 'officer',
        signature: 'Chan',
        text,
        at,
        language: 'en',
      });
      deliver(JSON.stringify({ activities: [{ ...activity, timestamp: at }], watermark: `${900 + said}` }));
    },
  };
}

test.each([
  { where: 'wide', options: {}, gapMs: 0, reads: 'the end' },
  { where: 'phone', options: PHONE, gapMs: 120, reads: 'the end' },
  { where: 'wide', options: {}, gapMs: 60, reads: 'further up' },
])('an officer who answers two messages in a row is read at once: $where, $gapMs ms apart, reading $reads', async ({
  options,
  gapMs,
  reads,
}) => {
  const { page, officerSays } = await openChat(options);
  await ask(page, 'a long answer');
  officerSays('Good morning.');
  await page.locator('.message-officer').first().waitFor();
  // As on the phone of somebody who has many pages open.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  if (reads === 'further up') {
    await page.locator('.message-assistant').last().hover();
    await page.mouse.wheel(0, -900);
    await page.waitForTimeout(300);
  }
  for (const words of ['Tomorrow morning.', 'And what does it cost?']) {
    await composerOf(page).fill(words);
    await composerOf(page).press('Enter');
    await page.waitForTimeout(gapMs);
  }
  await seen(page, page.locator('.message-visitor').last());
  officerSays('I will call you at ten.');
  await seen(page, page.locator('.message-officer').last());
  officerSays(LONG);
  await seen(page, page.locator('.message-officer').last());
  await page.context().close();
});

test('what the page asks while an earlier answer is read comes into view, and so does its answer', async () => {
  const { page } = await visit(browser, site.url, { reducedMotion: 'no-preference' });
  const chat: FrameLocator = await openWidget(page);
  await ask(chat, 'a long answer');
  await page.waitForTimeout(800);
  await page.evaluate("GoGlobal.ask('a short one')");
  await seen(chat, chat.locator('.message-visitor').last());
  await seen(chat, chat.locator('.message-assistant').last());
  await page.evaluate("GoGlobal.ask('another long one')");
  await seen(chat, chat.locator('.message-assistant').nth(5));
  await page.context().close();
});
