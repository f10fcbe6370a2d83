import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FORM_REPLIES } from '../../src/bench/story/form-replies.ts';
import { type AzurePerson, type FakeAzure, startFakeAzure } from '../../src/simulators/azure/fake-azure.ts';
import { type FakeWechat, startFakeWechat } from '../../src/simulators/wechat/fake-wechat.ts';
import { type FakeWecom, startFakeWecom } from '../../src/simulators/wecom/fake-wecom.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../src/simulators/whatsapp/fake-whatsapp.ts';
import { ACCOUNT } from '../channels/wechat/wechat-vendor.ts';
import { ANN } from '../channels/whatsapp/whatsapp-vendor.ts';
import { openSession } from '../fakes/direct-line-client.ts';
import { restClient } from '../fakes/direct-line-rest.ts';
import { type OfficerClient, signInOfficer } from '../fakes/officer-client.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';

const TEAMS: AzurePerson = { channelId: 'msteams', id: 'teams-wang', name: 'Wang', locale: 'zh-CN' };
const patience = { timeout: 30_000, interval: 50 };

let app: RealApp;
let officer: OfficerClient;
let whatsapp: FakeWhatsApp;
let wechat: FakeWechat;
let wecom: FakeWecom;
let azure: FakeAzure;
beforeAll(async () => {
  whatsapp = await startFakeWhatsApp();
  wechat = await startFakeWechat({ accounts: [ACCOUNT] });
  wecom = await startFakeWecom();
  azure = await startFakeAzure();
  const env = { ...whatsapp.env, ...wechat.env, ...wecom.env, ...azure.env, PUBLIC_URL: 'https://go.example.hk' };
  app = await startRealApp({ 'li.ming': 'officer' }, { env });
  whatsapp.deliverTo(`${app.url}/channels/whatsapp/webhook`);
  wechat.deliverTo(`${app.url}/channels/wechat/webhook`);
  wecom.deliverTo(`${app.url}/channels/wecom/webhook`);
  azure.deliverTo(`${app.url}/api/messages`);
  officer = await signInOfficer(app.url, 'li.ming', app.passwords.get('li.ming'));
}, 120_000);
afterAll(async () => {
  await app.stop();
  await whatsapp.settled();
  await Promise.all([whatsapp, wechat, wecom, azure].map((fake) => fake.close()));
  await removeDataDirs();
});

/** Where a visitor writes, and what they read there of bot, officer and desk. */
interface Chat {
  readonly say: (text: string) => Promise<unknown>;
  readonly seen: () => readonly string[] | Promise<readonly string[]>;
}

async function website(): Promise<Chat> {
  const rest = restClient(app.url, await openSession(app.url, { language: 'zh-Hans' }));
  await rest.call('POST', '/conversations', { locale: 'zh-CN' });
  return {
    say: (text) => rest.say(text),
    seen: async () => (await rest.messages()).flatMap(({ from, text }) => (from?.role === 'bot' ? [text ?? ''] : [])),
  };
}

const CHATS: readonly (readonly [name: string, open: () => Chat | Promise<Chat>])[] = [
  ['the website', website],
  [
    'WhatsApp',
    () => ({
      say: (body) => whatsapp.write(ANN, { type: 'text', text: { body } }),
      seen: () => whatsapp.seen(ANN).map(({ message }) => JSON.stringify(message)),
    }),
  ],
  [
    'WeChat',
    () => ({
      say: (text) => wechat.says('o_wang', text),
      seen: () => wechat.shown.filter(({ openid }) => openid === 'o_wang').map(({ text }) => text),
    }),
  ],
  [
    'WeCom',
    () => ({
      say: (content) => wecom.says('wm_wang', { msgtype: 'text', text: { content } }),
      seen: () => wecom.shown.filter(({ person }) => person === 'wm_wang').map(({ text }) => text),
    }),
  ],
  [
    'Teams',
    () => ({
      say: (text) => azure.does(TEAMS, { type: 'message', text }),
      seen: () => azure.shown.map((activity) => JSON.stringify(activity)),
    }),
  ],
];

/** What is new since `count` lines were seen, once it holds the words. */
const reads = ({ seen }: Chat, words: string | RegExp, count = 0) =>
  vi.waitFor(async () => {
    const news = (await seen()).slice(count).join('\n');
    expect(news).toMatch(words);
    return news;
  }, patience);

interface OpenedCase {
  readonly id: string;
  readonly number: string;
  readonly code: string;
}

async function openCase(chat: Chat): Promise<OpenedCase> {
  for (const text of ['转人工', ...FORM_REPLIES, '同意并发送']) {
    const before = (await chat.seen()).length;
    await chat.say(text);
    await vi.waitFor(async () => expect((await chat.seen()).length).toBeGreaterThan(before), patience);
  }
  const said = await reads(chat, /GG\d{4}-\w{5}-\w/u);
  const number = /GG\d{4}-\w{5}-\w/u.exec(said)?.[0] ?? '';
  const code = /查询码\P{L}*([A-Z\d]{8})/u.exec(await reads(chat, /查询码\P{L}*[A-Z\d]{8}/u))?.[1] ?? '';
  const row = (await officer.queue()).rows.find((each) => each.number === number);
  if (row === undefined) throw new Error(`${number} is not in the queue`);
  return { id: row.id, number, code };
}

