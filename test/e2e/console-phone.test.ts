import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { MENTIONS } from '../fixtures/cases/desk-fixtures.ts';
import { openConsole } from './case-server.ts';
import { setUpSite } from './set-up-site.ts';
import { PHONE } from './visitor.ts';

const NARROW = { ...PHONE, viewport: { width: 390, height: 844 } };

const site = setUpSite();

/** Left and right of the current entry against the row that it scrolls in. */
const sightOf = (page: Page, row: string) =>
  page.locator(row).evaluate((element) => {
    const outer = element.getBoundingClientRect();
    const inner = element.querySelector('[aria-current]')?.getBoundingClientRect();
    return inner !== undefined && inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  });

/** What is seen in the header: the name, the clock and every tool. */
const partsOf = (page: Page) =>
  page
    .locator('.brand, .live-clock, .bar-tools > :not(.language-switch), .language-switch button')
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.clientWidth > 1)
        .map((part) => {
          const { left, right, top, bottom } = part.getBoundingClientRect();
          const isTool = part.closest('.bar-tools') !== null;
          return {
            name: part.className || part.textContent,
            isTool,
            left,
            right,
            top,
            bottom,
            lost: part.scrollWidth - part.clientWidth,
          };
        }),
    );

type Part = Awaited<ReturnType<typeof partsOf>>[number];
const overlap = (one: Part, other: Part) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;

/** 320: 1280 at 400 % (WCAG 1.4.10), and the narrowest phones. */
it.each(LANGUAGES)('has all tools of an officer in one line of the header on a phone, in %s', async (language) => {
  const { page } = await openConsole(site, 'cases', {
    language,
    context: NARROW,
    set: (server) => {
      server.mentions = MENTIONS;
    },
  });
  await page.locator('.bar [role=switch]').waitFor();
  await page.locator('.mentions-button .badge-count').waitFor();
  for (const width of [390, 374, 360, 320]) {
    await page.setViewportSize({ width, height: 844 });
    const parts = await partsOf(page);
    const tools = parts.filter(({ isTool }) => isTool);
    expect(tools.length).toBe(7);
    expect([width, parts.filter(({ left, right, lost }) => left < 0 || right > width || lost > 0)]).toEqual([
      width,
      [],
    ]);
    const pairs = parts.flatMap((one, at) => parts.slice(at + 1).map((other) => [one, other] as const));
    const onTop = pairs.filter((pair) => overlap(...pair));
    expect([width, onTop]).toEqual([width, []]);
    const heights = tools.map(({ top, bottom }) => (top + bottom) / 2);
    expect([width, Math.max(...heights) - Math.min(...heights) < 4]).toEqual([width, true]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  // The name is still read out.
  await page.getByRole('button', { name: 'li.ming' }).waitFor();
});

it('shows where one is, however far to the right it stands', async () => {
  const { page } = await openConsole(site, 'notices', { role: 'admin', context: NARROW });
  await expect.poll(() => sightOf(page, '.rail')).toBe(true);
  await page.goto(`${site.url}/console/cases?view=spam`);
  await page.locator('.view-tabs [aria-current]').waitFor();
  await expect.poll(() => sightOf(page, '.view-tabs')).toBe(true);
  expect(await page.evaluate('window.scrollY')).toBe(0);
});

it('leads on from a page that there is not', async () => {
  const { page } = await openConsole(site, 'nothing', { context: NARROW });
  await page.getByRole('link', { name: CONSOLE_TEXTS.en.toStart }).click();
  await page.getByRole('heading', { name: CONSOLE_TEXTS.en.cases.queue.title, level: 1 }).waitFor();
});
