import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FORM_REPLIES } from '../../src/bench/story/form-replies.ts';
import { runChannels } from '../../src/cli/channels.ts';
import type { SimulatedPhone } from '../../src/simulators/phone/phone.ts';
import { servePhone } from '../../src/simulators/phone/serve-phone.ts';
import { SIMULATED_APPS, type SimulatedApp } from '../../src/simulators/simulated-apps.ts';
import { type OfficerClient, signInOfficer } from '../fakes/officer-client.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { DIALOGS_DIR } from '../support/folders.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';
import { closePages, openBrowser } from './browser.ts';

/** Where pictures of the phones go (docs/images, when they are made again); unset: none are made. */
const PICTURES = process.env['PICTURES'];
const SAID = ['转人工', ...FORM_REPLIES, '不要发送电话', '同意并发送'];

const IDS = Object.keys(SIMULATED_APPS) as SimulatedApp[];
/**
 * The page is one for all apps, and every app's case is told without a browser (test/bench/story.test.ts): the browser plays
 * those that draw what no other does, a list that opens and a card. PICTURES or EVERY_SCREEN=1: all of them.
 */
const PLAYED: readonly SimulatedApp[] =
  PICTURES === undefined && process.env['EVERY_SCREEN'] !== '1' ? ['whatsapp', 'teams'] : IDS;
const clock = () => new Date();
const phones = new Map<SimulatedApp, SimulatedPhone>();
let app: RealApp;
let officer: OfficerClient;
let browser: Browser;

beforeAll(async () => {
  for (const id of PLAYED) phones.set(id, await SIMULATED_APPS[id](clock));
  const env = Object.assign({}, ...[...phones.values()].map((phone) => phone.env)) as Record<string, string>;
  app = await startRealApp({ 李明: 'officer' }, { env: { ...env, PUBLIC_URL: 'https://go.example.hk' } });
  for (const phone of phones.values()) phone.deliverTo(app.url);
  const menu = { ...env, PUBLIC_URL: 'https://go.example.hk', DIALOGS_DIR };
  if (phones.has('wechat')) expect(await runChannels(['menu'], menu, () => undefined)).toBe(0);
  officer = await signInOfficer(app.url, '李明', app.passwords.get('李明') ?? '');
  browser = await openBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await app.stop();
  for (const phone of phones.values()) await phone.close();
  await removeDataDirs();
});

/** Says it, and waits until the desk has said something to it. */
async function hears(phone: SimulatedPhone, deed: () => Promise<unknown>): Promise<void> {
  const said = () => phone.screen().lines.filter(({ from }) => from === 'desk').length;
  const before = said();
  await deed();
  await expect.poll(said, { timeout: 20_000, interval: 25 }).toBeGreaterThan(before);
}

async function openCase(phone: SimulatedPhone): Promise<string> {
  for (const reply of SAID) await hears(phone, () => phone.say(reply));
  const numberOf = () =>
    phone
      .screen()
      .lines.flatMap(({ text }) => /GG\d{4}-\w{5}-\w/u.exec(text) ?? [])
      .at(-1);
  await expect.poll(numberOf, { timeout: 20_000, interval: 25 }).toBeDefined();
  return numberOf() ?? '';
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  // Whatever is still drawn: the page asks twice a second.
  await page.waitForTimeout(900);
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

it.each([...PLAYED])('plays a case from question to officer on the phone of %s', { timeout: 90_000 }, async (id) => {
  const phone = phones.get(id);
  if (phone === undefined) throw new Error('no such phone');
  const links = [{ label: '专员的控制台', url: `${app.url}/console/` }];
  const served = await servePhone(phone, { port: 0, now: clock, wait: () => undefined, links });
  const page = await browser.newPage({ viewport: { width: 1280, height: 976 } });
  try {
    await page.goto(served.url);
    await page.locator('#text').fill('香港利得税税率是多少？');
    await hears(phone, () => page.keyboard.press('Enter'));
    await page.locator('#lines .desk a[href^="https://"]').first().waitFor();
    // A long answer leaves no room for lines to tap: greeting the desk brings some.
    if (phone.screen().lines.at(-1)?.options.length === 0) {
      await page.locator('#text').fill('你好');
      await hears(phone, () => page.keyboard.press('Enter'));
    }
    // A list opens first, where the app has one.
    const choice = page.locator('.choices button').last();
    await picture(page, `${id}-answer`);
    const label = await choice.innerText();
    const isOpener = phone.screen().lines.at(-1)?.opener === label;
    if (isOpener) {
      await choice.click();
      await picture(page, `${id}-list`);
    }
    await hears(phone, () => (isOpener ? page.locator('#sheet button').first() : choice).click());

    const number = await openCase(phone);
    await page.getByText(number).first().waitFor();
    await hears(phone, () => page.getByRole('button', { name: '发送图片' }).click());
    const row = (await officer.queue()).rows.find((each) => each.number === number);
    if (row === undefined) throw new Error('the case is not in the queue');
    const { attachments, notes } = await officer.act(row.id, { kind: 'claim' });
    // Files of the apps behind Azure stay there; the officer reads of them in a line.
    if (id === 'teams') expect(notes.map(({ text }) => text)).toEqual([expect.stringContaining('[图片')]);
    else expect(attachments).toMatchObject([{ author: 'visitor', mediaType: 'image/png' }]);
    const text = '王先生您好，我是专班的李明。两级制利得税的材料已收到，请问明天上午十点方便通话吗？';
    await officer.act(row.id, { kind: 'write', id: `reply-${id}`, text, signature: '' });
    await page.getByText('请问明天上午十点方便通话吗').waitFor();
    expect(await overflow(page)).toBe(0);
    await picture(page, id);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBe(0);
    await picture(page, `${id}-390`);
  } finally {
    await page.close();
    await served.close();
  }
});
