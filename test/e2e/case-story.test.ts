import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { chatTexts } from '../../src/web/texts/chat-texts.ts';
import { openSession } from '../fakes/direct-line-client.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { DOCX, PDF, PNG } from '../support/files.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { CONSOLE_PASSWORD, signIn, visitConsole } from './console-site.ts';
import { ask, composerOf, type Visitor, visit, welcomed } from './visitor.ts';

const { en } = CONSOLE_TEXTS;
const words = en.cases;
const COMPANY = '深圳市华星科技有限公司';

let browser: Browser;
let app: RealApp;

beforeAll(async () => {
  [browser, app] = await Promise.all([
    openBrowser(),
    startRealApp({ 'li.ming': 'officer', 'chan.siuming': 'officer' }),
  ]);
}, 180_000);

afterAll(async () => {
  await closePages(browser);
  await app.stop();
  await removeDataDirs();
});

/** For people to look at, wide and narrow: every step as a picture in the folder that STORY_PICTURES names. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['STORY_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    // New messages are scrolled to smoothly.
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
  if (before !== null) await page.setViewportSize(before);
}

/** The first sign-in of an account, with a password of its own at the end. */
async function enter(name: string): Promise<Visitor> {
  const visitor = await visitConsole(browser, app.url);
  const { page } = visitor;
  const oneTimePassword = app.passwords.get(name) ?? '';
  await signIn(page, oneTimePassword, name);
  await page.getByLabel(en.password.oneTime).fill(oneTimePassword);
  await page.getByLabel(en.password.next).fill(CONSOLE_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words.queue.title, level: 1 }).waitFor();
  // Asking who one is before the sign-in is answered with 401, which the browser writes down.
  visitor.problems.length = 0;
  return visitor;
}

async function reply(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: words.composer.reply });
  await field.fill(text);
  await field.press('Enter');
}

