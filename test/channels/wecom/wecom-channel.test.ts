import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Address, VendorMessage } from '../../../src/channels/messenger/channel.ts';
import { createWecomChannel } from '../../../src/channels/wecom/create-wecom-channel.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import { NO_EVIDENCE } from '../../../src/domain/answer.ts';
import { type FakeWecom, KF_ACCOUNT, startFakeWecom } from '../../../src/simulators/wecom/fake-wecom.ts';
import { createMemoryCursorStore } from '../../fakes/memory-cursor-store.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { PDF } from '../../support/files.ts';
import { type ServedChannel, serveChannel } from '../../support/serve-channel.ts';

const said = (content: string) => ({ msgtype: 'text', text: { content } });
const text: (content: string) => VendorMessage = said;

let nowMs: number;
const clock = () => new Date(nowMs);
let fake: FakeWecom;
let served: ServedChannel;
let cursors: ReturnType<typeof createMemoryCursorStore>;
let log: ReturnType<typeof createMemoryLog>;

function createChannel(servicer: string | null = null) {
  const env = (name: string) => fake.env[name] ?? '';
  return createWecomChannel({
    settings: {
      corpId: env('WECOM_CORP_ID'),
      secret: env('WECOM_SECRET'),
      token: env('WECOM_TOKEN'),
      aesKey: env('WECOM_AES_KEY'),
      apiUrl: env('WECOM_API_URL'),
      servicer,
      link: 'https://work.weixin.qq.com/kfid/kfc1?enc_scene=ENC',
      timeoutMs: 500,
    },
    cursors,
    clock,
    log,
  });
}
let channel: ReturnType<typeof createChannel>;

beforeEach(async () => {
  nowMs = Date.parse('2026-11-27T04:00:00Z');
  fake = await startFakeWecom({ clock, pageSize: 3 });
  cursors = createMemoryCursorStore();
  log = createMemoryLog();
  channel = createChannel();
  served = await serveChannel(channel);
  fake.deliverTo(`${served.url}/channels/wecom/webhook`);
});
afterEach(async () => {
  await served.close();
  await fake.close();
});

const addressOf = (person: string): Address => ({ messenger: 'wecom', account: KF_ACCOUNT, person });
const arrived = (count: number) => vi.waitFor(() => expect(served.events).toHaveLength(count), { timeout: 5000 });
const textsOf = () => served.events.map(({ content }) => ('text' in content ? content.text : content.kind));

describe('the callback of WeCom', () => {
  it('is answered with the opened text when the address is entered', async () => {
    expect(await fake.checkAddress()).toEqual({ status: 200, isRight: true });
    expect(await fake.checkAddress('0'.repeat(40))).toEqual({ status: 403, isRight: false });
  });

  it('is refused when it is old, of another type, or not sealed', async () => {
    const post = async (how: { at?: number; type?: string; body?: string }) => {
      const { url, body } = fake.prepare(how.at);
      const headers = { 'Content-Type': how.type ?? 'text/xml' };
      const { status } = await fetch(url, { method: 'POST', headers, body: how.body ?? body });
      return [status, served.skipped.splice(0)];
    };
    expect(await post({})).toEqual([200, []]);
    expect(await post({ at: nowMs / 1000 - 601 })).toEqual([403, ['too-old']]);
    expect(await post({ at: nowMs / 1000 + 601 })).toEqual([403, ['too-old']]);
    expect(await post({ type: 'application/json' })).toEqual([415, ['wrong-content-type']]);
    expect(await post({ body: '<xml/>' })).toEqual([403, ['not-encrypted']]);
    expect(await post({ body: '<!DOCTYPE xml><xml><Encrypt>AAAA</Encrypt></xml>' })).toEqual([403, ['bad-signature']]);
  });
});

