import WechatApi from 'co-wechat-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, VendorMessage } from '../../../src/channels/messenger/channel.ts';
import { createWechatChannel } from '../../../src/channels/wechat/create-wechat-channel.ts';
import { sha1Of } from '../../../src/simulators/tencent/seal.ts';
import { type FakeWechat, startFakeWechat } from '../../../src/simulators/wechat/fake-wechat.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { PNG } from '../../support/files.ts';
import { type ServedChannel, serveChannel } from '../../support/serve-channel.ts';
import { ACCOUNT } from './wechat-vendor.ts';

const PLAIN = {
  ...ACCOUNT,
  appid: 'wx0000000000000001',
  secret: 'secretOfThePlainAccount0',
  token: 'plainToken',
  aesKey: null,
};
const menu = new Map([['profits-tax', '两级制利得税率是多少？']]);
const text = (content: string): VendorMessage => ({ msgtype: 'text', text: { content } });

let nowMs: number;
const clock = () => new Date(nowMs);
let fake: FakeWechat;
let served: ServedChannel;
let channel: ReturnType<typeof createWechatChannel>;
beforeEach(async () => {
  nowMs = Date.parse('2026-11-27T04:00:00Z');
  fake = await startFakeWechat({ accounts: [ACCOUNT, PLAIN], clock });
  channel = createWechatChannel({
    settings: {
      accounts: [ACCOUNT, PLAIN].map((account) => ({ ...account, isPassive: false })),
      apiUrl: fake.api.server.url,
      name: '出海专班',
      timeoutMs: 500,
    },
    clock,
    log: createMemoryLog(),
    menu,
  });
  served = await serveChannel(channel);
  fake.deliverTo(`${served.url}/channels/wechat/webhook`);
});
afterEach(async () => {
  await served.close();
  await fake.close();
});

const addressOf = (person: string, account = ACCOUNT.appid): Address => ({ messenger: 'wechat', account, person });

