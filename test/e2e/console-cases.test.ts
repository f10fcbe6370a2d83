import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { ago, LONG_CHINESE, LONG_ENGLISH, line, MANY_ROWS, OWN } from '../fixtures/cases/case-fixtures.ts';
import { violations } from './axe-violations.ts';
import { type CaseServer, openConsole } from './case-server.ts';
import { screens } from './screens.ts';
import { setUpSite } from './set-up-site.ts';
import { PHONE } from './visitor.ts';

const { en } = CONSOLE_TEXTS;
const words = en.cases;

const site = setUpSite();

const isOwn = (server: CaseServer): void => {
  server.detail = OWN;
};

test('an officer begins with the queue, and sees no page of editors', { timeout: 60_000 }, async () => {
  const { page, problems } = await openConsole(site, '');
  await page.getByRole('heading', { name: words.queue.title, level: 1 }).waitFor();
  await page.getByRole('row', { name: new RegExp(LONG_CHINESE) }).waitFor();
  const menu = page.getByRole('navigation', { name: en.menu });
  expect(await menu.getByRole('link').allInnerTexts()).toEqual([en.pages.cases, en.pages.announcements]);
  await page.goto(`${site.url}/console/board`);
  await page.getByRole('heading', { name: en.notYours }).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('a case is found, claimed and answered with the keyboard alone', { timeout: 60_000 }, async () => {
  const { page, server, problems } = await openConsole(site, 'cases');
  const focused = page.locator(':focus');
  await page.getByRole('link', { name: LONG_CHINESE }).waitFor();
  await page.keyboard.press('j');
  expect(await focused.innerText()).toBe(LONG_CHINESE);
  await page.keyboard.press('j');
  expect(await focused.innerText()).toBe(LONG_ENGLISH);
  await page.keyboard.press('k');
  await page.keyboard.press('c');
  await page.getByRole('status').getByText(words.queue.claimed('GG2611-7K4PM-X')).waitFor();
  expect(server.commands).toEqual([{ kind: 'claim' }]);
  expect(await focused.innerText()).toBe(LONG_CHINESE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: LONG_CHINESE, level: 1 }).waitFor();
  expect(await focused.innerText()).toBe(LONG_CHINESE);

  const field = page.getByRole('textbox', { name: words.composer.reply });
  for (let presses = 0; presses < 40 && !(await isFocused(field)); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('/');
  await page.getByRole('textbox', { name: words.composer.cannedSearch }).waitFor();
  await page.keyboard.type('greet');
  await page.keyboard.press('Enter');
  // In the visitor's language, whatever the officer's is.
  expect(await field.inputValue()).toBe('感谢您的留言，接下来由我协助您。');
  expect(await isFocused(field)).toBe(true);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('li');
  await page.keyboard.press('Enter');
  await page.locator('.line-officer').nth(1).waitFor();
  const sent = server.commands.at(-1);
  expect(sent).toMatchObject({
    kind: 'write',
    text: '感谢您的留言，接下来由我协助您。\nli',
    signature: 'li.ming · 投资推广署',
  });
  expect(await field.inputValue()).toBe('');
  expect(problems).toEqual([]);
  await page.context().close();
});

test('keys do nothing while one types, and can be switched off', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases');
  await page.getByRole('link', { name: LONG_CHINESE }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('jc?');
  expect(await page.getByLabel(words.queue.searchLabel).inputValue()).toBe('jc?');
  expect(server.commands).toEqual([]);
  await page.getByText(words.queue.emptyFiltered).waitFor();
  await page.getByRole('link', { name: words.queue.clearFilters }).click();
  await page.getByRole('heading', { name: words.queue.title }).click();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: words.keys.title });
  await dialog.waitFor();
  await dialog.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.context().close();
});

