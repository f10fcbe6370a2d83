import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { CONSOLE_TEXTS } from '../../src/web/console/texts/console-texts.ts';
import { type IdentityProviderServer, startIdentityProvider } from '../fakes/identity-provider-server.ts';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { freePort, startOidcApp } from '../support/oidc-app.ts';
import { violations } from './axe-violations.ts';
import { closePages, openBrowser } from './browser.ts';
import { visitConsole } from './console-site.ts';
import { screens } from './screens.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const DESKTOP = { viewport: { width: 1280, height: 800 } };
/** A folder for pictures of the pages, to be looked at; none are taken without it. */
const PICTURES = process.env['OIDC_PICTURES'];

let browser: Browser;
let provider: IdentityProviderServer;
let app: TestApp;
let onlyApp: TestApp;
beforeAll(async () => {
  const port = await freePort();
  provider = await startIdentityProvider({ publicUrl: `http://127.0.0.1:${port}` });
  app = await startOidcApp(provider.url, port, { OIDC_BUTTON: 'Microsoft' });
  onlyApp = await startOidcApp(provider.url, await freePort(), { OIDC_ONLY: 'true' });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await closePages(browser);
  await app.stop();
  await onlyApp.stop();
  await provider.stop();
  await removeDataDirs();
});

async function picture(page: Awaited<ReturnType<typeof visitConsole>>['page'], name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

const buttonOf = (language: Language) => CONSOLE_TEXTS[language].signIn.withProvider('Microsoft');

describe('the button of the identity provider, in a real browser', () => {
  test.each(LANGUAGES)('leads to the provider and back to the page that was asked for: %s', {
    timeout: 90_000,
  }, async (language) => {
    const texts = CONSOLE_TEXTS[language];
    provider.person = { subject: `ed-${language}`, claims: { preferred_username: 'ed', roles: ['Editor'] } };
    const { page, problems } = await visitConsole(browser, app.url, language, DESKTOP);
    await page.goto(`${app.url}/console/own?from=here`);
    await page.getByRole('button', { name: buttonOf(language) }).click();
    await page.getByRole('heading', { name: 'The provider' }).waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByText(texts.accounts.externalOwn).waitFor();
    expect(page.url()).toBe(`${app.url}/console/own?from=here`);
    await picture(page, `own-${language}`);
    // Signing out goes by way of the provider, which asks whether it is meant.
    await page.getByRole('button', { name: /^ed/ }).click();
    await page.getByRole('menuitem', { name: texts.signIn.out }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: texts.signIn.title }).waitFor();
    expect(page.url()).toBe(`${app.url}/console/`);
    await page.context().close();
    // The first question of who one is, before anybody is signed in.
    expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
  });

  test.each(LANGUAGES)('says why nobody was signed in, and how to go on: %s', { timeout: 90_000 }, async (language) => {
    const texts = CONSOLE_TEXTS[language];
    provider.person = { subject: `guest-${language}`, claims: { roles: [] } };
    const { page } = await visitConsole(browser, app.url, language, PHONE);
    await page.getByRole('button', { name: buttonOf(language) }).click();
    await page.getByRole('link', { name: 'Continue' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe(texts.refused.reasons['no-role']);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await violations(page)).toEqual([]);
    await picture(page, `refused-${language}-390`);
    await page.getByRole('button', { name: texts.refused.anotherAccount }).click();
    await page.getByRole('heading', { name: 'The provider' }).waitFor();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText(texts.refused.reasons.denied).waitFor();
    await page.getByRole('link', { name: texts.refused.back }).click();
    await page.getByRole('heading', { name: texts.signIn.title }).waitFor();
    await page.context().close();
  });

  test('works again when the person comes back from the provider by the browser’s own button', {
    timeout: 90_000,
  }, async () => {
    const { page } = await visitConsole(browser, app.url, 'en', DESKTOP);
    await page.getByRole('button', { name: buttonOf('en') }).click();
    await page.getByRole('heading', { name: 'The provider' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: buttonOf('en') }).click();
    await page.getByRole('heading', { name: 'The provider' }).waitFor();
    await page.context().close();
  });

  test('the page takes nothing from its address but a known reason', { timeout: 60_000 }, async () => {
    const { page } = await visitConsole(browser, app.url, 'en', DESKTOP);
    for (const why of ['<img src=x onerror=alert(1)>', 'constructor', '']) {
      await page.goto(`${app.url}/console/refused?why=${encodeURIComponent(why)}`);
      await page.getByText(CONSOLE_TEXTS.en.refused.reasons.expired).waitFor();
    }
    await page.context().close();
  });
});

describe('the sign-in page', () => {
  test.each(screens(2))('axe finds nothing, and nothing is lost sideways: $language, $size, $colorScheme', {
    timeout: 90_000,
  }, async ({ language, size, context: options }) => {
    const texts = CONSOLE_TEXTS[language];
    const both = await visitConsole(browser, app.url, language, options);
    await both.page.getByRole('button', { name: buttonOf(language) }).waitFor();
    expect(await violations(both.page)).toEqual([]);
    expect(await both.page.evaluate('document.documentElement.scrollWidth')).toBe(both.page.viewportSize()?.width);
    await picture(both.page, `sign-in-${language}-${size}`);
    await both.page.context().close();
    const only = await visitConsole(browser, onlyApp.url, language, options);
    await only.page.getByRole('button', { name: texts.signIn.withProvider(null) }).waitFor();
    const isCut =
      "(label => label.scrollWidth > label.clientWidth)(document.querySelector('.provider-button .mantine-Button-label'))";
    expect(await only.page.evaluate(isCut)).toBe(false);
    expect(await only.page.getByLabel(texts.signIn.name, { exact: true }).isVisible()).toBe(false);
    await picture(only.page, `only-${language}-${size}`);
    await only.page.getByText(texts.signIn.emergency).click();
    expect(await only.page.getByLabel(texts.signIn.name, { exact: true }).isVisible()).toBe(true);
    expect(await violations(only.page)).toEqual([]);
    await only.page.context().close();
  });
});
