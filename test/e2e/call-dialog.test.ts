import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { OWN } from '../fixtures/cases/case-fixtures.ts';
import { violations } from './axe-violations.ts';
import { openConsole } from './case-server.ts';
import { setUpSite } from './set-up-site.ts';
import { PHONE } from './visitor.ts';

const site = setUpSite();

test.each(LANGUAGES)('a call is proposed on a phone, after a warning about the hours (%s)', {
  timeout: 60_000,
}, async (language) => {
  const texts = CONSOLE_TEXTS[language];
  const words = texts.cases.call;
  const { page } = await openConsole(site, `cases/${OWN.id}`, {
    language,
    context: PHONE,
    set: (server) => {
      server.detail = { ...OWN, may: [...OWN.may, 'propose-call'] };
    },
  });
  const proposals: Record<string, unknown>[] = [];
  await page.route('**/console/api/cases/*/call', async (route) => {
    const body = route.request().postDataJSON() as { start: string; minutes: number; isOutsideHoursMeant: boolean };
    proposals.push(body);
    const { start, minutes, isOutsideHoursMeant } = body;
    if (isOutsideHoursMeant)
      return await route.fulfill({ json: { ...OWN, callBack: { proposed: { start, minutes }, agreed: null } } });
    return await route.fulfill({ status: 422, json: { error: { code: 'OutsideHours', message: 'Too late.' } } });
  });
  await page.getByRole('button', { name: texts.cases.actions.more, exact: true }).click();
  await page.getByRole('menuitem', { name: words.propose }).click();
  await page.getByLabel(words.time, { exact: true }).fill('20:30');
  expect(await violations(page)).toEqual([]);
  const pictures = process.env['CALL_PICTURES'];
  await page.getByRole('button', { name: words.send }).click();
  await page.getByText('Too late.').waitFor();
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/call-${language}.png` });
  await page.getByRole('button', { name: words.sendAnyway }).click();
  await page.getByText('20:30').waitFor();
  expect(proposals.map(({ isOutsideHoursMeant }) => isOutsideHoursMeant)).toEqual([false, true]);
  // The officer thinks in Hong Kong time, wherever the browser is.
  expect(proposals[0]?.['start']).toMatch(/T12:30:00\.000Z$/u);
  await page.context().close();
});