describe('pulling', () => {
  it('brings page after page, in order, and moves on after each is kept', async () => {
    for (let index = 1; index <= 8; index += 1) await fake.says('wmAnn', said(`第${index}`), { isTold: false });
    await fake.callback();
    await arrived(8);
    expect(textsOf()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((index) => `第${index}`));
    await vi.waitFor(() => expect(cursors.written).toEqual(['cursor-3', 'cursor-6', 'cursor-8']));
    expect(served.events[0]).toMatchObject({ address: addressOf('wmAnn'), at: '2026-11-27T04:00:00.000Z' });
  });

  it('does not move on over what could not be kept, and tries again by itself', async () => {
    await served.close();
    let failures = 1;
    channel = createChannel();
    served = await serveChannel(channel, () => {
      failures -= 1;
      if (failures >= 0) throw new Error('the disk is full');
    });
    fake.deliverTo(`${served.url}/channels/wecom/webhook`);
    expect(await fake.says('wmAnn', said('一'))).toBe(200);
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('could not be kept'));
    expect(cursors.written).toEqual([]);
    await arrived(1);
  });

  it('leaves history alone at the very first pull, and nothing later', async () => {
    await fake.says('wmAnn', said('前天'), { at: new Date(nowMs - 2 * 24 * 3_600_000), isTold: false });
    await fake.says('wmAnn', said('四分钟前'), { at: new Date(nowMs - 240_000) });
    await arrived(1);
    expect(textsOf()).toEqual(['四分钟前']);
    expect(served.skipped).toEqual(['history']);
    await fake.says('wmAnn', said('迟到'), { at: new Date(nowMs - 3_600_000) });
    await arrived(2);
  });

  it('makes one call at a time for an account, and looks once more for what came meanwhile', async () => {
    fake.api.server.delayMs = 30;
    await Promise.all(['一', '二', '三', '四'].map((words) => fake.says('wmAnn', said(words))));
    await arrived(4);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const ids = served.events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(new Set(cursors.written).size).toBe(cursors.written.length);
  });

  it('keeps accounts apart', async () => {
    await fake.says('wmAnn', said('甲'), { account: 'wkA' });
    await fake.says('wmAnn', said('乙'), { account: 'wkB' });
    await arrived(2);
    expect(served.events.map(({ address }) => address.account).toSorted()).toEqual(['wkA', 'wkB']);
    await vi.waitFor(async () => expect(await cursors.accounts('wecom')).toEqual(['wkA', 'wkB']));
  });

  it('reads on at the start from where an earlier run stopped', async () => {
    await cursors.write('wecom', KF_ACCOUNT, 'cursor-0');
    await fake.says('wmAnn', said('你们不在的时候'), { at: new Date(nowMs - 7_200_000), isTold: false });
    const stop = channel.start?.(served.inbox);
    await arrived(1);
    stop?.();
    await fake.says('wmAnn', said('停了'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(served.events).toHaveLength(1);
  });

  it.each([{ errcode: 45009 }, { status: 500 }, 'garbage', 'silent'] as const)('tries again after %o', async (what) => {
    fake.api.fail({ path: 'kf/sync_msg', what });
    await fake.says('wmAnn', said('一'));
    await arrived(1);
  });

  it('stops at a page that claims more and moves nowhere', async () => {
    await fake.says('wmAnn', said('一'));
    await arrived(1);
    await fake.callback();
    await fake.callback();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(served.events).toHaveLength(1);
  });
});

describe('what a message says', () => {
  it.each([
    [said(' 007 '), { kind: 'text', text: ' 007 ' }],
    [
      { msgtype: 'text', text: { content: '是', menu_id: 'id1' } },
      { kind: 'choice', choice: 'id1', text: '是' },
    ],
    [
      { msgtype: 'image', image: { media_id: 'm' } },
      { kind: 'media', mediaType: 'image/jpeg', reference: 'm' },
    ],
    [
      { msgtype: 'voice', voice: { media_id: 'm' } },
      { kind: 'media', mediaType: 'audio/amr', reference: 'm' },
    ],
    [
      { msgtype: 'file', file: { media_id: 'm' } },
      { kind: 'media', reference: 'm' },
    ],
    [
      { msgtype: 'location', location: { latitude: 22.28, longitude: 114.15, name: '中环', address: '香港' } },
      { kind: 'text', text: '中环 香港 (22.28, 114.15)' },
    ],
    [
      { msgtype: 'link', link: { title: '公告', url: 'https://a.hk' } },
      { kind: 'text', text: '公告\nhttps://a.hk' },
    ],
    [
      { msgtype: 'miniprogram', miniprogram: {} },
      { kind: 'unsupported', vendorType: 'miniprogram' },
    ],
  ])('%o', async (message, content) => {
    await fake.says('wmAnn', message);
    await arrived(1);
    expect(served.events).toMatchObject([{ content }]);
  });

  it('leaves out what it cannot read, what a servicer wrote and what was taken back, and takes the next', async () => {
    await fake.says('wmAnn', { msgtype: 'text', text: { content: 5 } }, { isTold: false });
    await fake.says('wmAnn', { ...said('我是小王'), origin: 5 }, { isTold: false });
    await fake.event({ event_type: 'user_recall_msg', external_userid: 'wmAnn', recall_msgid: 'x' });
    await fake.event({ event_type: 'session_status_change', external_userid: 'wmAnn', change_type: 1 });
    await fake.says('wmAnn', said('好'));
    await arrived(1);
    expect(served.skipped).toEqual(['unknown-shape', 'servicer-message', 'recalled', 'other-event']);
  });

  it('reports a message that the phone refused, by our own id', async () => {
    await fake.failsToShow('wmAnn', 'our-id', 4);
    await vi.waitFor(() =>
      expect(served.reports).toMatchObject([
        { account: KF_ACCOUNT, vendorMessage: 'our-id', message: 'our-id', status: 'failed', code: 'fail-4' },
      ]),
    );
  });
});

describe('answering', () => {
  it('welcomes with the code of who came, in time and once', async () => {
    await fake.enters('wmAnn', { scene: 'booth7' });
    await arrived(1);
    const [event] = served.events;
    if (event === undefined) throw new Error('nobody came');
    expect(event.content).toEqual({ kind: 'joined', scene: 'booth7' });
    expect(await channel.send(event.address, text('欢迎'), 'w1')).toEqual({ kind: 'sent', vendorMessage: 'w1' });
    expect(fake.shown).toMatchObject([{ text: '欢迎', isWelcome: true }]);
    // The code is used up, and nothing was written to us.
    expect(await channel.send(event.address, text('再说'), 'w2')).toMatchObject({
      kind: 'window-closed',
      code: '95002',
    });
    await fake.says('wmAnn', said('你好'));
    expect(await channel.send(event.address, text('答'), 'w3')).toMatchObject({ kind: 'sent' });
    nowMs += 21_000;
    await channel.send(event.address, text('答'), 'w4');
    const welcomes = fake.api.calls.filter(({ path }) => path.endsWith('send_msg_on_event'));
    expect(welcomes.map(({ json }) => (json as { msgid: string }).msgid)).toEqual(['w1', 'w2', 'w3']);
  });

  it('keeps to five messages and 48 hours', async () => {
    await fake.says('wmAnn', said('hi'));
    const send = (id: string) => channel.send(addressOf('wmAnn'), text('答'), id);
    for (let index = 0; index < 5; index += 1)
      expect(await send(`m${index}`)).toEqual({ kind: 'sent', vendorMessage: `m${index}` });
    expect(await send('m5')).toMatchObject({ kind: 'window-closed', code: '95001' });
    nowMs += 48 * 3_600_000 + 1000;
    expect(await send('m6')).toMatchObject({ kind: 'window-closed', code: '95002' });
  });

  it('takes a repeat of what was never answered for sent, and shows it once', async () => {
    await fake.says('wmAnn', said('hi'));
    fake.api.fail({ path: 'kf/send_msg', what: 'accepts-silently' });
    expect(await channel.send(addressOf('wmAnn'), text('答'), 'm1')).toMatchObject({ kind: 'retry', code: 'timeout' });
    expect(await channel.send(addressOf('wmAnn'), text('答'), 'm1')).toEqual({ kind: 'sent', vendorMessage: 'm1' });
    expect(fake.shown).toHaveLength(1);
    // Without a time-out before it, the same refusal is one that nobody knows.
    expect(await channel.send(addressOf('wmAnn'), text('答'), 'm1')).toMatchObject({ kind: 'retry' });
  });

  it('waits while somebody in the WeCom app has the chat', async () => {
    await fake.says('wmAnn', said('hi'));
    fake.setState('wmAnn', 3);
    expect(await channel.send(addressOf('wmAnn'), text('答'), 'm1')).toMatchObject({
      kind: 'window-closed',
      code: '95018',
    });
  });

  it('passes the chat to the servicer with the words of a new case, and keeps it when nobody is on duty', async () => {
    channel = createChannel('zhangsan');
    const card = {
      kind: 'case',
      number: 'GG2611-ABCDE-1',
      code: 'X',
      state: 'new',
      desk: '值班',
      promisedBy: null,
      statusUrl: 'https://a.hk/case',
      language: 'zh-Hans',
    } as const;
    const answer: Answer = {
      status: 'handoff',
      completeness: 'none',
      language: 'zh-Hans',
      text: '个案已开立。',
      card,
      citations: [],
      suggestions: [],
      question: { original: '', standalone: '' },
      evidence: NO_EVIDENCE,
    };
    const { messages } = channel.render({ kind: 'answer', answer }, addressOf('wmAnn'));
    const last = messages.at(-1) ?? {};
    await fake.says('wmAnn', said('同意并发送'));
    expect(await channel.send(addressOf('wmAnn'), last, 'm1')).toMatchObject({ kind: 'sent' });
    expect([fake.stateOf('wmAnn'), log.lines.join()]).toEqual([0, expect.stringContaining('could not be passed')]);
    fake.servicers.add('zhangsan');
    await channel.send(addressOf('wmAnn'), last, 'm2');
    expect(fake.stateOf('wmAnn')).toBe(3);
    // Telling of a case that exists already moves nothing.
    const again = channel.render(
      { kind: 'answer', answer: { ...answer, card: { ...card, code: null } } },
      addressOf('wmAnn'),
    );
    expect(again.messages.at(-1)).not.toHaveProperty('transfer');
    expect(fake.refused).toEqual([]);
  });
});

describe('a file that a person sends in WeCom', () => {
  const file = { bytes: PDF, contentType: 'application/pdf' };
  const fetched = (reference: string, most = 1000) => channel.fetchMedia?.(addressOf('wmAnn'), reference, most);

  it('comes by its media id, whole, and never more of it than may be kept', async () => {
    fake.api.media.set('media-7', file);
    await fake.says('wmAnn', { msgtype: 'file', file: { media_id: 'media-7' } });
    await arrived(1);
    const content = served.events[0]?.content;
    expect(content).toMatchObject({ kind: 'media', reference: 'media-7' });
    expect(await fetched('media-7')).toMatchObject({ kind: 'fetched', bytes: PDF });
    expect(await fetched('media-7', PDF.length - 1)).toEqual({ kind: 'too-large' });
    const asked = fake.api.calls.find(({ path }) => path === '/cgi-bin/media/get');
    expect(asked).toMatchObject({ method: 'GET' });
    expect(asked?.query.get('media_id')).toBe('media-7');
  });

  it('comes with a new token when theirs was ended', async () => {
    fake.api.media.set('media-7', file);
    expect(await fetched('media-7')).toMatchObject({ kind: 'fetched' });
    fake.tokens.revoke();
    expect(await fetched('media-7')).toMatchObject({ kind: 'fetched', bytes: PDF });
  });

  it('is a failure with their code when it is gone, and when they do not answer', async () => {
    expect(await fetched('media-of-last-week')).toEqual({ kind: 'failed', code: '40007' });
    fake.api.fail({ path: 'media/get', what: { status: 503 } }, { path: 'media/get', what: 'silent' });
    expect(await fetched('media-7')).toEqual({ kind: 'failed', code: 'http-503' });
    expect(await fetched('media-7')).toEqual({ kind: 'failed', code: 'timeout' });
  });

  it('may hold what looks like a refusal', async () => {
    const bytes = Buffer.from('{"errcode": 40001}');
    fake.api.media.set('media-8', { bytes, contentType: 'application/octet-stream' });
    expect(await fetched('media-8')).toMatchObject({ kind: 'fetched', bytes });
  });
});

it('comes with a code by the link of the account, which brings it back when the person enters', async () => {
  const { url, qr } = (await channel.moveLink?.('K7M-4PX-2RC', '')) ?? { url: '', qr: '' };
  expect(url).toBe('https://work.weixin.qq.com/kfid/kfc1?enc_scene=ENC&scene_param=K7M-4PX-2RC');
  expect(qr).toBe(url);
});