test('Enter that chooses a candidate of an input method does not send', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  const field = page.getByRole('textbox', { name: words.composer.reply });
  await field.fill('您好');
  await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
  expect(await field.inputValue()).toBe('您好');
  expect(server.commands).toEqual([]);
  await field.press('Enter');
  await page.locator('.composer-sent', { hasText: words.composer.sent }).waitFor();
  expect(server.commands).toHaveLength(1);
  await page.context().close();
});

test('a refusal shows the words of the server, in the row, in a dialog and in the composer', {
  timeout: 60_000,
}, async () => {
  const message = 'chan.siuming has this case.';
  const refuse = (server: CaseServer): void => {
    server.refusal = { code: 'claimed-by-other', message };
  };
  const queue = await openConsole(site, 'cases', { set: refuse });
  await queue.page.getByRole('button', { name: words.queue.claimOf(LONG_CHINESE) }).click();
  await queue.page.getByRole('alert').getByText(message).waitFor();
  await queue.page.getByText(words.queue.refused('GG2611-7K4PM-X')).waitFor();
  await queue.page.context().close();

  const { page, server } = await openConsole(site, 'cases/case-1', {
    set: (server) => {
      isOwn(server);
      refuse(server);
    },
  });
  const field = page.getByRole('textbox', { name: words.composer.reply });
  await field.fill('您好');
  await field.press('Enter');
  await page.getByRole('alert').getByText(message).waitFor();
  // What was written is still there, and a second try is the same message.
  expect(await field.inputValue()).toBe('您好');
  await field.press('Enter');
  await expect.poll(() => server.commands.length).toBe(2);
  const [first, second] = server.commands;
  expect(first).toEqual(second);

  const opener = page.getByRole('button', { name: words.actions.resolve });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: words.actions.resolve });
  await dialog.getByRole('button', { name: 'Question answered' }).click();
  await dialog.getByRole('button', { name: words.actions.resolve }).click();
  await dialog.getByRole('alert').getByText(message).waitFor();
  expect(server.commands.at(-1)).toEqual({ kind: 'resolve', reason: 'Question answered' });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await isFocused(opener)).toBe(true);
  await page.context().close();
});

test('a case that nobody has can be read and claimed, not answered', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1');
  await page.getByText(words.composer.lockedNew).waitFor();
  const actions = page.getByRole('group', { name: words.actions.label });
  expect(await actions.getByRole('button').allInnerTexts()).toEqual([
    words.actions.claim,
    words.actions.transfer,
    words.actions.more,
  ]);
  expect(await page.getByRole('textbox', { name: words.composer.reply }).count()).toBe(0);
  await page.locator('.composer-lock').getByRole('button', { name: words.composer.claim }).click();
  await page.getByRole('textbox', { name: words.composer.reply }).waitFor();
  expect(server.commands).toEqual([{ kind: 'claim' }]);
  await page.context().close();
});

test('a note is not a reply: it goes to colleagues, names them, and keeps its own words', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  await page.getByRole('textbox', { name: words.composer.reply }).fill('for the visitor');
  await page.getByRole('button', { name: words.composer.note }).click();
  const note = page.getByRole('textbox', { name: words.composer.note });
  expect(await note.inputValue()).toBe('');
  await note.fill('please call, @chan.siuming');
  await note.press('Enter');
  await page.locator('.case-notes').getByText('please call, @chan.siuming').waitFor();
  expect(server.commands).toEqual([{ kind: 'note', text: 'please call, @chan.siuming', mentions: ['a2'] }]);
  await page.getByRole('button', { name: words.composer.reply }).click();
  expect(await page.getByRole('textbox', { name: words.composer.reply }).inputValue()).toBe('for the visitor');
  await page.context().close();
});

