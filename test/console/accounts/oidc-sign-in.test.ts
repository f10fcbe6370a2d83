import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccountList, Me } from '../../../src/console/api.ts';
import { CONSOLE_POLICY } from '../../../src/console/policy.ts';
import { type CookieBrowser, createCookieBrowser } from '../../fakes/cookie-browser.ts';
import { type IdentityProviderServer, startIdentityProvider } from '../../fakes/identity-provider-server.ts';
import { removeDataDirs, type TestApp } from '../../fakes/start-test-app.ts';
import { begin, freePort, signInAtProvider, startOidcApp } from '../../support/oidc-app.ts';

vi.setConfig({ testTimeout: 60_000 });

let port: number;
let provider: IdentityProviderServer;
let app: TestApp;
let nowMs = 0;
const clock = () => new Date(Date.now() + nowMs);
beforeAll(async () => {
  port = await freePort();
  provider = await startIdentityProvider({ publicUrl: `http://127.0.0.1:${port}` });
  app = await startOidcApp(provider.url, port, {}, { overrides: { clock } });
});
afterEach(() => {
  nowMs = 0;
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
  await removeDataDirs();
});

let made = 0;
/** A person nobody has seen before. */
function person(roles: unknown, claims: object = {}): string {
  made += 1;
  const subject = `subject-${made}`;
  provider.person = { subject, claims: { preferred_username: `${subject}@example.hk`, roles, ...claims } };
  return subject;
}

async function me(browser: CookieBrowser): Promise<Me | number> {
  const response = await browser.get(`${app.url}/console/api/me`);
  return response.ok ? ((await response.json()) as Me) : response.status;
}

async function post(browser: CookieBrowser, path: string, body: object = {}) {
  const response = await browser.post(`${app.url}/console/api${path}`, body);
  const json = (await response.json()) as { readonly error?: { readonly code: string } };
  return json.error?.code ?? json;
}

/** What the accounts page shows to an admin who signed in for this. */
async function asAdmin() {
  person(['Admin']);
  const browser = createCookieBrowser();
  await signInAtProvider(browser, app.url);
  const list = async () => (await (await browser.get(`${app.url}/console/api/accounts`)).json()) as AccountList;
  return { browser, list };
}

const refused = (why: string) => `${app.url}/console/refused?why=${why}`;

