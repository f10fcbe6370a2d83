import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeMoveCode } from '../../src/moves/move-code.ts';
import { startTeamsPhone } from '../../src/simulators/azure/start-teams-phone.ts';
import type { SimulatedPhone } from '../../src/simulators/phone/phone.ts';
import { type FakeWechat, startFakeWechat } from '../../src/simulators/wechat/fake-wechat.ts';
import { type FakeWecom, startFakeWecom } from '../../src/simulators/wecom/fake-wecom.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../src/simulators/whatsapp/fake-whatsapp.ts';
import { ACCOUNT } from '../channels/wechat/wechat-vendor.ts';
import { ANN } from '../channels/whatsapp/whatsapp-vendor.ts';
import { openSession, type Session } from '../fakes/direct-line-client.ts';
import { restClient } from '../fakes/direct-line-rest.ts';
import { signInOfficer } from '../fakes/officer-client.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';

let app: RealApp;
let whatsapp: FakeWhatsApp;
let wechat: FakeWechat;
let wecom: FakeWecom;
let teams: SimulatedPhone;
beforeAll(async () => {
  whatsapp = await startFakeWhatsApp();
  wechat = await startFakeWechat({ accounts: [ACCOUNT] });
  wecom = await startFakeWecom();
  teams = await startTeamsPhone(() => new Date());
  app = await startRealApp(
    { 'li.ming': 'officer' },
    {
      env: {
        ...whatsapp.env,
        ...wechat.env,
        ...wecom.env,
        ...teams.env,
        WECOM_LINK: 'https://work.weixin.qq.com/kfid/kfc0123456789',
        WHATSAPP_NUMBER: '85251234567',
        WECHAT_NAME: '出海专班',
        PUBLIC_URL: 'https://goglobal.example.hk',
      },
    },
  );
  whatsapp.deliverTo(`${app.url}/channels/whatsapp/webhook`);
  wechat.deliverTo(`${app.url}/channels/wechat/webhook`);
  wecom.deliverTo(`${app.url}/channels/wecom/webhook`);
  teams.deliverTo(app.url);
}, 120_000);
afterAll(async () => {
  await app.stop();
  await whatsapp.settled();
  await whatsapp.close();
  await wechat.close();
  await wecom.close();
  await teams.close();
  await removeDataDirs();
});

interface Offered {
  readonly code: string;
  readonly apps: readonly { readonly app: string; readonly url: string | null; readonly qr: string | null }[];
  readonly sentence: string;
  readonly carries: { readonly form: boolean; readonly case: string | null };
}

const patience = { timeout: 20_000, interval: 50 };

/** The website's page of a conversation. */
function pageOf(session: Session) {
  const rest = restClient(app.url, session);
  const fromDesk = async () => (await rest.messages()).filter(({ from }) => from?.role === 'bot');
  return {
    rest,
    texts: async () => (await rest.messages()).map(({ text }) => text ?? ''),
    waitFor: (words: string) =>
      vi.waitFor(
        async () => expect((await fromDesk()).filter(({ text }) => text?.includes(words))).not.toEqual([]),
        patience,
      ),
    async ask(text: string) {
      const before = (await fromDesk()).length;
      await rest.say(text);
      return vi.waitFor(async () => {
        const next = (await fromDesk())[before];
        if (next === undefined) throw new Error('no answer yet');
        return next.text ?? '';
      }, patience);
    },
    offer: async () => (await rest.call('POST', '/moves')).json as unknown as Offered,
  };
}

async function newPage() {
  const session = await openSession(app.url, { language: 'zh-Hans' });
  const page = pageOf(session);
  await page.rest.call('POST', '/conversations', { locale: 'zh-CN' });
  await page.waitFor('180天');
  return { ...page, session };
}

async function comeBack(code: string) {
  const response = await fetch(`${app.url}/api/moves`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'zh-CN' },
    body: JSON.stringify({ code, language: 'zh-Hans' }),
  });
  const json = (await response.json()) as Session & { readonly error?: { readonly message: string } };
  return { status: response.status, json, cookie: response.headers.get('set-cookie') ?? '' };
}

/** What a phone shows: for WhatsApp the words of every kind of message. */
const phones = {
  whatsapp: {
    say: (text: string) => whatsapp.write(ANN, { type: 'text', text: { body: text } }),
    seen: () =>
      whatsapp.seen(ANN).map(({ message }) => {
        if (message.type === 'text') return message.text.body;
        return message.type === 'interactive' ? message.interactive.body.text : message.template.name;
      }),
  },
  wechat: {
    say: (text: string) => wechat.says('o_wang', text),
    seen: () => wechat.shown.filter(({ openid }) => openid === 'o_wang').map(({ text }) => text),
  },
  wecom: {
    say: (text: string) => wecom.says('wm_wang', { msgtype: 'text', text: { content: text } }),
    seen: () => wecom.shown.filter(({ person }) => person === 'wm_wang').map(({ text }) => text),
  },
  teams: {
    say: (text: string) => teams.say(text),
    seen: () =>
      teams
        .screen()
        .lines.filter(({ from }) => from === 'desk')
        .map(({ text, parts }) => `${text} ${JSON.stringify(parts)}`),
  },
};
type Phone = (typeof phones)[keyof typeof phones];

