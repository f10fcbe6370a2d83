import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { resetAdmin } from '../../../src/console/accounts/first-admin.ts';
import { createPasswords, ONE_TIME_COST } from '../../../src/console/accounts/passwords.ts';
import type { Me, Onward, SignInWays } from '../../../src/console/api.ts';
import { account } from '../../contracts/account-store.ts';
import { type CookieBrowser, createCookieBrowser } from '../../fakes/cookie-browser.ts';
import { type IdentityProviderServer, startIdentityProvider } from '../../fakes/identity-provider-server.ts';
import { makeDataDir, removeDataDirs, type TestApp } from '../../fakes/start-test-app.ts';
import { freePort, signInAtProvider, startOidcApp } from '../../support/oidc-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const PASSWORD = 'correct horse battery';
let provider: IdentityProviderServer;
let app: TestApp;
afterEach(async () => {
  await app.stop();
  await provider.stop();
});
afterAll(removeDataDirs);

async function start(
  env: Readonly<Record<string, string>> = {},
  options: Partial<Parameters<typeof startIdentityProvider>[0]> = {},
  dataDir?: string,
) {
  const port = await freePort();
  provider = await startIdentityProvider({ publicUrl: `http://127.0.0.1:${port}`, ...options });
  provider.person = { subject: 'amy', claims: { preferred_username: 'amy', roles: ['Officer'] } };
  app = await startOidcApp(provider.url, port, env, dataDir === undefined ? {} : { dataDir });
}

async function json<Value>(browser: CookieBrowser, path: string): Promise<Value> {
  return (await (await browser.get(`${app.url}/console/api${path}`)).json()) as Value;
}

async function signIn(name: string, password = PASSWORD) {
  const response = await createCookieBrowser().post(`${app.url}/console/api/sign-in`, { name, password });
  const body = (await response.json()) as { readonly error?: { readonly code: string } };
  return body.error?.code ?? 'in';
}

describe('signing out', () => {
  it('also ends the session at the provider, which then asks again', async () => {
    await start();
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    const response = await browser.post(`${app.url}/console/api/sign-out`, {});
    const { address } = (await response.json()) as Onward;
    expect(address).toContain(`${provider.url}/session/end?`);
    const asked = new URL(address ?? '').searchParams;
    expect(asked.get('post_logout_redirect_uri')).toBe(`${app.url}/console/`);
    expect(asked.get('id_token_hint')?.split('.')).toHaveLength(3);
    const page = await (await browser.get(address ?? '')).text();
    expect(page).toContain('/session/end/confirm');
    expect((await browser.get(`${app.url}/console/api/me`)).status).toBe(401);
  });

  it('of an account with a password stays here', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    await storage.accounts.add(account('local', { passwordHash: await createPasswords(ONE_TIME_COST).hash(PASSWORD) }));
    await storage.close();
    await start({}, {}, dataDir);
    const browser = createCookieBrowser();
    await browser.post(`${app.url}/console/api/sign-in`, { name: 'local', password: PASSWORD });
    expect(await json<Me>(browser, '/me')).toMatchObject({ name: 'local', isExternal: false });
    const response = await browser.post(`${app.url}/console/api/sign-out`, {});
    expect(await response.json()).toEqual({ address: null });
  });
});

describe('the settings', () => {
  it('let a public client in by its PKCE alone', async () => {
    await start({ OIDC_CLIENT_SECRET: '' }, { isPublic: true });
    const browser = createCookieBrowser();
    expect(await signInAtProvider(browser, app.url)).toBe(`${app.url}/console/`);
    expect(await json<Me>(browser, '/me')).toMatchObject({ role: 'officer' });
  });

  it('find claims that only the userinfo address says', async () => {
    await start({}, { inIdToken: false });
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    expect(await json<Me>(browser, '/me')).toMatchObject({ name: 'amy', role: 'officer' });
  });

  it('tell who operates this that the client secret is wrong', async () => {
    await start({ OIDC_CLIENT_SECRET: 'expired' });
    const browser = createCookieBrowser();
    expect(await signInAtProvider(browser, app.url)).toBe(`${app.url}/console/refused?why=misconfigured`);
    const log = app.log.lines.join('');
    expect(log).toContain('"fault":"misconfigured"');
    // Neither the secret, nor a code or a token.
    expect(log).not.toMatch(/"expired"|code=|eyJ/);
  });

  it('name the button, and passwords stay beside it', async () => {
    await start({ OIDC_BUTTON: 'Microsoft' });
    expect(await json<SignInWays>(createCookieBrowser(), '/sign-in')).toEqual({
      hasPasswords: true,
      provider: { name: 'Microsoft' },
    });
  });

  it('OIDC_ONLY leaves a password to the account «admin» alone, and adds no other', async () => {
    const dataDir = await makeDataDir();
    const storage = await createStorage({ dataDir });
    const passwordHash = await createPasswords(ONE_TIME_COST).hash(PASSWORD);
    for (const [name, role] of [
      ['admin', 'admin'],
      ['other-admin', 'admin'],
      ['local', 'officer'],
    ] as const)
      await storage.accounts.add(account(name, { role, passwordHash }));
    await storage.close();
    await start({ OIDC_ONLY: 'true' }, {}, dataDir);
    expect([await signIn('local'), await signIn('other-admin'), await signIn('admin', 'wrong')]).toEqual(
      Array(3).fill('SignInFailed'),
    );
    expect(await signIn('admin')).toBe('in');
    const browser = createCookieBrowser();
    expect(await json<SignInWays>(browser, '/sign-in')).toMatchObject({ hasPasswords: false });
    provider.person = { subject: 'boss', claims: { roles: 'Admin' } };
    await signInAtProvider(browser, app.url);
    const added = await browser.post(`${app.url}/console/api/accounts`, { name: 'new.one', role: 'officer' });
    expect(await added.json()).toMatchObject({ error: { code: 'PasswordsOff' } });
  });
});

describe('the operator', () => {
  it('gives no password to an account of the provider', async () => {
    await start();
    await signInAtProvider(createCookieBrowser(), app.url);
    const storage = await createStorage({ dataDir: app.dataDir });
    expect(await resetAdmin(storage.accounts, () => new Date(), 'amy')).toBe('external');
    await storage.close();
  });
});