describe('signing in at a real provider', () => {
  it('makes an account at the first sign-in, and leads to where the person wanted to go', async () => {
    person(['Other', 'Officer'], { preferred_username: 'Chan.TaiMan@example.hk' });
    const browser = createCookieBrowser();
    const landed = await signInAtProvider(browser, app.url, { begin: { to: '/console/cases?view=mine' } });
    expect(landed).toBe(`${app.url}/console/cases?view=mine`);
    expect(await me(browser)).toMatchObject({
      name: 'chan.taiman',
      role: 'officer',
      isExternal: true,
      mustChangePassword: false,
    });
    const { list } = await asAdmin();
    const events = (await list()).events.filter(({ subject }) => subject === 'chan.taiman');
    expect(events.map(({ what, actor, detail }) => [what, actor, detail])).toEqual([
      ['signed-in', 'chan.taiman', 'oidc'],
      ['account-added', 'identity provider', 'officer'],
    ]);
  });

  it('gives the same cookie as a password does, with an id that was not there before', async () => {
    person(['Officer']);
    const browser = createCookieBrowser();
    const callback = await signInAtProvider(browser, app.url, { stopsAtCallback: true });
    const planted = 'planted-by-somebody-else-aaaaaaaaaaaaaaaaaa';
    const attempt = browser.cookies(app.url).join('; ');
    const response = await fetch(callback, {
      redirect: 'manual',
      headers: { cookie: `goglobal_console=${planted}; ${attempt}` },
    });
    expect(response.status).toBe(303);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^goglobal_console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(cookie).not.toContain(planted);
    const asPlanted = await fetch(`${app.url}/console/api/me`, { headers: { cookie: `goglobal_console=${planted}` } });
    expect(asPlanted.status).toBe(401);
  });

  it('knows a person by subject, whatever the name, and tells two of one name apart', async () => {
    const subject = person(['Officer'], { preferred_username: 'lee@example.hk' });
    const [first, again, other] = [createCookieBrowser(), createCookieBrowser(), createCookieBrowser()];
    await signInAtProvider(first, app.url);
    provider.person = { subject, claims: { preferred_username: 'married@example.hk', roles: 'Officer' } };
    await signInAtProvider(again, app.url);
    expect(await me(again)).toMatchObject({ name: 'lee' });
    person(['Officer'], { preferred_username: 'lee@example.hk' });
    await signInAtProvider(other, app.url);
    expect(await me(other)).toMatchObject({ name: 'lee-2' });
  });

  it('never becomes an account with a password that has the same name', async () => {
    person(['Officer'], { preferred_username: 'admin', email: 'admin@example.hk' });
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    expect(await me(browser)).toMatchObject({ name: 'admin-2', role: 'officer' });
  });

  it('brings the role up to date at each sign-in, and ends the sessions with the former one', async () => {
    const subject = person(['Officer']);
    const [former, later] = [createCookieBrowser(), createCookieBrowser()];
    await signInAtProvider(former, app.url);
    provider.person = { subject, claims: { roles: ['Editor'] } };
    await signInAtProvider(later, app.url);
    expect(await me(later)).toMatchObject({ role: 'editor' });
    expect(await me(former)).toBe(401);
  });

  it.each([
    ['no role claim', undefined],
    ['another value', ['Cleaner']],
    ['nothing in it', []],
    ['other capitals', ['officer']],
    ['a value within an object', [{ Officer: true }]],
  ])('makes no account for a person with %s', async (_, roles) => {
    const subject = person(roles);
    const browser = createCookieBrowser();
    expect(await signInAtProvider(browser, app.url)).toBe(refused('no-role'));
    expect(await me(browser)).toBe(401);
    const { list } = await asAdmin();
    expect((await list()).accounts.map(({ name }) => name)).not.toContain(subject);
  });

  it('ends the sessions of somebody who has lost the role', async () => {
    const subject = person(['Supervisor']);
    const [former, later] = [createCookieBrowser(), createCookieBrowser()];
    await signInAtProvider(former, app.url);
    provider.person = { subject, claims: { roles: [] } };
    expect(await signInAtProvider(later, app.url)).toBe(refused('no-role'));
    expect([await me(former), await me(later)]).toEqual([401, 401]);
  });

  it('lets an admin disable an account here, whatever the provider says, and nothing else of it', async () => {
    const subject = person(['Officer']);
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    const admin = await asAdmin();
    const row = (await admin.list()).accounts.find(({ name }) => name === subject);
    expect(row).toMatchObject({ isExternal: true, role: 'officer' });
    const act = (action: string, body = {}) => post(admin.browser, `/accounts/${row?.id ?? ''}/${action}`, body);
    expect(await act('role', { role: 'admin' })).toBe('ExternalAccount');
    expect(await act('reset')).toBe('ExternalAccount');
    expect(await act('disable')).toMatchObject({ isDisabled: true });
    expect(await me(browser)).toBe(401);
    provider.person = { subject, claims: { roles: ['Officer'] } };
    expect(await signInAtProvider(browser, app.url)).toBe(refused('disabled'));
    expect(await me(browser)).toBe(401);
    expect((await admin.list()).events[0]).toMatchObject({ what: 'sign-in-failed', detail: 'disabled' });
    expect(await act('enable')).toMatchObject({ isDisabled: false });
    await signInAtProvider(browser, app.url);
    expect(await me(browser)).toMatchObject({ role: 'officer' });
  });

  it('has no password and no authenticator to set here', async () => {
    const subject = person(['Editor']);
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    const secret = 'A'.repeat(32);
    expect([
      await post(browser, '/password', { present: '', next: 'a long enough password' }),
      await post(browser, '/authenticator/begin'),
      await post(browser, '/authenticator', { password: '', secret, code: '000000' }),
      await post(browser, '/authenticator/remove', { password: '' }),
    ]).toEqual(Array(4).fill('ExternalAccount'));
    for (const password of ['', 'scrypt', subject])
      expect(await post(createCookieBrowser(), '/sign-in', { name: subject, password })).toBe('SignInFailed');
  });
});

