import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { screens } from './screens.ts';
import { startSite } from './start-site.ts';
import { type Visitor, visit } from './visitor.ts';

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

const NUMBER = 'GG2611-7K4PM-X';
const CODE = 'R7QK-M2XD';

/** What the server says: case-routes.ts, whose own test holds it to this shape. */
const STATUS = {
  number: NUMBER,
  state: 'new',
  desk: 'Invest Hong Kong',
  promisedBy: '2026-11-30T03:30:00.000Z',
  openedAt: '2026-11-27T02:00:00.000Z',
  lastMessageAt: null,
  queuePosition: 2,
  asOf: '2026-11-27T02:30:00.000Z',
};

interface Asked {
  readonly what: string;
  readonly body: unknown;
  readonly language: string | undefined;
}

async function open(language: Language, options = {}): Promise<Visitor & { readonly asked: Asked[] }> {
  const visitor = await visit(browser, 'about:blank', options);
  const asked: Asked[] = [];
  await visitor.page.route('**/api/cases/*', async (route) => {
    const request = route.request();
    const body: unknown = request.postDataJSON();
    const what = request.url().split('/').at(-1) ?? '';
    asked.push({ what, body, language: (await request.allHeaders())['accept-language'] });
    const { code } = body as { readonly code: string };
    if (code === 'busy') await refuse(429, 'TooManyTries', 'Too many tries from this network. Please wait 42 seconds.');
    else if (code !== CODE) await refuse(404, 'UnknownCase', 'This number and code do not belong together.');
    else if (what === 'withdraw')
      await route.fulfill({ json: { ...STATUS, state: 'withdrawn', promisedBy: null, queuePosition: null } });
    else await route.fulfill({ json: STATUS });

    function refuse(status: number, name: string, message: string): Promise<void> {
      return route.fulfill({ status, json: { error: { code: name, message } } });
    }
  });
  await visitor.page.goto(`${site.url}/case?lang=${language}&number=${NUMBER}`);
  return { ...visitor, asked };
}

async function look(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await page.locator('#code').press('Enter');
}

test('by keyboard alone: look at the case, withdraw it after a question, and hear what became of it', async () => {
  const { page, problems, asked } = await open('en');
  expect(await page.locator('#number').inputValue()).toBe(NUMBER);
  await page.locator('#code').focus();
  await page.keyboard.type(CODE);
  await page.keyboard.press('Enter');
  await page.locator('#result:focus').waitFor();
  const facts = await page.locator('.facts').textContent();
  for (const words of ['Waiting for an officer', 'Invest Hong Kong', '2 cases', '11:30 on Monday, 30 November 2026'])
    expect(facts).toContain(words);

  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Withdraw and delete');
  await page.keyboard.press('Enter');
  // The harmless way has the focus; Escape takes it.
  expect(await page.locator(':focus').textContent()).toBe('Keep the case');
  await page.keyboard.press('Escape');
  expect(await page.locator(':focus').textContent()).toBe('Withdraw and delete');
  expect(asked.map(({ what }) => what)).toEqual(['status']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('[role=status]', { hasText: 'personal data is deleted' }).waitFor();
  expect(await page.locator('.facts').textContent()).toContain('Withdrawn');
  expect(await page.locator('.withdrawal').count()).toBe(0);
  expect(asked).toEqual(
    ['status', 'withdraw'].map((what) => ({ what, body: { number: NUMBER, code: CODE }, language: 'en' })),
  );
  expect(page.url()).not.toContain(CODE);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('what is missing is said at its field, without asking the server', async () => {
  const { page, asked } = await open('zh-Hant');
  await page.locator('#number').fill(' ');
  await page.locator('#number').press('Enter');
  await page.locator('#number:focus').waitFor();
  expect(await page.locator('.fault').allTextContents()).toEqual(['請輸入個案編號。', '請輸入查詢碼。']);
  expect(await page.locator('#number').getAttribute('aria-invalid')).toBe('true');
  expect(asked).toEqual([]);
  await page.context().close();
});

test.each([
  ['a wrong code', 'wrong', 'do not belong together'],
  ['too many tries', 'busy', 'wait 42 seconds'],
])('%s is answered in the server’s words, and the form stays', async (_name, code, words) => {
  const { page } = await open('en');
  await look(page, code);
  await page.locator('.said-problem', { hasText: words }).waitFor();
  expect(await page.locator('#number').inputValue()).toBe(NUMBER);
  expect(await page.locator('#result').isVisible()).toBe(false);
  await page.context().close();
});

test('a server that is away is said in our own words', async () => {
  const { page } = await visit(browser, `${site.url}/case?lang=zh-Hans`);
  await page.route('**/api/cases/*', (route) => route.abort());
  await page.locator('#number').fill(NUMBER);
  await look(page, CODE);
  await page.locator('.said-problem', { hasText: '暂时无法连接服务器' }).waitFor();
  await page.context().close();
});

test('the language is the one that was asked for, else the browser’s; the switch takes the number along', async () => {
  const { page } = await visit(browser, `${site.url}/case`, { locale: 'zh-HK' });
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
  await page.locator('#number').fill(NUMBER);
  await page.locator('.language-links a[lang=en]').click();
  await page.locator('html[lang=en]').waitFor();
  expect(await page.locator('#number').inputValue()).toBe(NUMBER);
  await page.context().close();
});

test.each(
  screens(1),
)('axe finds nothing on the status page, and nothing is lost sideways: $language, $size, $colorScheme', async ({
  language,
  context,
}) => {
  const { page } = await open(language, context);
  await look(page, 'wrong');
  await page.locator('.said-problem').waitFor();
  expect(await violations(page)).toEqual([]);
  await look(page, CODE);
  await page.locator('.withdrawal button').first().click();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.context().close();
});
