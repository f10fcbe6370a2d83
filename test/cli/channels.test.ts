import { afterEach, beforeEach, expect, it } from 'vitest';
import { runChannels } from '../../src/cli/channels.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../src/simulators/whatsapp/fake-whatsapp.ts';

let fake: FakeWhatsApp;
let lines: string[];
beforeEach(async () => {
  fake = await startFakeWhatsApp();
  lines = [];
});
afterEach(() => fake.close());

const check = (env: Readonly<Record<string, string>>) => runChannels(['check'], env, (line) => void lines.push(line));
const configured = () => ({ ...fake.env, PUBLIC_URL: 'https://127.0.0.1:9', MESSENGER_TIMEOUT_MS: '2000' });

it('says how when nothing is configured', async () => {
  expect(await check({})).toBe(0);
  expect(lines).toEqual(['No messaging app is configured; docs/channels.md says how.']);
});

it('names what is missing', async () => {
  expect(await check({ WHATSAPP_PHONE_NUMBER_ID: '106540352242922' })).toBe(1);
  expect(lines).toContain('WHATSAPP_APP_SECRET: is needed with WHATSAPP_PHONE_NUMBER_ID');
  lines = [];
  expect(await check({ WHATSAPP_APP_SECRET: 'a secret' })).toBe(1);
  expect(lines).toEqual(['WHATSAPP_PHONE_NUMBER_ID: is needed with WHATSAPP_APP_SECRET']);
});

it('asks the vendor about the credentials, and our own address', async () => {
  expect(await check(configured())).toBe(1);
  expect(lines).toEqual([
    'whatsapp:',
    '  good  WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID: the number 15550783881 (GoGlobal)',
    '  WRONG PUBLIC_URL: https://127.0.0.1:9/channels/whatsapp/webhook: does not answer: is the program running, and the address reachable from here?',
    '  good  WHATSAPP_BUSINESS_ACCOUNT_ID: 5 templates',
  ]);
});

it('tells an expired token from one that may not do this, and shows no secret', async () => {
  fake.useToken('another');
  expect(await check(configured())).toBe(1);
  expect(lines.join('\n')).toContain('the access token is wrong or has expired (190)');
  for (const secret of [fake.account.accessToken, fake.account.appSecret, fake.account.verifyToken])
    expect(lines.join('\n')).not.toContain(secret);
});

it('explains itself', async () => {
  expect(await runChannels(['list'], {}, (line) => void lines.push(line))).toBe(2);
});
