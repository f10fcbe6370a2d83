import { ConnectorClient, TokenCredentials } from 'botframework-connector';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessengerChannel } from '../../../src/channels/messenger/channel.ts';
import { type FakeAzure, startFakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import { MANAGED_PATH } from '../../../src/simulators/azure/fake-issuer.ts';
import { startVendorServer } from '../../../src/simulators/vendor-server.ts';
import { type AzureParts, addressIn, azureParts } from './azure-parts.ts';
import { ANN } from './azure-vendor.ts';

const TEXT = { type: 'message', text: 'Good morning', textFormat: 'plain' };

let fake: FakeAzure;
let parts: AzureParts;
let channel: MessengerChannel;
beforeEach(async () => {
  fake = await startFakeAzure();
  parts = azureParts(fake);
  ({ channel } = parts);
  await parts.hear({ type: 'message', text: 'hello' });
});
afterEach(() => fake.close());
const send = (message: Readonly<Record<string, unknown>> = TEXT) => channel.send(addressIn(parts), message, 'm1');

describe('a message', () => {
  it('goes to the conversation that was heard, as the bot, and as a reply', async () => {
    const sent = await send();
    expect(sent).toEqual({ kind: 'sent', vendorMessage: fake.shown[0]?.id });
    expect(fake.shown[0]?.activity).toMatchObject({
      ...TEXT,
      from: { id: '28:goglobal' },
      recipient: { id: ANN.id },
      replyToId: parts.heard[0]?.id,
      locale: ANN.locale,
    });
    await send();
    expect(fake.issuer.given()).toBe(1);
  });

  it('is tried again by the outbox and by nobody else when the service has trouble', async () => {
    await send();
    const before = fake.calls.length;
    fake.api.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect(await send()).toMatchObject({ kind: 'retry', code: 'http-429', afterSeconds: 7 });
    fake.api.failNext({ kind: 'status', status: 502, json: { error: { code: 'BadGateway' } } });
    expect(await send()).toMatchObject({ kind: 'retry', code: 'BadGateway' });
    fake.api.failNext({ kind: 'hangs-up' });
    expect(await send()).toMatchObject({ kind: 'retry', code: 'network' });
    const impatient = azureParts(fake, { timeoutMs: 200 });
    fake.api.failNext({ kind: 'silent' });
    expect(await impatient.channel.send(addressIn(parts), TEXT, 'm')).toMatchObject({ kind: 'retry', code: 'timeout' });
    expect(fake.calls).toHaveLength(before);
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('is sent with a fresh token when the old one was withdrawn', async () => {
    await send();
    fake.issuer.revoke();
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(fake.issuer.given()).toBe(2);
  });

  it('waits for the operator when the secret has ended', async () => {
    fake.issuer.isExpired = true;
    expect(await send()).toMatchObject({ kind: 'retry', code: 'AADSTS7000222', isAlert: true });
    fake.issuer.isExpired = false;
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('is given up when the person blocked the bot, is gone, or the message cannot be taken', async () => {
    fake.blocked.add(ANN.id);
    expect(await send()).toMatchObject({ kind: 'dead', code: 'ConversationBlockedByUser', isAlert: false });
    fake.blocked.clear();
    expect(await send({ ...TEXT, text: 'x'.repeat(20_000) })).toMatchObject({
      kind: 'dead',
      code: 'MessageSizeTooBig',
      isAlert: true,
    });
    const address = addressIn(parts);
    const gone = { ...(address.reference as object), conversation: { id: 'a:nobody' } };
    expect(await channel.send({ ...address, reference: gone }, TEXT, 'm')).toMatchObject({
      kind: 'dead',
      code: 'ConversationNotFound',
    });
    const { messenger, account, person } = address;
    expect(await channel.send({ messenger, account, person }, TEXT, 'm')).toMatchObject({
      kind: 'dead',
      code: 'no-reference',
    });
  });

  it('takes its token nowhere else, wherever the service points', async () => {
    const elsewhere = vi.fn(() => ({ status: 200, json: {} }));
    const other = await startVendorServer(elsewhere);
    fake.api.failNext({ kind: 'status', status: 307, headers: { location: `${other.url}/v3` } });
    expect(await send()).toMatchObject({ kind: 'retry', code: 'network' });
    await other.close();
    expect(elsewhere).not.toHaveBeenCalled();
  });

  it('shows that it is being written, where the app can', async () => {
    await channel.showTyping?.(addressIn(parts), '');
    expect(fake.typing).toEqual([ANN.id]);
    await parts.hear({ type: 'message', text: 'hi' }, {}, 'email');
    await channel.showTyping?.(addressIn(parts), '');
    expect(fake.typing).toEqual([ANN.id]);
  });
});

describe('the bot’s own token', () => {
  afterAll(() => vi.unstubAllEnvs());

  it('comes from the service’s own directory for a multi-tenant app', async () => {
    const multi = azureParts(fake, { appType: 'MultiTenant', tenantId: null });
    expect(await multi.channel.send(addressIn(parts), TEXT, 'm')).toMatchObject({ kind: 'sent' });
  });

  it('comes from the machine, without a secret, for a managed identity', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', `${fake.api.url}${MANAGED_PATH}`);
    vi.stubEnv('IDENTITY_HEADER', 'of-this-machine');
    const managed = azureParts(fake, { appType: 'UserAssignedMSI', appPassword: null });
    expect(await managed.channel.send(addressIn(parts), TEXT, 'm')).toMatchObject({ kind: 'sent' });
    expect([fake.issuer.given(), await managed.hear({ type: 'message', text: 'hello' })]).toEqual([1, 200]);
  });
});

describe('npm run channels check', () => {
  it('names what is wrong without a secret', async () => {
    const [token, keys, address] = (await channel.check?.('http://127.0.0.1:9')) ?? [];
    expect([token?.isGood, keys?.isGood, address?.isGood]).toEqual([true, true, false]);
    expect(keys?.found).toBe('2 keys that are endorsed for channels');
    const wrong = azureParts(fake, { appPassword: 'not-the-secret', openIdUrl: `${fake.api.url}/nothing` });
    const found = (await wrong.channel.check?.('http://127.0.0.1:9')) ?? [];
    expect(found.map(({ isGood }) => isGood)).toEqual([false, false, false]);
    expect(found[0]?.found).toBe('AADSTS7000215: the secret is wrong: its value is needed, not its id');
    expect(JSON.stringify(found)).not.toContain('not-the-secret');
  });
});

describe('the fake of the connector', () => {
  let client: ConnectorClient;
  beforeEach(async () => {
    const response = await fetch(`${fake.api.url}/${fake.app.tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: fake.app.id,
        client_secret: fake.app.password,
        scope: 'https://api.botframework.com/.default',
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    client = new ConnectorClient(new TokenCredentials(token), { baseUri: fake.serviceUrl });
  });

  it('is served by the SDK’s own client: send, reply, update, and a stranger is refused', async () => {
    const { conversation } = addressIn(parts).reference as { conversation: { id: string } };
    const activity = { ...TEXT, channelId: 'msteams', from: { id: 'b' }, recipient: { id: ANN.id }, conversation };
    type Sent = Parameters<typeof client.conversations.sendToConversation>[1];
    const one = activity as unknown as NonNullable<Sent>;
    const { id } = await client.conversations.sendToConversation(conversation.id, one);
    await client.conversations.replyToActivity(conversation.id, 'a1', { ...one, text: 'second' });
    await client.conversations.updateActivity(conversation.id, id, { ...one, text: 'first, put right' });
    expect(fake.shown.map(({ text }) => text)).toEqual(['first, put right', 'second']);
    const stranger = new ConnectorClient(new TokenCredentials('nothing'), { baseUri: fake.serviceUrl });
    await expect(stranger.conversations.sendToConversation(conversation.id, one)).rejects.toMatchObject({
      statusCode: 401,
    });
  });
});
