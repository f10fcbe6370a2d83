import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIdentityProvider } from '../../../src/adapters/oidc/create-identity-provider.ts';
import { OIDC_POLICY } from '../../../src/adapters/oidc/policy.ts';
import { createCookieBrowser } from '../../fakes/cookie-browser.ts';
import { type HandMadeProvider, startHandMadeProvider } from '../../fakes/hand-made-provider.ts';
import { CLIENT } from '../../fakes/identity-provider-server.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { removeDataDirs, type TestApp } from '../../fakes/start-test-app.ts';
import { begin, freePort, startOidcApp } from '../../support/oidc-app.ts';

vi.setConfig({ testTimeout: 60_000 });

let provider: HandMadeProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await startHandMadeProvider(CLIENT.id);
  app = await startOidcApp(provider.url, await freePort());
});
afterEach(() => provider.repair());
afterAll(async () => {
  await app.stop();
  await provider.stop();
  await removeDataDirs();
});

const seconds = () => Math.floor(Date.now() / 1000);

/** Comes back from the provider with what it would send; where that leads, and whether anybody is signed in. */
async function comeBack(set: () => void, answer: Readonly<Record<string, string>> = { code: 'the-code' }) {
  const browser = createCookieBrowser();
  const asked = new URL(await begin(browser, app.url)).searchParams;
  provider.claims = { nonce: asked.get('nonce') ?? '' };
  set();
  const query = new URLSearchParams({ state: asked.get('state') ?? '', ...answer });
  const response = await browser.get(`${app.url}/console/api/oidc/callback?${query.toString()}`);
  const me = await browser.get(`${app.url}/console/api/me`);
  return {
    status: response.status,
    to: response.headers.get('location'),
    me: me.status,
    cookies: browser.cookies(app.url),
  };
}

const claim = (claims: HandMadeProvider['claims']) => () => Object.assign(provider.claims, claims);

