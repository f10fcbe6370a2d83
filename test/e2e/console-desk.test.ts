import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { ago, LONG_CHINESE, OWN } from '../fixtures/cases/case-fixtures.ts';
import { MENTIONS, NOTICES } from '../fixtures/cases/desk-fixtures.ts';
import { violations } from './axe-violations.ts';
import { type CaseServer, openConsole } from './case-server.ts';
import { screens } from './screens.ts';
import { setUpSite } from './set-up-site.ts';

const { en } = CONSOLE_TEXTS;
const words = en.cases;

const site = setUpSite();

/** Everything at once: notices, an unread mention of another case, and a message that the visitor has read. */
const isBusy = (server: CaseServer): void => {
  const officers = OWN.transcript.findLast(({ author }) => author === 'officer');
  server.detail = { ...OWN, read: officers === undefined ? null : { message: officers.id, at: ago(3) } };
  server.notices = NOTICES;
  server.mentions = {
    mentions: MENTIONS.mentions.map((mention) => ({ ...mention, case: { ...mention.case, id: 'case-9' } })),
  };
};

test('an admin sees what could not be sent, and sends one and all of a kind again', { timeout: 60_000 }, async () => {
  const { page, server, problems } = await openConsole(site, 'cases', { role: 'admin', set: isBusy });
  const entry = page.getByRole('navigation', { name: en.menu }).getByRole('link', { name: en.pages.notices });
  await expect.poll(() => entry.innerText()).toContain('3');
  await entry.click();
  await page.getByText(en.notices.count(3, 1)).waitFor();
  expect(await page.locator('.notices tbody tr').count()).toBe(4);
  await page.getByRole('button', { name: en.notices.againOf(en.notices.kinds.visitor, 'GG2611-7K4PM-X') }).click();
  await page.getByText(en.notices.count(2, 1)).waitFor();
  await page.getByRole('button', { name: en.notices.allOf(en.notices.kinds.email) }).click();
  await page.getByText(en.notices.count(0, 1)).waitFor();
  expect(server.replayed).toEqual([{ id: 'said' }, { kind: 'email' }]);
  server.notices = { dead: 0, waiting: 0, rows: [] };
  server.push({ kind: 'notices', sequence: 11 });
  await page.getByRole('heading', { name: en.notices.empty }).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test.each(LANGUAGES)('why something was not sent stands in the language of the console, in %s', {
  timeout: 60_000,
}, async (language) => {
  const { notices } = CONSOLE_TEXTS[language];
  const { page, server } = await openConsole(site, 'notices', {
    role: 'admin',
    language,
    set: isBusy,
  });
  const cells = page.getByRole('cell', { name: notices.errors.reasons['the conversation is gone'] });
  await cells.waitFor();
  expect(await cells.locator('[lang]').count()).toBe(0);
  await page.getByRole('cell', { name: notices.errors.reasons['HTTP {number}'].replace('{number}', '503') }).waitFor();
  // What is no sentence of ours is shown as it came, and read out as what it is.
  const [{ lastError = '' } = {}] = server.notices.rows;
  expect(await page.locator('.notices [lang=en]', { hasText: lastError }).count()).toBe(2);
  await page.context().close();
});

test('a colleague is named with the keyboard, by id; a word behind an @ within a word names nobody', {
  timeout: 60_000,
}, async () => {
  const { page, server, problems } = await openConsole(site, 'cases/case-1', { set: isBusy });
  await page.getByRole('button', { name: words.composer.note }).click();
  const field = page.getByRole('textbox', { name: words.composer.note });
  await field.focus();
  await page.keyboard.type('mail x@example.hk, ');
  await page.keyboard.type('@');
  const pick = page.getByRole('combobox', { name: words.mentions.pick });
  await pick.waitFor();
  const options = page.getByRole('listbox').getByRole('option');
  // Oneself is not among them.
  expect(await options.count()).toBe(2);
  await page.keyboard.press('ArrowDown');
  const second = await options.nth(1).getAttribute('id');
  expect(await pick.getAttribute('aria-activedescendant')).toBe(second);
  await page.keyboard.type('wong');
  expect(await options.count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => field.inputValue()).toBe('mail x@example.hk, @wong.kayan ');
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  await page.keyboard.type('please look');
  await page.keyboard.press('Enter');
  await page.locator('.composer-sent', { hasText: words.composer.noteSaved }).waitFor();
  expect(server.commands).toEqual([
    { kind: 'note', text: 'mail x@example.hk, @wong.kayan please look', mentions: ['a3'] },
  ]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a mention appears by itself, leads to its case, and is read when the case is open', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases');
  await page.getByRole('button', { name: words.mentions.button(0), exact: true }).waitFor();
  server.mentions = MENTIONS;
  server.push({ kind: 'mention', sequence: 11 });
  await page.getByRole('button', { name: words.mentions.button(1) }).click();
  await page.getByRole('menuitem', { name: /chan\.siuming/ }).click();
  await page.getByRole('heading', { name: LONG_CHINESE, level: 1 }).waitFor();
  await expect.poll(() => server.mentions.mentions).toEqual([]);
  await page.getByRole('button', { name: words.mentions.button(0), exact: true }).waitFor();
  await page.context().close();
});

test('the visitor’s last message is shown as seen once, and what the visitor has read is marked', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isBusy });
  await page.locator('.read-mark').waitFor();
  expect(await page.locator('.read-mark').count()).toBe(1);
  const last = OWN.transcript.findLast(({ author }) => author === 'visitor')?.id;
  await expect.poll(() => server.seen).toEqual([last]);
  server.push({ kind: 'read', sequence: 11, id: 'case-1' });
  await page.waitForTimeout(500);
  expect(server.seen).toEqual([last]);
  await page.context().close();
});