test('a draft takes its sources along, and a source that is taken out takes its marks with it', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  await page.getByRole('button', { name: words.composer.draft }).click();
  await page.getByText(words.composer.draftNotice).waitFor();
  await page.getByRole('checkbox', { name: /\[2\]/ }).click();
  const field = page.getByRole('textbox', { name: words.composer.reply });
  expect(await field.inputValue()).toBe('首200万港元利润的税率为8.25%。[1] 其余为16.5%。');
  await field.press('Enter');
  await page.locator('.composer-sent', { hasText: words.composer.sent }).waitFor();
  expect(server.commands[0]).toMatchObject({
    kind: 'write',
    text: '首200万港元利润的税率为8.25%。[1] 其余为16.5%。\n\n[1] 两级制利得税率, 税务局: https://www.ird.gov.hk/chi/faq/2tr.htm',
  });
  await page.context().close();
});

test('personal values are asked for one by one', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1');
  expect(await page.locator('main').innerText()).not.toContain('138 0000');
  await page.getByRole('button', { name: words.case.revealOf('Telephone') }).click();
  await page.getByText('+86 138 0000 0000').waitFor();
  expect(server.revealed).toEqual(['phone']);
  expect(await page.getByRole('button', { name: words.case.revealOf('Contact') }).count()).toBe(1);
  await page.context().close();
});

test('what a visitor writes is shown as text, in every place', { timeout: 60_000 }, async () => {
  for (const path of ['cases', 'cases/case-1']) {
    const { page, problems } = await openConsole(site, path);
    await page.getByText('<script>document.title=2</script>').first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.locator('main a[href^="javascript"]').count()).toBe(0);
    expect(await page.title()).toContain(en.name);
    expect(problems).toEqual([]);
    await page.context().close();
  }
});

test('a message that arrives is shown and announced; a broken link comes back where it was', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  await page.getByRole('textbox', { name: words.composer.reply }).waitFor();
  server.push({ kind: 'typing', sequence: 11, id: 'case-1' });
  await page.getByText(words.live.typing).waitFor();
  server.detail = {
    ...OWN,
    version: 5,
    transcript: [...OWN.transcript, line('l7', 'visitor', 0, '我在线。')],
  };
  server.push({ kind: 'case', sequence: 12, id: 'case-1', version: 5 });
  await page.locator('.line-visitor').getByText('我在线。').waitFor();
  await expect
    .poll(() => page.locator('[aria-live="polite"]', { hasText: '我在线。' }).innerText())
    .toBe(words.live.newMessage(words.case.authors.visitor, '我在线。'));
  expect(await page.getByText(words.live.typing).count()).toBe(0);
  await server.hangUp();
  await page.getByRole('status').getByText(words.live.reconnecting).waitFor();
  await expect.poll(() => server.sockets.length, { timeout: 5_000 }).toBe(2);
  expect(server.sockets[1]).toContain('since=12');
  await page.getByText(words.live.reconnecting).waitFor({ state: 'detached' });
  await page.context().close();
});

test('what a colleague does to the case is shown while one writes, and what one is writing stays', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  const field = page.getByRole('textbox', { name: words.composer.reply });
  await field.fill('Half a sentence');
  await page.getByLabel(words.case.addLabel).fill('half a label');
  // A note does not raise the version of the case.
  const note = { id: 'n9', at: ago(0), author: 'chan.siuming', text: 'Ask for the lease.' };
  server.detail = { ...OWN, notes: [...OWN.notes, note] };
  server.push({ kind: 'case', sequence: 11, id: 'case-1', version: OWN.version });
  await page.getByText(note.text).waitFor();
  server.detail = { ...OWN, version: OWN.version + 1, labels: ['urgent-visa'] };
  server.push({ kind: 'case', sequence: 12, id: 'case-1', version: OWN.version + 1 });
  await page.locator('.case-labels').getByText('urgent-visa').waitFor();
  expect(await field.inputValue()).toBe('Half a sentence');
  expect(await page.getByLabel(words.case.addLabel).inputValue()).toBe('half a label');
  // Taken over by somebody else and given back: what was half written is there again.
  server.detail = { ...OWN, isMine: false, officer: 'chan.siuming', may: [] };
  server.push({ kind: 'case', sequence: 13, id: 'case-1', version: OWN.version + 2 });
  await page.locator('.composer-lock').waitFor();
  server.detail = OWN;
  server.push({ kind: 'case', sequence: 14, id: 'case-1', version: OWN.version + 3 });
  await field.waitFor();
  expect(await field.inputValue()).toBe('Half a sentence');
  await page.context().close();
});

