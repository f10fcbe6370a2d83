import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { runChannels } from '../../src/cli/channels.ts';
import { startFakeWechat } from '../../src/simulators/wechat/fake-wechat.ts';
import { startFakeWecom } from '../../src/simulators/wecom/fake-wecom.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../src/simulators/whatsapp/fake-whatsapp.ts';
import { ACCOUNT } from '../channels/wechat/wechat-vendor.ts';
import { removeDataDirs, startTestApp } from '../fakes/start-test-app.ts';

afterAll(removeDataDirs);

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
    '  good  WHATSAPP_APP_SECRET: belongs to the app of the access token',
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

it('finds a secret of another app of Meta, and a number that is not the account’s', async () => {
  const wrong = { ...configured(), WHATSAPP_APP_SECRET: 'the secret of another app', WHATSAPP_NUMBER: '85212345678' };
  expect(await check(wrong)).toBe(1);
  const found = lines.join('\n');
  expect(found).toContain(
    '  WRONG WHATSAPP_APP_SECRET: refused with HTTP 400, code 100: it is not the secret of the app of the access token, so every delivery would be refused as forged',
  );
  expect(found).toContain('  WRONG WHATSAPP_NUMBER: is 85212345678, and the phone number id belongs to 15550783881');
  expect(found).not.toContain('the secret of another app');
  lines = [];
  await check({ ...wrong, WHATSAPP_NUMBER: '15550783881' });
  expect(lines).toContain('  good  WHATSAPP_NUMBER: is this number');
});

it('explains itself', async () => {
  expect(await runChannels(['list'], {}, (line) => void lines.push(line))).toBe(2);
});

it('tells of WeChat and WeCom that all is well while the program runs', async () => {
  const [wechat, wecom] = [await startFakeWechat({ accounts: [ACCOUNT] }), await startFakeWecom()];
  const app = await startTestApp({ env: { ...wechat.env, ...wecom.env, PUBLIC_URL: 'http://127.0.0.1' } });
  try {
    expect(await check({ ...wechat.env, ...wecom.env, PUBLIC_URL: app.url })).toBe(0);
    expect(lines).toEqual([
      'wechat:',
      `  good  WECHAT_ACCOUNTS: ${ACCOUNT.appid}: an access token was given`,
      `  good  PUBLIC_URL: ${app.url}/channels/wechat/webhook/${ACCOUNT.appid}: answers as WeChat expects`,
      'wecom:',
      '  good  WECOM_CORP_ID and WECOM_SECRET: an access token was given',
      '  good  customer service: 1 accounts',
      `  good  PUBLIC_URL: ${app.url}/channels/wecom/webhook: answers as WeCom expects`,
    ]);
  } finally {
    await app.stop();
    await wechat.close();
    await wecom.close();
  }
});

it('says what a refused access token means, and shows no secret', async () => {
  const [wechat, wecom] = [await startFakeWechat({ accounts: [ACCOUNT] }), await startFakeWecom()];
  try {
    wechat.api.fail({ path: 'stable_token', what: { errcode: 40164 } });
    wecom.api.fail({ path: 'gettoken', what: { errcode: 60020 } });
    const env: Record<string, string> = { ...wechat.env, ...wecom.env, PUBLIC_URL: 'http://127.0.0.1:9' };
    expect(await check(env)).toBe(1);
    const wrong = {
      ...env,
      WECHAT_ACCOUNTS: String(wechat.env['WECHAT_ACCOUNTS']).replace(ACCOUNT.secret, 'x'.repeat(32)),
    };
    expect(await check({ ...wrong, WECOM_SECRET: 'another' })).toBe(1);
    const found = lines.join('\n');
    expect(found).toContain(
      "code 40164: this server's outgoing address is not on the IP list (IP白名单) (it sees 203.0.113.7)",
    );
    expect(found).toContain("code 60020: this server's outgoing address is not on the app's list");
    expect(found).toContain('code 40125: the AppSecret is wrong, or was reset');
    expect(found).toContain('code 40001: WECOM_SECRET is wrong, or of another app');
    expect(found).not.toContain(ACCOUNT.secret);
    expect(found).not.toContain(ACCOUNT.token);
  } finally {
    await wechat.close();
    await wecom.close();
  }
});