test('the palette finds a case, goes to pages and does what the open case allows, with the keyboard alone', {
  timeout: 60_000,
}, async () => {
  const { page, server, problems } = await openConsole(site, 'cases', { role: 'supervisor' });
  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.waitFor();
  await page.keyboard.type(LONG_CHINESE.slice(0, 4));
  await page.getByRole('option', { name: new RegExp(LONG_CHINESE) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: LONG_CHINESE, level: 1 }).waitFor();
  await page.keyboard.press('Meta+k');
  await field.waitFor();
  await page.keyboard.type(words.actions.claim.toLowerCase());
  await page.getByRole('option', { name: words.actions.claim }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => server.commands).toEqual([{ kind: 'claim' }]);
  await page.getByRole('textbox', { name: words.composer.reply }).waitFor();
  await page.keyboard.press('Control+k');
  await field.waitFor();
  await page.keyboard.type(en.pages.board);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words.board.title, level: 1 }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: words.keys.title }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
  await page.context().close();
});

test('who leads takes the list away with the filters of the page; an officer does not', {
  timeout: 60_000,
}, async () => {
  const { page } = await openConsole(site, 'cases?view=open', { role: 'supervisor' });
  const link = page.getByRole('link', { name: words.queue.export.formats.xlsx });
  expect(await link.getAttribute('href')).toBe('/console/api/cases/export.xlsx?view=open');
  await page.context().close();
  const officer = await openConsole(site, 'cases');
  await officer.page.getByText(words.queue.count(3)).waitFor();
  expect(await officer.page.getByText(words.queue.export.label).count()).toBe(0);
  await officer.page.context().close();
});

test.each(screens(1))('axe finds nothing, and nothing is lost sideways: $language, $size, $colorScheme', {
  timeout: 180_000,
}, async ({ language, context }) => {
  const texts = CONSOLE_TEXTS[language];
  const open = (path: string, role: 'admin' | 'supervisor') =>
    openConsole(site, path, { role, language, context, set: isBusy });
  const check = async (what: string, { page }: Awaited<ReturnType<typeof open>>) => {
    expect([what, await violations(page)]).toEqual([what, []]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect([what, width]).toEqual([what, page.viewportSize()?.width]);
  };
  const admin = await open('notices', 'admin');
  await admin.page.locator('.notices').waitFor();
  await check('notices', admin);
  await admin.page.context().close();

  const own = await open('own', 'supervisor');
  await own.page.getByLabel(texts.cases.mentions.mail).waitFor();
  await check('own account', own);
  await own.page.context().close();

  const list = await open('cases', 'supervisor');
  await list.page.getByText(texts.cases.queue.export.label).waitFor();
  await check('list', list);
  await list.page.getByRole('button', { name: texts.cases.mentions.button(1) }).click();
  await list.page.getByRole('menuitem').waitFor();
  await check('mentions', list);
  await list.page.keyboard.press('Escape');
  await list.page.context().close();

  const of = await open('cases/case-1', 'supervisor');
  await of.page.locator('.read-mark').waitFor();
  await of.page.getByRole('button', { name: texts.cases.composer.note }).click();
  await of.page.getByRole('button', { name: texts.cases.mentions.name }).click();
  await of.page.getByRole('option').first().waitFor();
  await check('picker', of);
  await of.page.getByRole('button', { name: texts.palette.title }).click();
  await of.page.getByRole('dialog').getByRole('option').first().waitFor();
  await check('palette', of);
  expect(of.problems).toEqual([]);
  await of.page.context().close();
});