test('a question becomes a case, officers take it over one after another, and the bot is back at the end', {
  timeout: 240_000,
}, async () => {
  const visitor = await visit(browser, `${app.url}/chat?lang=zh-Hans`);
  const chat = await welcomed(visitor.page);
  const said = async (question: string): Promise<string> => {
    const text = await (await ask(chat, question)).innerText();
    // Nobody reads faster than the page scrolls.
    await chat.waitForTimeout(800);
    return text;
  };
  /** What an officer or the desk says. */
  const heard = (text: string) => chat.locator('.message-officer, .message-notice').getByText(text).first();
  await look(chat, '01-welcome');
  expect(await said('香港利得税税率是多少？')).toContain('8.25%');
  await look(chat, '02-answer');
  expect(await said('暂缴税是什么？')).toContain('暂缴');
  expect(await said('首200万港元利润的税率是多少？')).toContain('8.25%');

  expect(await said('转人工')).toContain('需要哪方面的协助');
  await look(chat, '03-form');
  await said('设立公司');
  const first = await said('利得税税率是多少？');
  expect(first).toContain('8.25%');
  expect(first).toContain('公司名称是什么');
  await look(chat, '04-aside');
  await said('深圳市华星电子有限公司，深圳');
  await said('制造业');
  const second = await said('暂缴税什么时候交？');
  expect(second).toContain('目前进展如何');
  await said('已有计划');
  expect(await said(`公司改为${COMPANY}`)).toContain(COMPANY);
  await said('越南，500万美元，半年内');
  await said('还没有');
  await said('想了解两级制利得税');
  await look(chat, '05-privacy');
  await said('王小明，财务总监');
  expect(await said('wang@firm.example，+86 138 0013 8000')).toContain(COMPANY);
  await look(chat, '06-brief');
  const brief = await said('不要发送电话');
  expect(brief).not.toContain('138');
  await look(chat, '07-withheld');
  const opened = await said('同意并发送');
  // Now something may be attached, and not before.
  const paperclip = chat.getByRole('button', { name: chatTexts('zh-Hans').files.attach });
  await paperclip.waitFor();
  const attach = (name: string, buffer: Buffer) =>
    chat.locator('.composer input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await attach('virus.pdf', Buffer.from('MZ program'));
  await chat.locator('.composer').getByText('只接受PDF').first().waitFor();
  // The refusal is answered with 415, which the browser writes down.
  expect(visitor.problems.splice(0)).toEqual([expect.stringContaining('415')]);
  await attach('执照.png', PNG);
  await chat.getByRole('button', { name: /执照\.png/ }).waitFor();
  const number = /GG\d{4}-\w{5}-\w/u.exec(opened)?.[0] ?? '';
  expect(number).not.toBe('');
  await look(chat, '08-case');

  const one = await enter('li.ming');
  await one.page.getByRole('link', { name: COMPANY }).waitFor();
  await look(one.page, '09-queue');
  await one.page.getByRole('button', { name: words.queue.claimOf(COMPANY) }).click();
  await heard('已加入对话').waitFor();
  // The row itself leaves the queue; the note that it was claimed leads to it.
  await one.page.getByRole('link', { name: words.queue.openOf(COMPANY) }).click();
  await one.page.getByRole('textbox', { name: words.composer.reply }).waitFor();
  await look(one.page, '10-case');
  const bubbles = chat.locator('.message-assistant, .message-officer');
  const before = await bubbles.count();
  await reply(one.page, '您好，请问何时方便通话？');
  await heard('您好，请问何时方便通话？').waitFor();
  // The file from before anybody had the case, one more, and one from the officer.
  await one.page.getByRole('link', { name: '执照.png' }).waitFor();
  await attach('计划书.pdf', PDF);
  const link = one.page.getByRole('link', { name: '计划书.pdf' });
  await link.waitFor();
  const [toOfficer] = await Promise.all([one.page.waitForEvent('download'), link.click()]);
  expect(await readFile(await toOfficer.path())).toEqual(PDF);
  await one.page
    .locator('.file-picker input')
    .setInputFiles({ name: '../表格.docx', mimeType: 'application/octet-stream', buffer: DOCX });
  await one.page.getByRole('button', { name: words.files.send }).click();
  const form = chat.locator('.message-officer').getByRole('button', { name: /表格\.docx/ });
  await form.waitFor();
  const [toVisitor] = await Promise.all([chat.waitForEvent('download'), form.click()]);
  expect(await readFile(await toVisitor.path())).toEqual(DOCX);
  await look(chat, '11-officer');
  await look(one.page, '11-files');
  // Another visitor's token opens nothing of it.
  const stranger = await openSession(app.url);
  const [, file] = /attachments\/([\w-]+)/.exec((await link.getAttribute('href')) ?? '') ?? [];
  const tried = await fetch(`${app.url}/v3/directline/attachments/${file}`, {
    headers: { Authorization: `Bearer ${stranger.token}` },
  });
  expect(tried.status).toBe(404);
  // What has been on the visitor's screen, and only that, the officer sees as read.
  await chat.locator('.message-officer').last().scrollIntoViewIfNeeded();
  await one.page.locator('.line-officer .read-mark').waitFor();
  await composerOf(chat).fill('利得税税率是多少？');
  await composerOf(chat).press('Enter');
  await one.page.locator('.line-visitor').getByText('利得税税率是多少？').last().waitFor();
  await chat.waitForTimeout(800);
  await composerOf(chat).fill('明天上午可以。');
  await composerOf(chat).press('Enter');
  await one.page.locator('.line-visitor').getByText('明天上午可以。').waitFor();
  await look(one.page, '12-live');
  // The case is open, so the visitor sees it under the last message, and there alone.
  await chat.getByText(chatTexts('zh-Hans').seen).waitFor();
  expect(await chat.locator('.message-visitor', { hasText: chatTexts('zh-Hans').seen }).innerText()).toContain(
    '明天上午可以。',
  );
  // The officer has the chat: two more bubbles, the file among them, and they are the officer's.
  expect(await bubbles.count()).toBe(before + 2);

  const two = await enter('chan.siuming');
  await one.page.getByRole('button', { name: words.actions.transfer }).click();
  const transfer = one.page.getByRole('dialog', { name: words.actions.transfer });
  await transfer.getByLabel(words.actions.toOfficer).selectOption({ label: 'chan.siuming' });
  await transfer.getByLabel(words.actions.reason).fill('Speaks Putonghua');
  await look(one.page, '13-transfer');
  await transfer.getByRole('button', { name: words.actions.transfer }).click();
  await transfer.waitFor({ state: 'detached' });
  await heard('chan.siuming').waitFor();

  await two.page.goto(`${app.url}/console/cases?view=mine`);
  await two.page.getByRole('link', { name: COMPANY }).click();
  // The first officer still has the case open, with half a note: what the second does is shown there all the same.
  await one.page.getByRole('button', { name: words.composer.note }).click();
  const half = one.page.getByRole('textbox', { name: words.composer.note });
  await half.fill('Half a note');
  await two.page.getByRole('button', { name: words.composer.note }).click();
  const note = two.page.getByRole('textbox', { name: words.composer.note });
  await note.fill('Ask for the lease.');
  await note.press('Enter');
  await one.page.locator('.case-notes').getByText('Ask for the lease.').waitFor();
  expect(await half.inputValue()).toBe('Half a note');
  await two.page.getByRole('button', { name: words.composer.reply }).click();
  await reply(two.page, '您好，现由我跟进。');
  await heard('您好，现由我跟进。').waitFor();
  await look(chat, '14-second-officer');
  await two.page.getByRole('button', { name: words.actions.resolve }).click();
  const resolve = two.page.getByRole('dialog', { name: words.actions.resolve });
  await resolve.getByRole('button', { name: 'Question answered' }).click();
  await resolve.getByRole('button', { name: words.actions.resolve }).click();
  await heard(`${number}已结束`).waitFor();
  await look(two.page, '15-resolved');

  expect(await said('5')).toContain('评分已记入个案');
  await two.page.getByText(words.case.rating(5)).first().waitFor();
  expect(await said('利得税税率是多少？')).toContain('8.25%');
  await look(chat, '16-bot-again');
  await look(two.page, '17-rated');
  for (const { page, problems } of [visitor, one, two]) {
    expect(problems).toEqual([]);
    await page.context().close();
  }
  expect(app.log.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
