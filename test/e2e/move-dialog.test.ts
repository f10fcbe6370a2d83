import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeWechat, startFakeWechat } from '../../src/simulators/wechat/fake-wechat.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../src/simulators/whatsapp/fake-whatsapp.ts';
import { ACCOUNT } from '../channels/wechat/wechat-vendor.ts';
import { ANN } from '../channels/whatsapp/whatsapp-vendor.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { startSite } from './start-site.ts';
import { ask, composerOf, PHONE, visit, welcomed } from './visitor.ts';

let browser: Browser;
let whatsapp: FakeWhatsApp;
let wechat: FakeWechat;
let site: TestApp;

beforeAll(async () => {
  [browser, whatsapp, wechat] = await Promise.all([
    openBrowser(),
    startFakeWhatsApp(),
    startFakeWechat({ accounts: [ACCOUNT] }),
  ]);
  site = await startSite(undefined, {
    env: {
      LIMIT_CONVERSATIONS_PER_MINUTE: '0',
      LIMIT_MESSAGES_PER_MINUTE: '0',
      LIMIT_REQUESTS_PER_MINUTE: '0',
      ...whatsapp.env,
      ...wechat.env,
      WHATSAPP_NUMBER: '85251234567',
      WECHAT_NAME: '出海专班',
      PUBLIC_URL: 'https://goglobal.example.hk',
    },
  });
  whatsapp.deliverTo(`${site.url}/channels/whatsapp/webhook`);
});

afterAll(async () => {
  await closePages(browser);
  await site.stop();
  await whatsapp.settled();
  await whatsapp.close();
  await wechat.close();
  await removeDataDirs();
});

const SHOTS = process.env['MOVE_SHOTS'];
const SIZES = [
  { name: 'phone', sign: '简', viewport: PHONE.viewport },
  { name: 'desktop', sign: '繁', viewport: { width: 1280, height: 800 } },
  { name: 'magnified', sign: 'EN', viewport: { width: 320, height: 256 } },
] as const;

test('the dialog shows each way into an app, in every size, and nothing is lost', { timeout: 60_000 }, async () => {
  const { page, problems } = await visit(browser, `${site.url}/chat?lang=en`);
  for (const { name, sign, viewport } of SIZES) {
    await page.setViewportSize(viewport);
    await page.locator('.language-switch button', { hasText: sign }).click();
    await welcomed(page);
    await page.locator('.move-opener').click();
    const dialog = page.locator('.move-dialog');
    await dialog.locator('.move-qr').nth(1).waitFor();
    expect(await dialog.locator('.move-code strong').innerText()).toMatch(/^[\dA-Z]{3}-[\dA-Z]{3}-[\dA-Z]{3}$/);
    expect(await dialog.locator('.move-apps a').getAttribute('href')).toMatch(/^https:\/\/wa\.me\/85251234567\?text=/);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.className')).toBe('move-opener');
  }
  expect(problems).toEqual([]);
  await page.context().close();
});

test('goes to the phone and comes back by the code of the app', { timeout: 60_000 }, async () => {
  const { page, problems } = await visit(browser, `${site.url}/chat?lang=en`, PHONE);
  await welcomed(page);
  await ask(page, 'What is the rate?');
  await page.locator('.move-opener').click();
  const code = await page.locator('.move-code strong').innerText();
  await whatsapp.write(ANN, { type: 'text', text: { body: `Continue my GoGlobal conversation here: ${code}` } });
  await page.locator('.moved-notice').waitFor();
  expect(await page.locator('.move-dialog').count()).toBe(0);
  expect(await composerOf(page).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/moved-en.png` });

  await whatsapp.write(ANN, { type: 'text', text: { body: 'And dividends?' } });
  await whatsapp.write(ANN, { type: 'text', text: { body: 'continue on the website' } });
  await expect.poll(() => linkOf(whatsapp), { timeout: 10_000 }).not.toBe('');
  const back = linkOf(whatsapp);
  await page.locator('.come-back input').fill('CCC-CCC-CCC');
  await page.locator('.come-back button').click();
  await page.locator('.come-back-said', { hasText: 'wrong character' }).waitFor();
  // The link, as it is opened in a window of its own; the code is gone from its address, and nothing has used it.
  await page.goto('about:blank');
  await page.goto(`${site.url}/chat?lang=en#move=${back}`);
  await page.locator('.move-dialog .come-back input').waitFor();
  expect(page.url()).toBe(`${site.url}/chat?lang=en`);
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/link-en.png` });
  await page.locator('.move-dialog .come-back button').click();
  await composerOf(page).waitFor();
  await page.locator('.message-visitor', { hasText: 'And dividends?' }).waitFor();
  await ask(page, 'What is the rate?');
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/back-en.png` });
  expect(problems.filter((problem) => !problem.includes('400'))).toEqual([]);
  await page.context().close();
});

function linkOf(fake: FakeWhatsApp): string {
  const texts = fake.seen(ANN).map(({ message }) => JSON.stringify(message));
  return /#move=([\w-]+)/u.exec(texts.findLast((text) => text.includes('#move=')) ?? '')?.[1] ?? '';
}
