import { afterEach, describe, expect, it } from 'vitest';
import type { Address } from '../../../src/channels/messenger/channel.ts';
import { createWechatChannel } from '../../../src/channels/wechat/create-wechat-channel.ts';
import { NO_EVIDENCE } from '../../../src/domain/answer.ts';
import { startFakeWechat } from '../../../src/simulators/wechat/fake-wechat.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { removeDataDirs, startTestApp } from '../../fakes/start-test-app.ts';
import { serveChannel } from '../../support/serve-channel.ts';
import { ACCOUNT } from './wechat-vendor.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await removeDataDirs();
});

/** An account that may not send customer messages; `answers` come `delayMs` after each text. */
async function start({
  answers,
  delayMs = 0,
  aesKey = ACCOUNT.aesKey,
}: {
  answers: readonly string[];
  delayMs?: number;
  aesKey?: string | null;
}) {
  const account = { ...ACCOUNT, aesKey, maySend: false };
  const fake = await startFakeWechat({ accounts: [account] });
  const channel = createWechatChannel({
    settings: { accounts: [{ ...account, isPassive: true }], apiUrl: fake.api.server.url, timeoutMs: 500 },
    clock: () => new Date(),
    log: createMemoryLog(),
    menu: new Map(),
    passiveWaitMs: 600,
  });
  const outcomes: unknown[] = [];
  const served = await serveChannel(channel, ([event]) => {
    if (event === undefined || event.content.kind !== 'text') return;
    setTimeout(() => void say(event.address), delayMs);
  });
  async function say(address: Address): Promise<void> {
    for (const content of answers)
      outcomes.push(await channel.send(address, { msgtype: 'text', text: { content } }, 'm'));
  }
  fake.deliverTo(`${served.url}/channels/wechat/webhook`);
  closers.push(
    () => served.close(),
    () => fake.close(),
  );
  return { fake, served, outcomes };
}

describe('an account that may only answer within the response', () => {
  it.each([ACCOUNT.aesKey, null])('answers in time in one text (key %s)', async (aesKey) => {
    const { fake, outcomes } = await start({ answers: ['第一段', '第二段 ]]> & <'], aesKey });
    expect(await fake.says('oAnn', '问')).toMatchObject({ reply: '第一段\n\n第二段 ]]> & <', isFault: false });
    expect(outcomes).toEqual([
      { kind: 'sent', vendorMessage: null },
      { kind: 'sent', vendorMessage: null },
    ]);
  });

  it('says how to get what found no room, which waits for the person', async () => {
    const { fake, outcomes } = await start({ answers: ['长'.repeat(600), '长'.repeat(600)] });
    const { reply, isFault } = await fake.says('oAnn', '问');
    expect([reply?.endsWith('（回复 1 查看其余内容）'), isFault]).toEqual([true, false]);
    expect(outcomes[1]).toMatchObject({ kind: 'window-closed', code: 'passive' });
  });

  it('says in time that it is still working, in the language of the question', async () => {
    const { fake, outcomes } = await start({ answers: ['晚了'], delayMs: 900 });
    expect(await fake.says('oAnn', '问')).toMatchObject({
      reply: '已收到，正在处理。稍后回复 1 查看答复。',
      isFault: false,
    });
    expect((await fake.says('oBob', 'what now')).reply).toContain('Reply 1');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(outcomes[0]).toMatchObject({ kind: 'window-closed' });
  });

  it('gives a repeated push the answer of the first', async () => {
    const { fake, served } = await start({ answers: ['答'], delayMs: 100 });
    const { statuses } = await fake.says('oAnn', '问', { copies: 3 });
    expect([statuses, served.events.length]).toEqual([[200, 200, 200], 1]);
  });

  it('has nothing to say to somebody who only came, went, or looked', async () => {
    const { fake } = await start({ answers: [] });
    for (const Event of ['subscribe', 'unsubscribe', 'VIEW'])
      expect(await fake.push('oAnn', { MsgType: 'event', Event, EventKey: '' })).toMatchObject({
        reply: null,
        isFault: false,
      });
  });
});

describe('a passive account with the program behind it', () => {
  it('says the best section with a way to the rest, and the rest at its number', { timeout: 30_000 }, async () => {
    const fake = await startFakeWechat({ accounts: [{ ...ACCOUNT, maySend: false }] });
    const sections = ['最好的一节。', '**还有什么？**', '另一节。[1]', '**注意**：只限一家。', '可以换个说法。'].join(
      '\n\n',
    );
    const quoted = { 'tax/zh-Hans#a': 'a', 'tax/zh-Hans#b': 'b' };
    const app = await startTestApp({
      env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' },
      answer: ({ text }) =>
        text === '分节' ? { text: sections, evidence: { ...NO_EVIDENCE, quoted }, language: 'zh-Hans' } : {},
    });
    closers.push(
      () => app.stop(),
      () => fake.close(),
    );
    fake.deliverTo(`${app.url}/channels/wechat/webhook`);
    await fake.says('oAnn', '你好');
    const { reply } = await fake.says('oAnn', '分节');
    for (const words of ['最好的一节。', '注意：只限一家。', '可以换个说法。', '更多']) expect(reply).toContain(words);
    expect(reply).not.toContain('另一节');
    expect(reply).not.toContain('https://');
    const rest = await fake.says('oAnn', '1');
    for (const words of ['还有什么？', '另一节。[1]', 'https://www.ird.gov.hk/eng/faq/2tr.htm'])
      expect(rest.reply).toContain(words);
    expect(rest.reply).not.toContain('最好的一节');
    expect(app.handled.map(({ text }) => text)).toEqual(['你好', '分节']);
    expect(fake.refused).toEqual([]);
  });

  it('brings a late answer at «1», once, and asks nothing by it', { timeout: 30_000 }, async () => {
    const fake = await startFakeWechat({ accounts: [{ ...ACCOUNT, maySend: false }] });
    const app = await startTestApp({
      env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' },
      beforeAnswer: ({ text }) => new Promise((resolve) => setTimeout(resolve, text === '慢' ? 4500 : 0)),
    });
    closers.push(
      () => app.stop(),
      () => fake.close(),
    );
    fake.deliverTo(`${app.url}/channels/wechat/webhook`);
    await fake.says('oAnn', '快');
    expect((await fake.says('oAnn', '慢')).reply).toContain('回复 1');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await fake.says('oAnn', '1')).reply).toContain('You said: 慢');
    expect(app.handled.map(({ text }) => text)).toEqual(['快', '慢']);
    expect(fake.refused).toEqual([]);
  });
});
