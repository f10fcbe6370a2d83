import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDeskMessage } from '../../src/channels/bot-framework/render-desk-message.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { FIXTURES, fixtureAnswer } from './fixture-answers.ts';
import { CASE_CODE, CASE_NUMBER, cardAnswer, cardFixture } from './fixture-cards.ts';
import { screens } from './screens.ts';
import { startSite } from './start-site.ts';
import { ask, composerOf, PHONE, visit, welcomed } from './visitor.ts';

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

interface Chat {
  readonly page: Page;
  readonly problems: readonly string[];
  /** Lets somebody at the desk, or the desk itself, say something. */
  readonly say: (author: 'officer' | 'system', text: string) => void;
}

async function openChat(language: Language, options: BrowserContextOptions = {}): Promise<Chat> {
  const { page, problems } = await visit(browser, 'about:blank', options);
  let deliver: (frame: string) => void = () => undefined;
  await page.routeWebSocket(/stream/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      socket.send(frame);
    });
    deliver = (frame) => {
      socket.send(frame);
    };
  });
  await page.goto(`${site.url}/chat?lang=${language}`);
  await welcomed(page);
  let said = 0;
  return {
    page,
    problems,
    say: (author, text) => {
      said += 1;
      const signature = author === 'officer' ? 'Chan Tai-man · Invest Hong Kong' : '';
      const at = new Date().toISOString();
      const activity = renderDeskMessage({ id: `desk-${said}`, author, signature, text, at, language });
      deliver(JSON.stringify({ activities: [{ ...activity, timestamp: at }], watermark: `${900 + said}` }));
    },
  };
}

const rowOf = (page: Page, label: string) =>
  page.locator('.brief-row', { has: page.locator('dt', { hasText: label }) });