describe('a provider that is right', () => {
  it('signs in, and is sent the verifier that fits the challenge', async () => {
    expect(await comeBack(() => undefined)).toMatchObject({ status: 303, to: '/console/', me: 200 });
    const sent = provider.tokenRequests.at(-1);
    expect(sent?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(sent?.get('redirect_uri')).toBe(`${app.url}/console/api/oidc/callback`);
    expect(sent?.get('client_secret')).toBe(CLIENT.secret);
  });

  it.each([
    ['issued 50 s ahead of our clock', () => ({ iat: seconds() + 50, nbf: seconds() + 50 })],
    ['expired 50 s ago by our clock', () => ({ exp: seconds() - 50 })],
  ])('may have a clock that is off by up to a minute: %s', async (_, claims) => {
    expect(await comeBack(() => claim(claims())())).toMatchObject({ to: '/console/', me: 200 });
  });

  it('may list several audiences when the token was made for us', async () => {
    expect(await comeBack(claim({ aud: [CLIENT.id, 'other'], azp: CLIENT.id }))).toMatchObject({ me: 200 });
  });
});

describe('a provider that is wrong', () => {
  it.each<[what: string, set: () => void, why: string]>([
    ['another nonce', claim({ nonce: 'another' }), 'untrusted'],
    [
      'no nonce',
      () => {
        provider.claims = {};
      },
      'untrusted',
    ],
    ['another audience', claim({ aud: 'another-client' }), 'untrusted'],
    ['an audience of two, made for the other', claim({ aud: [CLIENT.id, 'other'], azp: 'other' }), 'untrusted'],
    ['another issuer', claim({ iss: 'https://evil.example' }), 'untrusted'],
    ['a token that expired 70 s ago', () => claim({ exp: seconds() - 70 })(), 'untrusted'],
    ['a token of the future', () => claim({ nbf: seconds() + 90 })(), 'untrusted'],
    ['an empty subject', claim({ sub: '' }), 'untrusted'],
    [
      'no signature (alg none)',
      () => {
        provider.signature = 'none';
      },
      'untrusted',
    ],
    [
      'a signature by another key',
      () => {
        provider.signature = 'foreign';
      },
      'untrusted',
    ],
    [
      'a key that is not published',
      () => {
        provider.kid = 'unknown';
      },
      'untrusted',
    ],
    [
      'no ID token',
      () => {
        provider.trouble = { token: { kind: 'json', json: { access_token: 'a', token_type: 'Bearer' } } };
      },
      'untrusted',
    ],
    [
      'a text for a token',
      () => {
        provider.trouble = {
          token: { kind: 'json', json: { access_token: 'a', token_type: 'Bearer', id_token: 'x' } },
        };
      },
      'untrusted',
    ],
    [
      '500 at the token address',
      () => {
        provider.trouble = { token: { kind: 'status', status: 500 } };
      },
      'unavailable',
    ],
    [
      'a web page at the token address',
      () => {
        provider.trouble = { token: { kind: 'web-page' } };
      },
      'unavailable',
    ],
    [
      'a code that was used',
      () => {
        provider.trouble = { token: { kind: 'status', status: 400, json: { error: 'invalid_grant' } } };
      },
      'expired',
    ],
    [
      'a secret that has expired',
      () => {
        provider.trouble = { token: { kind: 'status', status: 401, json: { error: 'invalid_client' } } };
      },
      'misconfigured',
    ],
  ])('signs nobody in: %s', async (_, set, why) => {
    expect(await comeBack(set)).toEqual({ status: 303, to: `/console/refused?why=${why}`, me: 401, cookies: [] });
  });

  it.each([
    ['access_denied', 'denied'],
    ['login_required', 'denied'],
    ['server_error', 'unavailable'],
    ['temporarily_unavailable', 'unavailable'],
    ['unauthorized_client', 'misconfigured'],
    ['<script>alert(1)</script>', 'misconfigured'],
    ['toString', 'misconfigured'],
  ])('says %s itself', async (error, why) => {
    const back = await comeBack(() => undefined, { error, error_description: '<b>words of anybody</b>' });
    expect(back).toEqual({ status: 303, to: `/console/refused?why=${why}`, me: 401, cookies: [] });
  });

  it('is not asked when the answer holds neither code nor error', async () => {
    const before = provider.requests.token;
    expect(await comeBack(() => undefined, {})).toMatchObject({ to: '/console/refused?why=untrusted', me: 401 });
    expect(provider.requests.token).toBe(before);
  });

  it('leaves who is signed in already signed in', async () => {
    const browser = createCookieBrowser();
    const asked = new URL(await begin(browser, app.url)).searchParams;
    provider.claims = { nonce: asked.get('nonce') ?? '' };
    const callback = (state: string | null) => `${app.url}/console/api/oidc/callback?code=c&state=${state ?? ''}`;
    await browser.get(callback(asked.get('state')));
    const before = browser.cookies(app.url);
    const again = new URL(await begin(browser, app.url)).searchParams;
    provider.claims = { nonce: 'another' };
    await browser.get(callback(again.get('state')));
    expect(before.filter((cookie) => cookie.startsWith('goglobal_console='))).toHaveLength(1);
    expect(browser.cookies(app.url)).toEqual(
      expect.arrayContaining(before.filter((one) => one.startsWith('goglobal_console='))),
    );
    expect((await browser.get(`${app.url}/console/api/me`)).status).toBe(200);
  });
});

describe('a provider that is away', () => {
  it('does not stop our start; the button says so, and works when the provider is back', async () => {
    const providerPort = await freePort();
    const alone = await startOidcApp(`http://127.0.0.1:${providerPort}`, await freePort());
    const press = () =>
      createCookieBrowser().post(`${alone.url}/console/api/oidc/begin`, {}, { 'accept-language': 'zh-HK' });
    const refusal = await press();
    expect([refusal.status, await refusal.json()]).toEqual([
      503,
      { error: { code: 'ProviderUnavailable', message: '機構的登入服務目前沒有回應，請過幾分鐘再試。' } },
    ]);
    expect((await fetch(`${alone.url}/health/ready`)).status).toBe(200);
    const late = await startHandMadeProvider(CLIENT.id, providerPort);
    expect((await press()).status).toBe(200);
    await late.stop();
    await alone.stop();
  });

  /** The adapter alone, with less patience than people get. */
  function impatient(clock = () => new Date()) {
    return createIdentityProvider({
      issuer: provider.url,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      roleClaim: 'roles',
      desksClaim: undefined,
      publicUrl: 'http://127.0.0.1:1',
      clock,
      log: createMemoryLog(),
      timeoutSeconds: 0.3,
    });
  }

  it.each(['discovery', 'token', 'jwks'] as const)('is not waited for without end: %s', async (part) => {
    const adapter = impatient();
    if (part === 'discovery') {
      provider.trouble = { discovery: { kind: 'silent' } };
      expect(await adapter.begin({ asksWho: false })).toEqual({ kind: 'failed', fault: 'unavailable' });
      return;
    }
    const begun = await adapter.begin({ asksWho: false });
    if (begun.kind === 'failed') throw new Error(begun.fault);
    provider.claims = { nonce: begun.secrets.nonce };
    provider.trouble = { [part]: { kind: 'silent' } };
    const query = new URLSearchParams({ code: 'c', state: begun.secrets.state });
    expect(await adapter.finish(query, begun.secrets)).toEqual({ kind: 'failed', fault: 'unavailable' });
  });

  it.each([
    ['none', { kind: 'json', json: { keys: [] } }, 'untrusted'],
    ['of another form', { kind: 'json', json: 'keys' }, 'untrusted'],
    ['a web page', { kind: 'web-page' }, 'unavailable'],
    ['a failure', { kind: 'status', status: 500 }, 'unavailable'],
  ] as const)('whose keys are %s signs nobody in', async (_, jwks, fault) => {
    const adapter = impatient();
    const begun = await adapter.begin({ asksWho: false });
    if (begun.kind === 'failed') throw new Error(begun.fault);
    provider.claims = { nonce: begun.secrets.nonce };
    provider.trouble = { jwks };
    const query = new URLSearchParams({ code: 'c', state: begun.secrets.state });
    expect(await adapter.finish(query, begun.secrets)).toEqual({ kind: 'failed', fault });
  });

  it('is asked for its description once an hour, and the old one serves while it is away', async () => {
    let nowMs = Date.now();
    const adapter = impatient(() => new Date(nowMs));
    const before = provider.requests.discovery;
    await Promise.all([1, 2, 3].map(() => adapter.begin({ asksWho: false })));
    expect((await adapter.begin({ asksWho: false })).kind).toBe('begun');
    expect(provider.requests.discovery - before).toBe(1);
    nowMs += OIDC_POLICY.discoveryMs;
    provider.trouble = { discovery: { kind: 'status', status: 500 } };
    expect((await adapter.begin({ asksWho: false })).kind).toBe('begun');
    expect(provider.requests.discovery - before).toBe(2);
  });

  it('that answers with another’s description is not used', async () => {
    const json = { issuer: 'https://evil.example', authorization_endpoint: 'https://evil.example/authorize' };
    provider.trouble = { discovery: { kind: 'json', json } };
    expect(await impatient().begin({ asksWho: false })).toEqual({ kind: 'failed', fault: 'untrusted' });
  });

  it('has no place to sign out at, when it names none', async () => {
    expect(await impatient().endAddress(null)).toBeNull();
    provider.trouble = { discovery: { kind: 'silent' } };
    expect(await impatient().endAddress('token')).toBeNull();
  });
});