describe('the address of an official account', () => {
  it('echoes the check of each account, and of no stranger', async () => {
    expect(await fake.checkAddress(ACCOUNT.appid)).toEqual({ status: 200, isRight: true });
    expect(await fake.checkAddress(PLAIN.appid)).toEqual({ status: 200, isRight: true });
    expect(await fake.checkAddress(ACCOUNT.appid, PLAIN.token)).toEqual({ status: 403, isRight: false });
    const unknown = await fetch(`${served.url}/channels/wechat/webhook/wx9999999999999999`);
    expect(unknown.status).toBe(404);
  });

  it('takes encrypted and plain pushes of several accounts at once', async () => {
    const results = await Promise.all([
      fake.says('oAnn', '你好', { appid: ACCOUNT.appid }),
      fake.says('oAnn', '007', { appid: PLAIN.appid, messageId: '9223372036854775807' }),
    ]);
    expect(results.map(({ statuses, isFault }) => ({ statuses, isFault }))).toEqual([
      { statuses: [200], isFault: false },
      { statuses: [200], isFault: false },
    ]);
    expect(served.events.map(({ address, content }) => [address.account, content])).toEqual(
      expect.arrayContaining([
        [ACCOUNT.appid, { kind: 'text', text: '你好' }],
        [PLAIN.appid, { kind: 'text', text: '007' }],
      ]),
    );
    expect(served.events.map(({ id }) => id)).toContain('9223372036854775807');
  });

  it('gives copies of one push one id, and is pushed to again while nothing can be kept', async () => {
    await fake.says('oAnn', '两次', { copies: 3 });
    expect(new Set(served.events.map(({ id }) => id)).size).toBe(1);
    await served.close();
    let failures = 2;
    served = await serveChannel(channel, () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    });
    fake.deliverTo(`${served.url}/channels/wechat/webhook`);
    expect(await fake.says('oAnn', '再来')).toMatchObject({ statuses: [503, 503, 200], isFault: false });
    expect(served.events).toHaveLength(1);
  });

  it('tells a bad body by its status and keeps nothing of it', async () => {
    const plain = (body: string, how: { type?: string; age?: number; token?: string } = {}) => {
      const timestamp = String(nowMs / 1000 - (how.age ?? 0));
      const signature = sha1Of(how.token ?? PLAIN.token, timestamp, 'n');
      const query = new URLSearchParams({ signature, timestamp, nonce: 'n' }).toString();
      return fetch(`${served.url}/channels/wechat/webhook/${PLAIN.appid}?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': how.type ?? 'text/xml' },
        body,
      }).then(({ status }) => status);
    };
    const good = `<xml><ToUserName>gh</ToUserName><FromUserName>oAnn</FromUserName><CreateTime>${nowMs / 1000}</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId></xml>`;
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}">]>${good.replace('>x<', '>&a;<')}`;
    expect(await plain(good)).toBe(200);
    const table: readonly (readonly [string, Parameters<typeof plain>[1], number, string])[] = [
      [good, { token: 'another' }, 403, 'bad-signature'],
      [good, { age: 601 }, 403, 'too-old'],
      [good, { age: -601 }, 403, 'too-old'],
      [good, { type: 'application/json' }, 415, 'wrong-content-type'],
      [good.slice(0, -20), {}, 400, 'unknown-shape'],
      [bomb, {}, 400, 'unknown-shape'],
      ['', {}, 400, 'unknown-shape'],
      ['{"xml":{}}', {}, 400, 'unknown-shape'],
      [good.replace('oAnn', '../../etc'), {}, 400, 'unknown-shape'],
      [good.replace(/<CreateTime>\d+/, '<CreateTime>99999999999999999999'), {}, 400, 'unknown-shape'],
      [good.replace('<MsgType>text', '<MsgType>event'), {}, 400, 'unknown-shape'],
      [good.replace('Content>x</Content', 'Other>x</Other'), {}, 400, 'unknown-shape'],
    ];
    for (const [body, how, status, reason] of table) {
      served.skipped.length = 0;
      expect([await plain(body, how), served.skipped], body.slice(0, 80)).toEqual([status, [reason]]);
    }
    expect(served.events).toHaveLength(1);
    expect(await plain(good, { age: 599 })).toBe(200);
  });

  it('takes no plain push for an account that encrypts', async () => {
    const timestamp = String(nowMs / 1000);
    const query = new URLSearchParams({ signature: sha1Of(ACCOUNT.token, timestamp, 'n'), timestamp, nonce: 'n' });
    const { status } = await fetch(`${served.url}/channels/wechat/webhook/${ACCOUNT.appid}?${query.toString()}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' },
      body: '<xml><FromUserName>oAnn</FromUserName></xml>',
    });
    expect([status, served.skipped]).toEqual([403, ['not-encrypted']]);
  });
});

describe('what a push says', () => {
  const at = '2026-11-27T04:00:00.000Z';
  it.each([
    [
      { MsgType: 'text', Content: ' 007 ' },
      { kind: 'text', text: ' 007 ' },
    ],
    [
      { MsgType: 'text', Content: 'a ]]> b &lt; c' },
      { kind: 'text', text: 'a ]]> b &lt; c' },
    ],
    [
      { MsgType: 'text', Content: '是', bizmsgmenuid: 'id1' },
      { kind: 'choice', choice: 'id1', text: '是' },
    ],
    [
      { MsgType: 'voice', MediaId: 'm', Format: 'amr', Recognition: '怎么开户' },
      { kind: 'text', text: '怎么开户' },
    ],
    [
      { MsgType: 'voice', MediaId: 'm', Format: 'amr', Recognition: '' },
      { kind: 'media', mediaType: 'audio/amr', reference: 'm' },
    ],
    [
      { MsgType: 'image', MediaId: 'm', PicUrl: 'http://mmbiz.qpic.cn/x/0' },
      { kind: 'media', mediaType: 'image/jpeg', reference: 'http://mmbiz.qpic.cn/x/0' },
    ],
    [
      { MsgType: 'image', MediaId: 'm', PicUrl: 'http://evil.example/qpic.cn' },
      { kind: 'media', reference: 'm' },
    ],
    [
      { MsgType: 'shortvideo', MediaId: 'm' },
      { kind: 'media', mediaType: 'video/mp4', reference: 'm' },
    ],
    [
      { MsgType: 'link', Title: '公告', Description: '', Url: 'https://a.hk' },
      { kind: 'text', text: '公告\nhttps://a.hk' },
    ],
    [
      { MsgType: 'location', Location_X: '22.28', Location_Y: '114.15', Scale: '20', Label: '香港中环' },
      { kind: 'text', text: '香港中环 (22.28, 114.15)' },
    ],
    [
      { MsgType: 'event', Event: 'subscribe', EventKey: '' },
      { kind: 'joined', scene: null },
    ],
    [
      { MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_booth7', Ticket: 't' },
      { kind: 'joined', scene: 'booth7' },
    ],
    [
      { MsgType: 'event', Event: 'SCAN', EventKey: 'booth7', Ticket: 't' },
      { kind: 'joined', scene: 'booth7' },
    ],
    [{ MsgType: 'event', Event: 'unsubscribe', EventKey: '' }, { kind: 'left' }],
    [
      { MsgType: 'event', Event: 'CLICK', EventKey: 'profits-tax' },
      { kind: 'choice', choice: 'profits-tax', text: '两级制利得税率是多少？' },
    ],
    [
      { MsgType: 'new-kind', What: 'ever' },
      { kind: 'unsupported', vendorType: 'new-kind' },
    ],
  ])('%o', async (elements, content) => {
    await fake.push('oAnn', elements);
    expect(served.events).toMatchObject([{ address: addressOf('oAnn'), at, content }]);
  });

  it.each(['VIEW', 'LOCATION', 'TEMPLATESENDJOBFINISH', 'something-new'])('nothing: event %s', async (Event) => {
    expect(await fake.push('oAnn', { MsgType: 'event', Event, EventKey: 'https://a.hk' })).toMatchObject({
      statuses: [200],
      isFault: false,
    });
    expect([served.events, served.skipped]).toEqual([[], ['other-event']]);
  });

  it('gives events, which have no id, one of their unchanging parts', async () => {
    const click = { MsgType: 'event', Event: 'CLICK', EventKey: 'profits-tax' };
    await fake.push('oAnn', click);
    await fake.push('oAnn', click);
    nowMs += 1000;
    await fake.push('oAnn', click);
    const [first, again, later] = served.events.map(({ id }) => id);
    expect(again).toBe(first);
    expect(later).not.toBe(first);
  });
});

describe('sending', () => {
  it('sends within what WeChat allows, and tells a closed window and a used-up quota apart from faults', async () => {
    expect(await channel.send(addressOf('oStranger'), text('hi'), 'm0')).toMatchObject({ kind: 'dead', code: '40003' });
    await fake.says('oAnn', 'hi');
    for (let index = 0; index < 5; index += 1)
      expect(await channel.send(addressOf('oAnn'), text('答'), `m${index}`)).toEqual({
        kind: 'sent',
        vendorMessage: null,
      });
    expect(await channel.send(addressOf('oAnn'), text('答'), 'm6')).toMatchObject({
      kind: 'window-closed',
      code: '45047',
    });
    nowMs += 48 * 3_600_000 + 1000;
    expect(await channel.send(addressOf('oAnn'), text('答'), 'm7')).toMatchObject({
      kind: 'window-closed',
      code: '45015',
    });
    await fake.push('oAnn', { MsgType: 'event', Event: 'CLICK', EventKey: 'profits-tax' });
    const kinds = [];
    for (let index = 0; index < 4; index += 1)
      kinds.push((await channel.send(addressOf('oAnn'), text('答'), 'c')).kind);
    expect(kinds).toEqual(['sent', 'sent', 'sent', 'window-closed']);
    await fake.push('oAnn', { MsgType: 'event', Event: 'unsubscribe', EventKey: '' });
    expect(await channel.send(addressOf('oAnn'), text('答'), 'm8')).toMatchObject({ kind: 'dead', code: '43004' });
  });

  it.each([
    [{ errcode: -1 }, { kind: 'retry', code: '-1' }],
    [{ errcode: 45009 }, { kind: 'retry', code: '45009', afterSeconds: 3600, isAlert: true }],
    [{ errcode: 40164 }, { kind: 'retry', code: '40164', isAlert: true }],
    [{ errcode: 48001 }, { kind: 'dead', code: '48001', isAlert: true }],
    [{ errcode: 48002 }, { kind: 'dead', code: '48002', isAlert: false }],
    [{ errcode: 99999 }, { kind: 'retry', code: '99999' }],
    [{ status: 502 }, { kind: 'retry', code: 'http-502' }],
    ['silent', { kind: 'retry', code: 'timeout' }],
    ['garbage', { kind: 'retry', code: 'unreadable' }],
  ] as const)('takes %o for what it is', async (what, outcome) => {
    await fake.says('oAnn', 'hi');
    fake.api.fail({ path: 'custom/send', what });
    expect(await channel.send(addressOf('oAnn'), text('答'), 'm1')).toMatchObject(outcome);
  });

  it('fetches one access token for all who ask at once, and another five minutes before its end', async () => {
    await fake.says('oAnn', 'hi');
    const fetches = () => fake.api.calls.filter(({ path }) => path.endsWith('stable_token')).length;
    await Promise.all([1, 2, 3].map((index) => channel.send(addressOf('oAnn'), text('答'), `m${index}`)));
    expect(fetches()).toBe(1);
    nowMs += 6_800_000;
    await channel.send(addressOf('oAnn'), text('答'), 'm4');
    expect(fetches()).toBe(1);
    nowMs += 200_000;
    await fake.says('oAnn', 'hi');
    await channel.send(addressOf('oAnn'), text('答'), 'm5');
    expect(fetches()).toBe(2);
    expect(
      fake.api.calls.filter(({ json }) => (json as { force_refresh?: boolean } | undefined)?.force_refresh),
    ).toEqual([]);
  });

  it('renews a token that another system has ended, once, without forcing out the others', async () => {
    await fake.says('oAnn', 'hi');
    await channel.send(addressOf('oAnn'), text('一'), 'm1');
    fake.tokensOf(ACCOUNT.appid).revoke();
    const sent = await Promise.all(['二', '三'].map((words) => channel.send(addressOf('oAnn'), text(words), words)));
    expect(sent.map(({ kind }) => kind)).toEqual(['sent', 'sent']);
    expect(fake.api.calls.filter(({ path }) => path.endsWith('stable_token'))).toHaveLength(2);
    fake.api.fail({ path: 'custom/send', what: { errcode: 40001 } }, { path: 'custom/send', what: { errcode: 40001 } });
    expect(await channel.send(addressOf('oAnn'), text('四'), 'm4')).toMatchObject({ kind: 'retry', isAlert: true });
  });

  it('fetches a file by its media id with the token of its account, and a picture nowhere but at WeChat', async () => {
    const file = { bytes: PNG, contentType: 'image/png' };
    fake.api.media.set('media-9', file);
    const push = { MsgType: 'image', PicUrl: 'http://pictures.evil.example/1', MediaId: 'media-9' };
    await fake.push('oAnn', push);
    // An address that is none of theirs is not asked: the media id is.
    expect(served.events[0]?.content).toMatchObject({ kind: 'media', reference: 'media-9' });
    const fetched = (reference: string, most = 1000, account?: string) =>
      channel.fetchMedia?.(addressOf('oAnn', account), reference, most);
    expect(await fetched('media-9')).toMatchObject({ kind: 'fetched', bytes: PNG });
    expect(await fetched('media-9', PNG.length - 1)).toEqual({ kind: 'too-large' });
    fake.tokensOf(ACCOUNT.appid).revoke();
    expect(await fetched('media-9')).toMatchObject({ kind: 'fetched', bytes: PNG });
    expect(await fetched('media-gone')).toEqual({ kind: 'failed', code: '40007' });
    expect(await fetched('media-9', 1000, 'wxStranger')).toEqual({ kind: 'failed', code: 'unknown-account' });
    fake.api.fail({ path: 'media/get', what: 'silent' });
    expect(await fetched('media-9')).toEqual({ kind: 'failed', code: 'timeout' });
  });

  it('is an alarm, not a loss, when the secret is wrong', async () => {
    const wrong = createWechatChannel({
      settings: {
        accounts: [{ ...ACCOUNT, secret: 'another0', isPassive: false }],
        apiUrl: fake.api.server.url,
        timeoutMs: 500,
      },
      clock,
      log: createMemoryLog(),
      menu,
    });
    expect(await wrong.send(addressOf('oAnn'), text('答'), 'm1')).toMatchObject({
      kind: 'retry',
      code: '40125',
      isAlert: true,
    });
  });

  it('shows that it is typing', async () => {
    await channel.showTyping?.(addressOf('oAnn'), '1');
    expect(fake.typing).toEqual(['oAnn']);
  });
});

describe('the way in with a code', () => {
  const link = () => channel.moveLink?.('K7M-4PX-2RC', '');

  it('is a code of the account that carries it to whoever scans', async () => {
    const made = await link();
    expect(made).toMatchObject({ url: null, account: '出海专班' });
    await fake.scans('oAnn', made?.qr ?? '');
    expect(served.events.at(-1)?.content).toEqual({ kind: 'joined', scene: 'K7M-4PX-2RC' });
  });

  it('is the name alone when WeChat makes none', async () => {
    fake.api.fail({ path: 'qrcode/create', what: { status: 503 } });
    expect(await link()).toEqual({ url: null, qr: null, account: '出海专班' });
  });
});

describe('somebody else’s client of WeChat', () => {
  it('agrees with our fake about tokens, quotas and menus', async () => {
    const peer = new WechatApi(PLAIN.appid, PLAIN.secret);
    peer.prefix = `${fake.api.server.url}/cgi-bin/`;
    await fake.says('oAnn', 'hi', { appid: PLAIN.appid });
    expect(await peer.sendText('oAnn', '答')).toMatchObject({ errcode: 0 });
    fake.tokensOf(PLAIN.appid).revoke();
    expect(await peer.sendText('oAnn', '答')).toMatchObject({ errcode: 0 });
    for (let index = 0; index < 3; index += 1) await peer.sendText('oAnn', '答');
    await expect(peer.sendText('oAnn', '答')).rejects.toMatchObject({ code: 45047 });
    await expect(peer.sendText('oAnn', '长'.repeat(683))).rejects.toMatchObject({ code: 45002 });
    await expect(
      peer.createMenu({ button: [{ type: 'click', name: '名字太长太长', key: 'k' }] }),
    ).rejects.toMatchObject({ code: 40018 });
    expect(fake.shown.filter(({ appid }) => appid === PLAIN.appid)).toHaveLength(5);
  });
});