const wrongFor = (code: string) => code.replace(/.$/u, (last) => (last === 'C' ? 'D' : 'C'));

describe.each(CHATS)('in a chat that an officer owns, on %s', (_name, open) => {
  it('a case is withdrawn by number and code, the visitor is told, and no code reaches the officer', {
    timeout: 120_000,
  }, async () => {
    const chat = await open();
    const { id, number, code } = await openCase(chat);
    await officer.act(id, { kind: 'claim' });
    await reads(chat, '已加入');

    let before = (await chat.seen()).length;
    await chat.say(`撤回 ${number} 查询码 ${wrongFor(code)}`);
    await reads(chat, '不匹配', before);
    expect((await officer.find(id)).state).toBe('claimed');

    before = (await chat.seen()).length;
    await chat.say(`撤回 ${number} 查询码 ${code}`);
    await reads(chat, `撤回个案${number}会删除`, before);
    const asked = await officer.find(id);
    expect(asked.state).toBe('claimed');
    expect(asked.transcript.map(({ author }) => author).slice(-4)).toEqual(['visitor', 'system', 'visitor', 'system']);
    expect(asked.transcript.at(-2)?.text).toBe(`撤回 ${number} 查询码 ■■■■■■■■`);
    expect(JSON.stringify(asked)).not.toMatch(new RegExp(`${code}|${wrongFor(code)}`, 'u'));

    before = (await chat.seen()).length;
    await chat.say(`确认撤回并删除信息 ${number} ${code}`);
    await reads(chat, `个案${number}已撤回`, before);
    const withdrawn = await officer.find(id);
    expect(withdrawn.state).toBe('withdrawn');
    expect(JSON.stringify(withdrawn.fields)).not.toContain('华星');
    expect(JSON.stringify(withdrawn)).not.toContain(code);
    // Nothing of what was said stays with the desk but the wish itself and its confirmation.
    expect(withdrawn.transcript.map(({ author }) => author)).toEqual(['visitor', 'system']);
    expect(JSON.stringify(withdrawn)).not.toMatch(/华星|wang@/u);

    // Told once, and the assistant answers again.
    before = (await chat.seen()).length;
    await chat.say('香港利得税税率是多少？');
    await reads(chat, '16.5%', before);
    expect((await chat.seen()).filter((text) => text.includes(`个案${number}已撤回`))).toHaveLength(1);
  });
});

it('whoever asks the officer to withdraw the case of the chat may do so by a button, and simply write on', {
  timeout: 120_000,
}, async () => {
  const chat = await website();
  const { id, number } = await openCase(chat);
  await officer.act(id, { kind: 'claim' });
  await reads(chat, '已加入');
  await chat.say('撤回我的个案');
  await reads(chat, `撤回个案${number}会删除您提交的信息`);
  // Said to the officer, of whatever they talk about.
  await chat.say('确认撤回');
  await vi.waitFor(
    async () =>
      expect((await officer.find(id)).transcript.at(-1)).toMatchObject({ author: 'visitor', text: '确认撤回' }),
    patience,
  );
  expect((await officer.find(id)).state).toBe('claimed');
  await chat.say(`确认撤回并删除信息 ${number}`);
  await reads(chat, `个案${number}已撤回`);
  expect(await officer.find(id)).toMatchObject({ state: 'withdrawn' });
});

it('another case is withdrawn from a chat that an officer owns, whose own case stays', {
  timeout: 120_000,
}, async () => {
  const [here, there] = [await website(), await website()];
  const [own, other] = [await openCase(here), await openCase(there)];
  await officer.act(own.id, { kind: 'claim' });
  await reads(here, '已加入');
  await here.say(`Withdraw and delete ${other.number} code ${other.code}`);
  await reads(here, `个案${other.number}已撤回`);
  expect((await officer.find(other.id)).state).toBe('withdrawn');
  const kept = await officer.find(own.id);
  expect(kept.state).toBe('claimed');
  expect(kept.transcript.at(-2)).toMatchObject({
    author: 'visitor',
    text: `Withdraw and delete ${other.number} code ■■■■■■■■`,
  });
  expect(JSON.stringify(kept)).not.toContain(other.code);
});

it('wrong codes are counted, with an officer and without, and in a form that goes on', {
  timeout: 120_000,
}, async () => {
  const [chat, other] = [await website(), await website()];
  const { id, number, code } = await openCase(chat);
  await officer.act(id, { kind: 'claim' });
  await reads(chat, '已加入');
  for (const each of [chat, other]) {
    if (each === other) await other.say('转人工');
    for (let tries = 0; tries < 5; tries += 1) {
      const before = (await each.seen()).length;
      await each.say(`撤回 ${number} 查询码 ${wrongFor(code)}`);
      await reads(each, '不匹配', before);
    }
    await each.say(`确认撤回并删除信息 ${number} 查询码 ${code}`);
    await reads(each, '次数过多');
    expect((await officer.find(id)).state).toBe('claimed');
  }
  const before = (await other.seen()).length;
  await other.say('设立公司');
  await reads(other, '公司', before);
});