test('an open page whose session has ended shows the sign-in, and stops asking', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases');
  await page.getByRole('link', { name: LONG_CHINESE }).waitFor();
  await server.signOut();
  await page.locator('input[autocomplete=username]').waitFor();
  await page.waitForTimeout(2_000);
  expect(server.sockets).toHaveLength(1);
  await page.context().close();
});

test('views and filters stand in the address, and two hundred cases come page by page', {
  timeout: 60_000,
}, async () => {
  const { page, server } = await openConsole(site, 'cases?view=open', {
    set: (server) => {
      server.rows = MANY_ROWS;
    },
  });
  await page.getByText(words.queue.count(200)).waitFor();
  expect(await page.locator('.case-table tbody tr').count()).toBe(50);
  await page.getByLabel(words.queue.language, { exact: true }).last().selectOption('en');
  await page.getByText(words.queue.count(67)).waitFor();
  expect(new URL(page.url()).search).toBe('?view=open&language=en');
  await page.getByRole('button', { name: words.queue.page(2) }).click();
  await expect.poll(() => server.asked.at(-1)).toBe('?view=open&language=en&page=2');
  await page.getByRole('link', { name: new RegExp(`^${words.queue.views.ended}`) }).click();
  await expect.poll(() => server.asked.at(-1)).toBe('?view=ended&language=en');
  // A view is kept by a name, in this browser, and taken out again.
  await page.getByRole('button', { name: words.savedViews.save }).click();
  await page.getByLabel(words.savedViews.name).fill('English, ended');
  await page.keyboard.press('Enter');
  await page.reload();
  await page.getByRole('link', { name: new RegExp(`^${words.queue.views.queue}`) }).click();
  await page.getByRole('link', { name: 'English, ended' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?view=ended&language=en');
  await page.getByRole('button', { name: words.savedViews.remove('English, ended') }).click();
  await page.getByRole('button', { name: words.savedViews.save }).waitFor();
  await page.context().close();
});

test('an empty queue says so, and a store that is away leads back', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases', {
    set: (server) => {
      server.failure = 400;
    },
  });
  await page.getByRole('alert').getByText('The store is away.').waitFor();
  server.failure = null;
  server.rows = [];
  await page.getByRole('button', { name: en.tryAgain }).click();
  await page.getByRole('heading', { name: words.queue.empty }).waitFor();
  await page.context().close();
});

test('a case can be snoozed to Hong Kong’s morning and handed to another desk', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isOwn });
  await page.getByRole('button', { name: words.actions.more }).click();
  await page.getByRole('menuitem', { name: words.actions.snooze }).click();
  await page.getByRole('button', { name: words.actions.snoozes.tomorrow }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const [snooze] = server.commands;
  expect(snooze).toMatchObject({ kind: 'snooze', until: expect.stringMatching(/T01:00:00\.000Z$/) });
  await page.getByRole('button', { name: words.actions.transfer }).click();
  const dialog = page.getByRole('dialog', { name: words.actions.transfer });
  await dialog.getByLabel(words.actions.toDesk).selectOption('hktdc-guangzhou');
  await dialog.getByLabel(words.actions.toOfficer).selectOption('a3');
  await dialog.getByLabel(words.actions.reason).fill('Needs a visit');
  await dialog.getByRole('button', { name: words.actions.transfer }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(server.commands[1]).toEqual({
    kind: 'transfer',
    desk: 'hktdc-guangzhou',
    officer: 'a3',
    reason: 'Needs a visit',
  });
  await page.context().close();
});