const shows = (phone: Phone, words: string, after = 0) =>
  vi.waitFor(() => {
    const found = phone
      .seen()
      .slice(after)
      .findLast((text) => text.includes(words));
    if (found === undefined) throw new Error(`not seen: ${words}; but ${phone.seen().slice(after).join(' | ')}`);
    return found;
  }, patience);

/** The rest of the form once the markets are asked for, and the words by which each next question is known. */
const HALF = ['设立公司', '深圳市华星电子有限公司，深圳', '制造业', '已有计划'];
const REST = [
  '越南，500万美元，半年内',
  '还没有',
  '想了解两级制利得税',
  '王小明，财务总监',
  'wang@we.can.example，+86 138 0013 8000',
];

it('takes a half-filled form to WhatsApp, opens one case there, and brings it back', { timeout: 120_000 }, async () => {
  const officer = await signInOfficer(app.url, 'li.ming', app.passwords.get('li.ming'));
  const page = await newPage();
  await page.ask('转人工');
  let question = '';
  for (const reply of HALF) question = await page.ask(reply);
  const offered = await page.offer();
  expect(offered).toMatchObject({ carries: { form: true, case: null } });
  expect(offered.apps.map(({ app: id }) => id)).toEqual(['whatsapp', 'wechat', 'wecom']);
  const link = new URL(offered.apps[0]?.url ?? '');
  expect(`${link.origin}${link.pathname}`).toBe('https://wa.me/85251234567');

  const phone = phones.whatsapp;
  const mistyped = offered.code.replace(/.$/u, (last) => (last === 'C' ? 'D' : 'C'));
  await phone.say(mistyped);
  await shows(phone, '轉移碼不完整');
  await phone.say(link.searchParams.get('text') ?? '');
  await shows(phone, '对话已转到这里');
  // The open question of the form, as the page asked it.
  const asked = question.split('\n').find((line) => line.includes('？')) ?? question;
  await shows(phone, asked.trim().slice(0, 8));

  await page.waitFor('这段对话已转到WhatsApp');
  const left = (await page.texts()).length;
  let before = phone.seen().length;
  for (const reply of REST) {
    await phone.say(reply);
    await vi.waitFor(() => expect(phone.seen().length).toBeGreaterThan(before), patience);
    before = phone.seen().length;
  }
  await phone.say('同意');
  const opened = await shows(phone, '个案编号');
  const number = /GG\d{4}-\w{5}-\w/u.exec(opened)?.[0] ?? '';
  const rows = (await officer.queue()).rows.filter((row) => row.number === number);
  expect(rows).toHaveLength(1);
  const id = rows[0]?.id ?? '';
  await officer.act(id, { kind: 'claim' });
  await officer.act(id, { kind: 'write', id: crypto.randomUUID(), text: '您好，我是李明。', signature: '李明' });
  await shows(phone, '您好，我是李明。');
  // Nothing more reaches the page, by whichever way; and what is said there is no message of the case.
  expect(await page.texts()).toHaveLength(left);
  expect((await page.rest.call('GET', '/summary')).status).toBe(410);
  expect((await page.rest.call('POST', '/moves')).status).toBe(410);
  expect(await page.ask('还在吗')).toContain('已转到WhatsApp');

  await phone.say('回到网页');
  const words = await shows(phone, 'https://goglobal.example.hk/chat?lang=zh-Hans#move=');
  // The link ends with its line, so that apps make a link of it and of nothing more.
  const code = /#move=([\w-]+)\n/u.exec(words)?.[1] ?? '';
  const [first, second] = await Promise.all([comeBack(code), comeBack(code)]);
  const came = first.status === 200 ? first : second;
  expect([first.status, second.status].sort()).toEqual([200, 410]);
  expect(came.cookie).toContain('goglobal_session=');
  const back = pageOf(came.json);
  const shown = await back.texts();
  expect(shown).toContain('转人工');
  expect(shown).toContain('越南，500万美元，半年内');
  expect(shown).toContain('您好，我是李明。');
  expect(shown.at(-1)).toContain(`个案 ${number} 一并转来`);
  // The code of a case is said once, in the app.
  expect(shown.join('\n')).not.toMatch(/查询码：\**[\dA-Z]{8}/u);
  await shows(phone, '对话已转到网站');
  await back.rest.say('谢谢，已回到网页');
  await vi.waitFor(async () => {
    const detail = await officer.find(id);
    expect(detail.channel).toBe('directline');
    expect(detail.transcript.at(-1)).toMatchObject({ author: 'visitor', text: '谢谢，已回到网页' });
    expect(detail.events.filter(({ what }) => what === 'moved').map(({ detail: to }) => to)).toEqual([
      { from: 'whatsapp', to: 'directline' },
    ]);
  }, patience);
  await officer.act(id, { kind: 'write', id: crypto.randomUUID(), text: '收到。', signature: '李明' });
  await back.waitFor('收到。');
  expect(phone.seen().filter((text) => text.includes('收到。'))).toEqual([]);

  // In the app a new conversation begins, which the officer of the case does not see.
  before = phone.seen().length;
  await phone.say('香港利得税税率是多少？');
  await shows(phone, '之前的对话在网站继续', before);
  await vi.waitFor(() => expect(phone.seen().length).toBeGreaterThan(before + 1), patience);
  expect((await officer.find(id)).transcript.at(-1)).toMatchObject({ text: '收到。' });
});

