import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { ago, OWN } from '../fixtures/cases/case-fixtures.ts';
import { PDF } from '../support/files.ts';
import { violations } from './axe-violations.ts';
import { type CaseServer, openConsole } from './case-server.ts';
import { setUpSite } from './set-up-site.ts';
import { PHONE } from './visitor.ts';

const { en } = CONSOLE_TEXTS;
const { officers: words } = en;

const site = setUpSite();

/** For people to look at, in the folder that CONSOLE_PICTURES names. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['CONSOLE_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

const isClosed = (server: CaseServer): void => {
  const file = { id: 'f1', author: 'visitor' as const, name: '2026年计划书.pdf', size: 240_000, at: ago(30) };
  server.detail = {
    ...OWN,
    channel: 'whatsapp',
    window: { closesAt: null, hasTemplates: true },
    attachments: [{ ...file, message: 'unheard', mediaType: 'application/pdf' }],
  };
};

test('a supervisor changes an officer with the keyboard and hands their cases back', { timeout: 60_000 }, async () => {
  const { page, server, problems } = await openConsole(site, 'officers', { role: 'supervisor' });
  const row = page.getByRole('row', { name: /chan\.siuming/ });
  await row.getByText(words.full).waitFor();
  await page.getByRole('button', { name: words.editOf('chan.siuming') }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('group', { name: words.languages }).getByLabel(en.languages['zh-Hans']).press('Space');
  await dialog.getByLabel(words.capacity, { exact: false }).fill('9');
  await dialog.getByLabel(words.outField).fill('2036-12-08');
  await dialog.getByRole('button', { name: en.save }).press('Enter');
  await page.getByRole('status').getByText(words.saved('chan.siuming')).waitFor();
  expect(server.posted).toEqual([
    [
      '/officers/a1',
      {
        desks: ['investhk', 'hktdc'],
        languages: ['zh-Hant', 'en', 'zh-Hans'],
        capacity: 9,
        email: 'siuming.chan@investhk.example',
        // Midnight in Hong Kong.
        outUntil: '2036-12-07T16:00:00.000Z',
        signature: null,
      },
    ],
  ]);
  await page.getByRole('button', { name: words.handBackOf('chan.siuming') }).click();
  await dialog.getByText(words.handBackLead('chan.siuming', 7)).waitFor();
  expect(server.posted).toHaveLength(1);
  await dialog.getByRole('button', { name: words.handBack }).click();
  await page.getByRole('status').getByText(words.handedBack('chan.siuming', 7)).waitFor();
  await row.getByText(words.loadOf(0, 9)).waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test('officers do not see the page of officers', { timeout: 60_000 }, async () => {
  const { page } = await openConsole(site, 'officers', { role: 'officer' });
  await page.getByRole('heading', { name: en.notYours }).waitFor();
  await page.context().close();
});

test('when the app takes approved messages only, one is chosen, filled in, read and sent', {
  timeout: 60_000,
}, async () => {
  const { page, server, problems } = await openConsole(site, 'cases/case-1', { set: isClosed });
  const said = en.cases.window;
  await page.getByText(said.closedWithTemplates).waitFor();
  await page.getByRole('button', { name: said.choose }).click();
  const dialog = page.getByRole('dialog');
  // The one in the visitor's language stands first.
  await dialog.getByText('您好，…已就个案…回复', { exact: false }).waitFor();
  await dialog.getByLabel(said.gap(1)).fill('GG2611-7K4PM-X');
  await dialog.getByLabel(said.gap(2)).fill('李明');
  await dialog.getByText('您好，李明已就个案GG2611-7K4PM-X回复').waitFor();
  await look(page, 'template-en-1280');
  await dialog.getByRole('button', { name: said.send }).click();
  await page.getByText(said.sent).waitFor();
  expect(server.posted).toMatchObject([
    ['/cases/case-1/template', { name: 'officer_replied', language: 'zh_CN', values: ['GG2611-7K4PM-X', '李明'] }],
  ]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test('an officer looks at a chosen file once more, sends it, and sees the visitor’s', { timeout: 60_000 }, async () => {
  const { page, server } = await openConsole(site, 'cases/case-1', { set: isClosed });
  const said = en.cases.files;
  await page.getByRole('link', { name: '2026年计划书.pdf' }).waitFor();
  const choose = (name: string) =>
    page.locator('.file-picker input').setInputFiles({ name, mimeType: 'application/pdf', buffer: PDF });
  await choose('wrong.pdf');
  await page.getByRole('group', { name: said.attach }).getByText('wrong.pdf').waitFor();
  await page.getByRole('button', { name: en.cancel }).click();
  expect(server.posted).toEqual([]);
  server.refusal = { code: 'wrong-state', message: 'Only PDF files.' };
  await choose('reply.pdf');
  await page.getByRole('button', { name: said.send }).click();
  await page.getByRole('alert').getByText('Only PDF files.').waitFor();
  server.refusal = null;
  await page.getByRole('button', { name: said.send }).click();
  await page.getByRole('status').getByText(said.sent).waitFor();
  await page.getByRole('link', { name: 'reply.pdf' }).waitFor();
  expect(server.posted).toEqual([['/cases/case-1/attachments', 'reply.pdf']]);
  await page.context().close();
});

test.each([
  ['en', undefined, '1280'],
  ['zh-Hant', PHONE, '390'],
  ['zh-Hans', PHONE, '390'],
] as const)(
  'officers, files and closed windows are there for everybody: %s',
  { timeout: 60_000 },
  async (language, context, width) => {
    const texts = CONSOLE_TEXTS[language];
    const options = {
      role: 'supervisor',
      language,
      set: isClosed,
      ...(context === undefined ? {} : { context }),
    } as const;
    const { page, problems } = await openConsole(site, 'officers', options);
    await page.getByRole('rowheader', { name: /wong\.kayan/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    // Actions stay in sight.
    expect(
      await page.evaluate("(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.data-scroll'))"),
    ).toBe(true);
    await look(page, `officers-${language}-${width}`);
    await page.getByRole('button', { name: texts.officers.editOf('wong.kayan') }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await look(page, `officer-${language}-${width}`);
    await page.goto(`${site.url}/console/cases/case-1`);
    await page.getByText(texts.cases.window.closedWithTemplates).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.locator('.composer-box').scrollIntoViewIfNeeded();
    await look(page, `case-${language}-${width}`);
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
