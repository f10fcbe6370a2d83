import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeAzure, startFakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import type { TokenChanges } from '../../../src/simulators/azure/fake-issuer.ts';
import { type AzureParts, azureParts } from './azure-parts.ts';
import { ANN } from './azure-vendor.ts';

const MESSAGE = { type: 'message', text: 'hello' };
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

let fake: FakeAzure;
let parts: AzureParts;
beforeAll(async () => {
  fake = await startFakeAzure();
});
beforeEach(() => {
  parts = azureParts(fake);
  // The SDK prints each token that it does not believe.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => fake.close());

describe('a delivery', () => {
  it.each<[string, TokenChanges]>([
    ['with a good token', {}],
    ['with a token that ended four minutes ago, as clocks differ', { expiresAt: minutes(-4) }],
  ])('%s is heard', async (_name, token) => {
    expect(await parts.hear(MESSAGE, token)).toBe(200);
    expect(parts.heard.map(({ content }) => content)).toEqual([{ kind: 'text', text: 'hello' }]);
    expect(parts.skipped).toEqual([]);
  });

  it.each<[string, TokenChanges, string]>([
    ['that has expired', { expiresAt: minutes(-10) }, 'expired'],
    ['that is not good yet', { notBefore: minutes(30) }, 'bad-token'],
    ['for another bot', { audience: '11111111-2222-3333-4444-555555555555' }, 'wrong-audience'],
    ['of another issuer', { issuer: 'https://evil.example' }, 'wrong-issuer'],
    // The emulator's, which the SDK would believe of whoever has our secret, for any address.
    ['of the emulator', { issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }, 'wrong-issuer'],
    ['whose key is endorsed for another app', { key: 'narrow' }, 'not-endorsed'],
    ['of an unknown key', { key: 'unknown' }, 'unknown-key'],
    ['that names another service address', { serviceUrl: 'https://evil.example/' }, 'wrong-service-url'],
    ['that names no service address', { serviceUrl: null }, 'wrong-service-url'],
    ['that is not signed', { algorithm: 'none' }, 'bad-signature'],
    ['that is signed with the public key', { algorithm: 'HS256' }, 'bad-signature'],
    ['that is signed with another key than it says', { isSignedByOther: true }, 'bad-signature'],
  ])('with a token %s is refused and counted', async (_name, token, reason) => {
    expect(await parts.hear(MESSAGE, token)).toBe(401);
    expect([parts.skipped, parts.heard]).toEqual([[reason], []]);
  });

  it('without a token, or with something else in its place, is refused before it is read', async () => {
    for (const authorization of [undefined, '', 'Basic Ym90OnNlY3JldA==', 'Bearer', 'Bearer a b'])
      expect(await parts.knock(Buffer.from('{'), authorization)).toBe(401);
    expect(await parts.knock({}, `Bearer ${'x'.repeat(10_000)}`)).toBe(401);
    expect(parts.skipped).toEqual([...Array.from({ length: 5 }, () => 'no-token'), 'bad-token']);
  });

  it('is believed of the app alone that the key is endorsed for', async () => {
    expect(await parts.hear(MESSAGE, { key: 'narrow' }, 'slack')).toBe(200);
    expect(await parts.hear(MESSAGE, {}, 'AseChannel')).toBe(401);
    expect(parts.heard).toHaveLength(1);
  });

  it('never changes where somebody is answered unless its token names that address', async () => {
    const token = fake.tokenFor(fake.serviceUrl);
    const moved = { ...fake.activityOf(ANN, MESSAGE), serviceUrl: 'https://evil.example/' };
    expect(await parts.knock(moved, `Bearer ${token}`)).toBe(401);
    for (const serviceUrl of [undefined, ''])
      expect(await parts.knock({ ...fake.activityOf(ANN, MESSAGE), serviceUrl }, `Bearer ${token}`)).toBe(400);
    expect(parts.heard).toEqual([]);
  });

  it('that cannot be checked for want of the keys is neither heard nor called forged', async () => {
    const lonely = azureParts(fake, { openIdUrl: 'http://127.0.0.1:9/none' });
    expect(await lonely.hear(MESSAGE)).toBe(503);
    expect([lonely.skipped, lonely.heard]).toEqual([['no-keys'], []]);
  });
});

describe('the fake of Microsoft’s issuer', () => {
  it('signs what an independent library verifies by its published keys', async () => {
    const keys = createRemoteJWKSet(new URL(`${fake.api.url}/v1/.well-known/keys`));
    const check = { issuer: 'https://api.botframework.com', audience: fake.app.id };
    const { payload } = await jwtVerify(fake.tokenFor(fake.serviceUrl), keys, check);
    expect(payload['serviceurl']).toBe(fake.serviceUrl);
    await expect(jwtVerify(fake.tokenFor(fake.serviceUrl, { algorithm: 'none' }), keys, check)).rejects.toThrow();
  });

  it('is believed, and its forgeries are not, by the SDK alone, with nothing of ours around it', async () => {
    const sdk = new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: fake.app.id,
      MicrosoftAppPassword: fake.app.password,
      MicrosoftAppTenantId: fake.app.tenant,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: fake.env['AZURE_BOT_OPENID_URL'] ?? '',
      ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/none',
      CallerId: '',
    });
    const activity = fake.activityOf(ANN, MESSAGE) as unknown as Activity;
    const ask = (token: TokenChanges) =>
      sdk.authenticateRequest({ ...activity }, `Bearer ${fake.tokenFor(fake.serviceUrl, token)}`);
    expect((await ask({})).claimsIdentity.getClaimValue('aud')).toBe(fake.app.id);
    for (const token of [{ audience: 'another' }, { key: 'narrow' }, { isSignedByOther: true }] as const)
      await expect(ask(token)).rejects.toThrow();
  });
});