it('comes to WeChat by scanning, with language and form, and back to the website', { timeout: 120_000 }, async () => {
  const page = await newPage();
  await page.ask('转人工');
  await page.ask('设立公司');
  const offered = await page.offer();
  const qr = offered.apps.find(({ app: id }) => id === 'wechat')?.qr ?? '';
  expect(qr).toMatch(/^http:\/\/weixin\.qq\.com\/q\//u);
  const phone = phones.wechat;
  await wechat.scans('o_wang', qr);
  await shows(phone, '对话已转到这里');
  await phone.say('深圳市华星电子有限公司，深圳');
  await vi.waitFor(() => expect(phone.seen().length).toBeGreaterThan(2), patience);
  await phone.say('换到网站');
  const code = /#move=([\w-]+)/u.exec(await shows(phone, '#move='))?.[1] ?? '';
  const came = await comeBack(code.toLowerCase().replaceAll('-', ''));
  expect(came.status).toBe(200);
  const back = pageOf(came.json);
  expect(await back.texts()).toContain('深圳市华星电子有限公司，深圳');
  expect(await back.ask('制造业')).not.toContain('已转到');
  expect(wechat.refused).toEqual([]);
});

it('comes to WeCom by its link, whose code is used once, goes on with the form, and back to the website', {
  timeout: 120_000,
}, async () => {
  const page = await newPage();
  await page.ask('转人工');
  const question = await page.ask('设立公司');
  const offered = await page.offer();
  const { url, qr } = offered.apps.find(({ app: id }) => id === 'wecom') ?? { url: null, qr: null };
  expect(qr).toBe(url);
  const scene = new URL(url ?? '').searchParams.get('scene_param') ?? '';
  const phone = phones.wecom;
  await wecom.enters('wm_wang', { scene });
  await shows(phone, '对话已转到这里');
  await page.waitFor('这段对话已转到');
  // Before they write, WeCom lets us say one thing; the open question is in it, or comes with their next words.
  let before = phone.seen().length;
  await phone.say('深圳市华星电子有限公司，深圳');
  await vi.waitFor(() => expect(phone.seen().length).toBeGreaterThan(before), patience);
  expect(phone.seen().join('\n')).toContain(
    (question.split('\n').find((line) => line.includes('？')) ?? question).trim().slice(0, 8),
  );

  before = phone.seen().length;
  await wecom.enters('wm_other', { scene });
  await vi.waitFor(() => {
    const words = wecom.shown.filter(({ person }) => person === 'wm_other').map(({ text }) => text);
    expect(words).not.toEqual([]);
    expect(words.join('\n')).not.toContain('对话已转到这里');
  }, patience);

  await phone.say('换到网站');
  const code = /#move=([\w-]+)/u.exec(await shows(phone, '#move=', before))?.[1] ?? '';
  const came = await comeBack(code);
  expect(came.status).toBe(200);
  expect(await pageOf(came.json).texts()).toContain('深圳市华星电子有限公司，深圳');
  expect(wecom.refused).toEqual([]);
});

it('comes to Teams by a code that is sent by hand, goes on with the form, and back to the website', {
  timeout: 120_000,
}, async () => {
  const page = await newPage();
  await page.ask('转人工');
  await page.ask('设立公司');
  const phone = phones.teams;
  await phone.say((await page.offer()).code);
  await shows(phone, '对话已转到这里');
  await page.waitFor('这段对话已转到另一个应用');
  let before = phone.seen().length;
  await phone.say('深圳市华星电子有限公司，深圳');
  await vi.waitFor(() => expect(phone.seen().length).toBeGreaterThan(before), patience);
  before = phone.seen().length;
  await phone.say('回到网页');
  const code = /#move=([\w-]+)/u.exec(await shows(phone, '#move=', before))?.[1] ?? '';
  const came = await comeBack(code);
  expect(came.status).toBe(200);
  expect(await pageOf(came.json).texts()).toContain('深圳市华星电子有限公司，深圳');
  await shows(phone, '对话已转到网站');
});

it('says in words what is wrong with a code, and stops those who guess', async () => {
  const wrong = await comeBack('CCC-CCC-CCC');
  expect([wrong.status, wrong.json.error?.message]).toEqual([400, expect.stringContaining('转移码不完整')]);
  const guess = makeMoveCode(randomInt);
  const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await comeBack(guess)).status));
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
});