test('a supervisor goes from a bar to its cases; availability is switched in the header', {
  timeout: 60_000,
}, async () => {
  const { page, server, problems } = await openConsole(site, 'board', { role: 'supervisor' });
  await page.getByText(words.board.open(3)).waitFor();
  const available = page.getByRole('switch', { name: new RegExp(words.availability.label) });
  expect(await available.getAttribute('aria-checked')).toBe('true');
  await available.click();
  await page.getByText(words.availability.off, { exact: true }).waitFor();
  await page.getByRole('link', { name: /HKTDC, Guangzhou office/ }).click();
  await page.getByText(words.queue.count(1)).waitFor();
  expect(server.asked.at(-1)).toBe('?view=open&desk=hktdc-guangzhou');
  // The same from a figure of what came in; the period stands in the address.
  await page.goBack();
  const figures = page.getByRole('region', { name: words.board.figures });
  await figures.locator('.bar-count').getByText('812').waitFor();
  await figures.getByLabel(words.board.period).selectOption('7');
  await expect.poll(() => new URL(page.url()).search).toBe('?days=7');
  await figures.getByRole('link', { name: /Vietnam/ }).click();
  await page.getByText(words.queue.figure).waitFor();
  expect(new URLSearchParams(server.asked.at(-1)).get('figure')).toBe('market:vietnam');
  expect(new URLSearchParams(server.asked.at(-1)).get('days')).toBe('7');
  await page.getByRole('link', { name: words.queue.clearFilters }).first().click();
  await expect.poll(() => new URL(page.url()).search).toBe('?view=queue');
  expect(problems).toEqual([]);
  await page.context().close();
});

const PAGES = ['cases', 'cases?search=nothing-fits', 'cases/case-1', 'board'];

test.each(screens(0))('axe finds nothing, and nothing is lost sideways: $language, $size, $colorScheme', {
  timeout: 180_000,
}, async ({ language, context }) => {
  const texts = CONSOLE_TEXTS[language].cases;
  for (const path of PAGES) {
    const { page, problems } = await openConsole(site, path, {
      role: 'supervisor',
      language,
      context,
      set: (server) => {
        server.detail = { ...OWN, snoozedUntil: ago(-600), rating: 2 };
      },
    });
    await page.waitForLoadState('networkidle');
    expect([path, await violations(page)]).toEqual([path, []]);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect([path, width]).toEqual([path, page.viewportSize()?.width]);
    if (path === 'cases/case-1') {
      await page.getByRole('button', { name: texts.composer.note }).click();
      await page.getByRole('button', { name: texts.actions.transfer }).click();
      await page.getByRole('dialog').waitFor();
      expect(['dialog', await violations(page)]).toEqual(['dialog', []]);
      await page.keyboard.press('Escape');
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        expect(['tab', await violations(page)]).toEqual(['tab', []]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(page.viewportSize()?.width);
      }
    }
    expect(problems).toEqual([]);
    await page.context().close();
  }
});

test('on a phone, whatever is to be touched is 44 px high', { timeout: 60_000 }, async () => {
  for (const path of ['cases', 'cases/case-1']) {
    const { page } = await openConsole(site, path, { context: PHONE, set: isOwn });
    await page.waitForLoadState('networkidle');
    const small =
      await page.evaluate(`[...document.querySelectorAll('main button, main select, main input, main textarea, main td a, main th a')]
      .filter((each) => each.offsetParent !== null && each.getBoundingClientRect().height < 43.5)
      .map((each) => each.outerHTML.slice(0, 120))`);
    expect([path, small]).toEqual([path, []]);
    // Turned, and made wide and narrow again: the page fills the window each time.
    for (const [width, height] of [
      [844, 390],
      [1280, 1000],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      const filled = "document.querySelector('.shell').getBoundingClientRect().height >= window.innerHeight";
      expect([path, width, await page.evaluate(filled)]).toEqual([path, width, true]);
    }
    await page.context().close();
  }
});

async function isFocused(element: Locator): Promise<boolean> {
  return (await element.and(element.page().locator(':focus')).count()) === 1;
}