test('a form shows how far it is, and its options are all there', async () => {
  const { page, problems } = await openChat('en');
  const question = await ask(page, 'form');
  expect(await question.locator('.progress-count').textContent()).toBe('3 / 9');
  const bar = question.getByRole('progressbar', { name: 'Question 3 of 9' });
  expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['2', '9']);
  expect(await page.locator('.suggestion').count()).toBe(5);
  // The line for clients without a bar is not repeated.
  expect((await question.textContent())?.match(/Question 3 of 9/g)).toBeNull();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('while a form is running an answer may have a thousand characters, and no longer after it', async () => {
  const { page } = await openChat('en');
  await ask(page, 'form');
  const counter = page.locator('.counter');
  await composerOf(page).fill('a'.repeat(799));
  expect(await counter.isVisible()).toBe(false);
  await composerOf(page).fill('a'.repeat(1001));
  expect(await counter.textContent()).toContain('1 too many');
  await composerOf(page).fill('');
  await ask(page, FIXTURES.en.taxQuestion);
  await composerOf(page).fill('a'.repeat(301));
  expect(await counter.textContent()).toContain('1 too many');
  await page.context().close();
});

test.each([
  ['zh-Hans', '公司名称', '改一下公司名称：', '不发送公司名称', '电话', '加回电话'],
  ['zh-Hant', '公司名稱', '更改公司名稱：', '不發送公司名稱', '電話', '加回電話'],
  ['en', 'company name', 'Change company name: ', 'Leave out company name', 'phone', 'Put back phone'],
] as const)('the buttons of a brief say what the dialog knows: %s', async (...words) => {
  const [language, label, change, leaveOut, withheld, putBack] = words;
  const { page, problems } = await openChat(language);
  const brief = await ask(page, 'brief');
  expect(await brief.locator('.brief-row').count()).toBe(5);
  const secret = cardFixture(language).brief.card.rows.find(({ isWithheld }) => isWithheld)?.shown ?? '';
  expect(secret).not.toBe('');
  expect(await brief.textContent()).not.toContain(secret);

  // «Change» waits in the composer, the caret behind it.
  await rowOf(page, label).locator('button').nth(0).click();
  await page.locator('.composer textarea:focus').waitFor();
  await expect.poll(() => composerOf(page).inputValue()).toBe(change);
  await page.keyboard.type('X');
  expect(await composerOf(page).inputValue()).toBe(`${change}X`);
  await composerOf(page).fill('');

  await rowOf(page, withheld).locator('button').click();
  await page.locator('.message-visitor .bubble', { hasText: putBack }).waitFor();
  // What was said closes the card: it stays to be read.
  await expect.poll(() => brief.locator('button').count()).toBe(0);
  expect(await brief.locator('.brief-row').count()).toBe(5);
  await page.locator('.message-assistant').nth(4).waitFor();

  await ask(page, 'brief');
  await page
    .locator('.brief-actions button', { hasText: leaveOutButton(language) })
    .first()
    .click();
  await page.locator('.message-visitor .bubble', { hasText: leaveOut }).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

function leaveOutButton(language: Language): string {
  return { en: 'Leave out', 'zh-Hant': '不發送', 'zh-Hans': '不发送' }[language];
}

test('agreeing is one press on the button under the consent', async () => {
  const { page } = await openChat('en');
  const brief = await ask(page, 'brief');
  expect(await brief.locator('.consent').textContent()).toContain('You can withdraw it at any time.');
  await page.locator('.suggestion-primary').click();
  await page.locator('.message-visitor .bubble', { hasText: 'Agree and send' }).waitFor();
  await page.context().close();
});

test('a case shows number, code, promise and its status page, once each, and its code reaches no log', async () => {
  const { page, problems } = await openChat('zh-Hans', { permissions: ['clipboard-read', 'clipboard-write'] });
  const answer = await ask(page, 'case');
  const words = (await answer.textContent()) ?? '';
  expect(words.split(CASE_NUMBER)).toHaveLength(2);
  expect(words.split(CASE_CODE)).toHaveLength(2);
  expect(words).toContain('2026年11月30日（星期一）11:30（香港时间）');
  expect(words).toContain('等待专员接手');
  expect(await answer.locator('.card-link').getAttribute('href')).toContain('/case?number=');
  await answer.locator('.case-number button').click();
  await expect.poll(() => answer.locator('.case-copied').textContent()).toBe('已复制');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(CASE_NUMBER);
  expect(site.log.lines.length).toBeGreaterThan(0);
  expect(site.log.lines.join('\n')).not.toContain(CASE_CODE);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a case that waits says how many are before it as they change, until the visitor leaves the queue', async () => {
  const { page, problems, say } = await openChat('en');
  let waitingBefore: number | null = 2;
  await page.route('**/v3/directline/case', (route) =>
    route.fulfill({ json: { case: { ...cardFixture('en').opened.card, code: null, waitingBefore } } }),
  );
  const opened = await ask(page, 'case');
  const queue = opened.locator('.case-queue');
  await queue.getByText('2 cases').waitFor();
  waitingBefore = 0;
  // What the desk says may have changed the case, so the page looks at once.
  say('system', 'A notice.');
  await queue.getByText('you are next').waitFor();
  expect(await opened.locator('.case-code-value').textContent()).toBe(CASE_CODE);
  await queue.getByRole('button').click();
  await page.locator('.message-visitor', { hasText: 'Leave the queue' }).waitFor();
  waitingBefore = null;
  say('system', 'Another notice.');
  await queue.waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the empty composer says what is waited for: a question, an answer to the form, words to the officer', async () => {
  const { page, say } = await openChat('en');
  const placeholder = () => composerOf(page).getAttribute('placeholder');
  expect(await placeholder()).toBe('Ask about going global…');
  await ask(page, 'form');
  expect(await placeholder()).toBe('Type your answer…');
  await ask(page, 'brief');
  expect(await placeholder()).toBe('Choose above');
  say('officer', 'Good morning.');
  await page.locator('.message-officer .bubble').waitFor();
  expect(await placeholder()).toBe('Write to the officer…');
  await page.context().close();
});

test('the five marks are one row of buttons, on a phone too', async () => {
  const { page } = await openChat('en', PHONE);
  await ask(page, 'rate');
  const boxes = await Promise.all(
    (await page.locator('.suggestions-scale button').all()).map((one) => one.boundingBox()),
  );
  expect(boxes).toHaveLength(5);
  expect(Math.max(...boxes.map((box) => box?.y ?? 0)) - Math.min(...boxes.map((box) => box?.y ?? 0))).toBeLessThan(60);
  await page.locator('.suggestions-scale button').nth(3).click();
  await page.locator('.message-visitor .bubble', { hasText: '4' }).waitFor();
  await page.context().close();
});

test('an officer is told from the assistant by eye and ear, and typed markup stays text', async () => {
  const { page, problems, say } = await openChat('en');
  await page.evaluate(
    "window.heard = ''; new MutationObserver((list) => { for (const { addedNodes } of list) for (const node of addedNodes) window.heard += node.textContent + '\\n'; }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true })",
  );
  say('system', 'Chan Tai-man has taken your case.');
  await page.locator('.message-notice', { hasText: 'has taken your case' }).waitFor();
  say('officer', 'Hello **you**\n<b>see</b> https://www.ird.gov.hk/eng/ [x](javascript:alert(1))');
  const officer = page.locator('.message-officer');
  await officer.waitFor();
  expect(await officer.locator('.officer-line').textContent()).toBe('Officer Chan Tai-man · Invest Hong Kong');
  expect(await officer.locator('.bubble').textContent()).toContain('Hello **you**\n‹b›see‹/b›');
  expect(await officer.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
    'https://www.ird.gov.hk/eng/',
  ]);
  expect(await officer.locator('strong, b').count()).toBe(0);
  await expect.poll(() => page.evaluate('window.heard')).toContain('Officer Chan Tai-man · Invest Hong Kong: Hello');
  const heard = String(await page.evaluate('window.heard'));
  expect(heard).toContain('Notice: Chan Tai-man has taken your case.');
  expect(heard).not.toContain('Assistant: Officer');
  expect(await page.locator('.message-assistant').count()).toBe(3);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('the conversation is taken along as a text file that Windows reads, without the code', async () => {
  const { page } = await openChat('zh-Hans');
  await ask(page, FIXTURES['zh-Hans'].taxQuestion);
  await ask(page, 'case');
  await page.locator('.save-opener').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.save-ways button').nth(1).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^问出海-对话记录-\d{4}-\d\d-\d\d\.txt$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.toString('utf8');
  expect(text).toContain(FIXTURES['zh-Hans'].taxQuestion);
  expect(text).toContain('[1] 利得税两级制：常见问题 · 税务局 · 2026年11月22日核对');
  expect(text).toContain('https://www.ird.gov.hk/eng/faq/2tr.htm');
  expect(text).toContain(CASE_NUMBER);
  expect(text).not.toContain(CASE_CODE);
  await page.locator('.save-opener:focus').waitFor();
  await page.context().close();
});

test.each(LANGUAGES)('the page to print is whole and accessible: %s', async (language) => {
  const { page } = await openChat(language);
  await ask(page, FIXTURES[language].tableQuestion);
  await ask(page, 'case');
  await page.locator('.save-opener').click();
  const [print] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('.save-ways button').nth(2).click(),
  ]);
  await print.waitForLoadState();
  expect(await print.locator('html').getAttribute('lang')).toBe(language);
  expect(await print.locator('table tbody tr').count()).toBe(2);
  expect(await print.locator('li').textContent()).toContain('https://www.ird.gov.hk/eng/tax/dta_inc.htm');
  expect(await print.locator('.case strong').textContent()).toBe(CASE_NUMBER);
  expect(await print.locator('body').textContent()).not.toContain(CASE_CODE);
  await print.evaluate('window.print = () => { window.printed = true; }');
  await print.locator('#print').click();
  expect(await print.evaluate('window.printed')).toBe(true);
  expect(await violations(print)).toEqual([]);
  await page.context().close();
});

test('the menu closes with Escape and gives the focus back; talking to a person is always in reach', async () => {
  const { page } = await openChat('en', PHONE);
  await ask(page, 'brief');
  expect(await page.locator('.person-button').isVisible()).toBe(true);
  await page.locator('.save-opener').focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('.save-opener').getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Save as PDF');
  await page.keyboard.press('Escape');
  await page.locator('.save-opener:focus').waitFor();
  expect(await page.locator('.save-ways').count()).toBe(0);
  await page.context().close();
});

test.each(screens(0))('axe finds nothing in cards, and nothing is lost sideways: $language, $size, $colorScheme', {
  timeout: 60_000,
}, async (one) => {
  const { page, say } = await openChat(one.language, one.context);
  for (const words of ['form', 'case', 'rate', 'brief']) await ask(page, words);
  say('system', 'A notice.');
  say('officer', 'Good morning, see https://www.investhk.gov.hk/');
  await page.locator('.message-officer').waitFor();
  await page.locator('.save-opener').click();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  const overflowing = await page.evaluate(
    "[...document.querySelectorAll('.card, .card *, .suggestion, .bubble, .save-ways')].filter((e) => !e.closest('.visually-hidden') && e.getBoundingClientRect().right > window.innerWidth).map((e) => e.className)",
  );
  expect(overflowing).toEqual([]);
  await page.context().close();
});