describe('an attempt', () => {
  it('is good for one coming back', async () => {
    person(['Officer']);
    const browser = createCookieBrowser();
    const callback = await signInAtProvider(browser, app.url, { stopsAtCallback: true });
    const kept = browser.cookies(app.url).join('; ');
    const come = async () =>
      (await fetch(callback, { redirect: 'manual', headers: { cookie: kept } })).headers.get('location');
    expect(await come()).toBe('/console/');
    expect(await come()).toBe('/console/refused?why=expired');
  });

  it('is spent by one of two that come at once', async () => {
    person(['Officer']);
    const browser = createCookieBrowser();
    const callback = await signInAtProvider(browser, app.url, { stopsAtCallback: true });
    const headers = { cookie: browser.cookies(app.url).join('; ') };
    const both = await Promise.all([1, 2].map(() => fetch(callback, { redirect: 'manual', headers })));
    expect(both.map((response) => response.headers.get('location')).toSorted()).toEqual([
      '/console/',
      '/console/refused?why=expired',
    ]);
  });

  it('belongs to the browser that began it: nobody is signed in as somebody else by a link', async () => {
    person(['Officer']);
    const [attacker, victim] = [createCookieBrowser(), createCookieBrowser()];
    const callback = await signInAtProvider(attacker, app.url, { stopsAtCallback: true });
    await begin(victim, app.url);
    const response = await victim.get(callback);
    expect(response.headers.get('location')).toBe('/console/refused?why=expired');
    expect(await me(victim)).toBe(401);
  });

  it('ends after ten minutes, and not before', async () => {
    for (const [waited, landing] of [
      [CONSOLE_POLICY.attemptMs - 5_000, '/console/'],
      [CONSOLE_POLICY.attemptMs + 1, '/console/refused?why=expired'],
    ] as const) {
      person(['Officer']);
      const browser = createCookieBrowser();
      const callback = await signInAtProvider(browser, app.url, { stopsAtCallback: true });
      nowMs = waited;
      expect((await browser.get(callback)).headers.get('location')).toBe(landing);
      nowMs = 0;
    }
  });

  it('leaves the other tab’s attempt alone', async () => {
    person(['Officer']);
    const browser = createCookieBrowser();
    const first = await begin(browser, app.url, { to: '/console/cases' });
    await begin(browser, app.url, { to: '/console/board' });
    expect(browser.cookies(app.url)).toHaveLength(2);
    const asked = await browser.follow(first);
    const stopsAt = (target: string) => target === `${app.url}/console/cases`;
    expect((await browser.follow(`${asked.address}/continue`, stopsAt)).address).toBe(`${app.url}/console/cases`);
  });

  it('shows the browser neither nonce nor verifier, and asks with state, nonce and an S256 challenge', async () => {
    const browser = createCookieBrowser();
    const response = await browser.post(`${app.url}/console/api/oidc/begin`, {});
    const cookie = response.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(
      /^goglobal_sign_in_[\w-]{8}=[\w-]{43}; Path=\/console\/api\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const { address } = (await response.json()) as { readonly address: string };
    const { searchParams: asked } = new URL(address);
    expect(Object.fromEntries(asked)).toEqual({
      client_id: 'console',
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: `${app.url}/console/api/oidc/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      state: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    });
    expect(cookie).not.toContain(asked.get('nonce') ?? '?');
  });

  it.each([
    'https://evil.example/console/',
    '//evil.example/console/',
    '/\\evil.example/console/',
    '/console/../../evil',
    '/console/api/me',
    '/',
    'javascript:alert(1)',
  ])('never leads out of the console: %s', async (to) => {
    person(['Officer']);
    expect(await signInAtProvider(createCookieBrowser(), app.url, { begin: { to } })).toBe(`${app.url}/console/`);
  });
});

describe('coming back without being signed in', () => {
  it('says that the person cancelled', async () => {
    person(['Officer']);
    const browser = createCookieBrowser();
    expect(await signInAtProvider(browser, app.url, { click: 'cancel' })).toBe(refused('denied'));
    expect(await me(browser)).toBe(401);
    expect(browser.cookies(app.url)).toEqual([]);
  });

  it('leads back from nonsense, without a word to the provider', async () => {
    for (const query of ['', '?code=x', '?state=x&code=x', '?error=access_denied', '?state=&code=', '?state=%00'])
      expect(
        (await fetch(`${app.url}/console/api/oidc/callback${query}`, { redirect: 'manual' })).headers.get('location'),
      ).toBe('/console/refused?why=expired');
  });

  it('is asked for another account when the first was refused', async () => {
    const subject = person([]);
    const browser = createCookieBrowser();
    await signInAtProvider(browser, app.url);
    const before = provider.asked();
    expect(await signInAtProvider(browser, app.url)).toBe(refused('no-role'));
    expect(provider.asked()).toBe(before);
    provider.person = { subject, claims: { roles: ['Officer'] } };
    expect(await signInAtProvider(browser, app.url, { begin: { asksWho: true } })).toBe(`${app.url}/console/`);
    expect(provider.asked()).toBe(before + 1);
  });
});

describe('beginning', () => {
  it('is for the console’s own page at its public address', async () => {
    const address = `${app.url}/console/api/oidc/begin`;
    const code = async (response: Response) =>
      ((await response.json()) as { readonly error?: { readonly code: string } }).error?.code;
    const send = (url: string, origin: string | null) =>
      fetch(url, { method: 'POST', body: '{}', headers: origin === null ? {} : { origin } });
    expect(await code(await send(address, 'https://evil.example'))).toBe('ForeignOrigin');
    expect(await code(await send(address, null))).toBe('ForeignOrigin');
    const byName = `http://localhost:${port}`;
    expect(await code(await send(`${byName}/console/api/oidc/begin`, byName))).toBe('OtherAddress');
  });

  it('is counted, but for an office rather than for a person', async () => {
    const responses = await Promise.all(
      Array.from({ length: CONSOLE_POLICY.begins + 1 }, () =>
        createCookieBrowser().post(`${app.url}/console/api/oidc/begin`, {}),
      ),
    );
    expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });
});
