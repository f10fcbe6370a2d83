import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '../../src/outbox/back-off.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { createFollowingKit, type FollowingKit } from '../support/following-kit.ts';

const ARTICLES = ['finance/bud-fund', 'markets/indonesia', 'tax/profits-tax-two-tier'];
const BUD = 'articles/finance/bud-fund';

let kit: FollowingKit;
beforeAll(async () => {
  kit = await createFollowingKit(ARTICLES);
  await kit.following.look();
});
afterAll(async () => {
  await kit.dispose();
  await removeDataDirs();
});

const buttons = ({ suggestions }: { readonly suggestions: readonly { readonly label: string }[] }) =>
  suggestions.map(({ label }) => label);

/** The ceiling of one application, in tens of thousands, in all three languages. */
async function setCeiling(from: number, to: number): Promise<void> {
  const { folder, assistant } = kit.copied;
  await folder.edit(`${BUD}/zh-Hans.md`, new RegExp(`上限${from}万港元`, 'gu'), `上限${to}万港元`);
  await folder.edit(`${BUD}/zh-Hant.md`, new RegExp(`上限${from}萬港元`, 'gu'), `上限${to}萬港元`);
  await folder.edit(`${BUD}/en.md`, new RegExp(`HK\\$${from}0,000`, 'gu'), `HK$${to}0,000`);
  await assistant.reload();
}

describe('following in a conversation', () => {
  it('says purpose, retention and how to stop before anything is kept, then keeps what was agreed to', async () => {
    const asked = await kit.say('关注印尼市场');
    expect(asked.text).toMatch(/用途：[\s\S]*保存：[\s\S]*180天[\s\S]*退订[\s\S]*2026-11-27/u);
    for (const words of [
      asked.text,
      (await kit.say('follow tax', 'c-en')).text,
      (await kit.say('關注稅務', 'c-hk')).text,
    ])
      expect(words).not.toMatch(/[{}]/u);
    expect(buttons(asked)).toEqual(['在这里通知我', '邮件通知我', '这里，收不到时用邮件', '不关注了']);
    expect(await kit.storage.following.findByConversation('c1')).toBeUndefined();
    const followed = await kit.say('在这里通知我');
    expect(followed.text).toBe('已关注：印度尼西亚。输入“退订”即可停止。');
    expect(await kit.storage.following.findByConversation('c1')).toMatchObject({
      follower: { way: 'here', timeZone: 'Asia/Shanghai', language: 'zh-Hans' },
      follows: [{ followed: { kind: 'market', id: 'indonesia' }, wording: '2026-11-27.2', channel: 'directline' }],
    });
    expect((await kit.say('我关注了什么')).text).toContain('印度尼西亚');
  });

  it('keeps nothing of somebody who declines, and answers a question in the middle', async () => {
    await kit.say('follow BUD fund', 'c2');
    expect((await kit.say('No, thanks', 'c2')).text).toBe('Nothing is followed, and nothing was kept.');
    await kit.say('關注BUD專項基金', 'c2');
    expect((await kit.say('BUD基金政府和企業按什麼比例出資？', 'c2')).status).toBe('answered');
    // What was asked is over: this is no choice any more.
    expect((await kit.say('在這裏通知我', 'c2')).text).not.toContain('已關注');
    expect(await kit.storage.following.findByConversation('c2')).toBeUndefined();
  });

  it('suggests following once, to somebody who comes back to a subject', async () => {
    const first = await kit.say('BUD专项基金资助多少', 'c3');
    expect(buttons(first)).not.toContain('有更新通知我');
    const second = await kit.say('BUD专项基金覆盖哪些市场', 'c3');
    const [suggestion] = second.suggestions.filter(({ label }) => label === '有更新通知我');
    expect(suggestion?.text).toBe('关注BUD专项基金与申请易');
    expect(buttons(await kit.say('谁可以申请BUD专项基金', 'c3'))).not.toContain('有更新通知我');
    expect((await kit.say(suggestion?.text ?? '', 'c3')).text).toContain('您将关注：BUD专项基金与申请易');
  });

  it('sends no mail but the code before the address is confirmed, and takes the code once', async () => {
    await kit.say('Follow the BUD fund', 'c4');
    expect((await kit.say('Notify me by e-mail', 'c4')).text).toMatch(/e-mail address/u);
    expect((await kit.say('not an address', 'c4')).text).toMatch(/no e-mail address/u);
    expect((await kit.say('li.ming@firm.example', 'c4')).text).toMatch(/six-digit code/u);
    await kit.send();
    const code = /\d{6}/u.exec(kit.mails.at(-1)?.subject ?? '')?.[0] ?? '';
    expect(kit.mails.at(-1)).toMatchObject({ to: 'li.ming@firm.example' });
    const wrong = code === '000000' ? '111111' : '000000';
    expect((await kit.say(wrong, 'c4')).text).toMatch(/not right/u);
    expect((await kit.say(code, 'c4')).text).toMatch(/confirmed/u);
    expect((await kit.storage.following.findByConversation('c4'))?.follower.email).toBe('li.ming@firm.example');
  });

  it('stops everything at one word, in every language, and obeys shorter words only of followers', async () => {
    const follow = async (conversation: string) => {
      await kit.say('关注印尼市场', conversation);
      await kit.say('在这里通知我', conversation);
    };
    for (const [index, word] of ['退订', '取消关注', '退訂', 'unsubscribe', 'Stop.', '停止'].entries()) {
      const conversation = `stop-${index}`;
      await follow(conversation);
      await kit.say(word, conversation);
      const found = await kit.storage.following.findByConversation(conversation);
      expect([word, found?.follows]).toEqual([word, []]);
    }
    expect((await kit.say('退订', 'nobody')).text).toContain('没有关注');
    expect((await kit.say('stop', 'nobody')).text).not.toContain('follow nothing');
  });

  it('ends one of several by its name, and deletes everything on request', async () => {
    for (const what of ['关注印尼市场', '关注税务']) {
      await kit.say(what, 'c5');
      await kit.say('在这里通知我', 'c5');
    }
    expect((await kit.say('取消关注税务', 'c5')).text).toBe('已停止关注：税务。不会再发送有关通知。');
    expect((await kit.storage.following.findByConversation('c5'))?.follows).toHaveLength(1);
    expect((await kit.say('时区 雅加达', 'c5')).text).toContain('Asia/Jakarta');
    expect((await kit.say('删除我的关注资料', 'c5')).text).toBe('您的关注信息和邮箱地址已删除。');
    expect(await kit.storage.following.findByConversation('c5')).toBeUndefined();
  });

  it('hears words for what they are: a letter of concern, an official account and a question follow nothing', async () => {
    for (const text of ['关注函是什么', '订阅号怎么注册', '关注印尼市场要注意什么？', 'Follow up on what I asked'])
      expect([text, (await kit.say(text, 'c6')).text]).not.toEqual([text, expect.stringContaining('用途：')]);
    expect(await kit.storage.following.findByConversation('c6')).toBeUndefined();
  });
});

describe('what followers hear', () => {
  it('is the old line and the new one with its source, once, and once a day for each article', async () => {
    kit.heard.length = 0;
    kit.mails.length = 0;
    await kit.say('关注BUD专项基金', 'c7');
    await kit.say('在这里通知我', 'c7');
    await setCeiling(80, 90);
    await Promise.all([kit.following.look(), kit.following.look()]);
    // c4 asked for mail, c7 for the chat.
    expect(await kit.send()).toBe(2);
    expect(kit.heard.map(({ conversation }) => conversation)).toEqual(['c7']);
    const [{ text } = { text: '' }] = kit.heard;
    expect(text).toMatch(/原为：.*80万港元[\s\S]*现为：.*90万港元[\s\S]*来源：.*https:\/\/[\s\S]*退订/u);
    expect(kit.mails).toHaveLength(1);
    expect(kit.mails[0]?.unsubscribe).toMatch(/^https:\/\/go\.example\/following\/stop\?f=/u);
    expect(kit.mails[0]?.text).toContain('HK$900,000');
    // Changed again on the same day: told on the next, from what was told.
    await setCeiling(90, 95);
    await kit.following.look();
    expect(await kit.send()).toBe(0);
    kit.setNow('2026-11-28T03:00:00Z');
    await kit.following.look();
    await kit.following.look();
    expect(await kit.send()).toBe(2);
    expect(kit.heard.at(-1)?.text).toMatch(/原为：.*90万港元[\s\S]*现为：.*95万港元/u);
  });

  it('waits for the morning, and is dropped when they stop before it leaves', async () => {
    kit.heard.length = 0;
    kit.setNow('2026-11-29T14:00:00Z');
    await setCeiling(95, 98);
    await kit.following.look();
    expect(await kit.send()).toBe(0);
    await kit.say('退订', 'c7');
    kit.setNow('2026-11-30T01:00:00Z');
    expect(await kit.send()).toBe(2);
    expect(kit.heard).toEqual([]);
    expect(kit.counts.filter((what) => what === 'dropped')).toHaveLength(1);
  });

  it('is a row of fees or thresholds that has changed, by the article that rests on the same page', async () => {
    kit.heard.length = 0;
    kit.setNow('2026-11-30T03:00:00Z');
    await kit.say('关注税务', 'c9');
    await kit.say('在这里通知我', 'c9');
    const { folder, assistant } = kit.copied;
    await folder.edit('tables/thresholds.yaml', /value: 2000000\n/u, 'value: 2500000\n');
    await assistant.reload();
    await kit.following.look();
    await kit.send();
    expect(kit.heard.map(({ conversation }) => conversation)).toEqual(['c9']);
    expect(kit.heard[0]?.text).toMatch(
      /原为：利得税两级制：200万港元。[\s\S]*现为：利得税两级制：250万港元。[\s\S]*来源：.*https:\/\/ird\.gov\.hk\/eng\/faq\/2tr\.htm/u,
    );
    // Nothing more of it on the next day.
    kit.setNow('2026-11-30T23:00:00Z');
    await kit.following.look();
    await kit.send();
    expect(kit.heard).toHaveLength(1);
  });

  it('is over for an announcement when its last mail is given up, and counts it once it is sent again', async () => {
    const { following, outbox } = kit.storage;
    const at = '2026-11-30T23:30:00.000Z';
    const followed = { kind: 'market', id: 'indonesia' } as const;
    const who = { id: 'f-refused', conversation: 'c-refused', channel: 'directline', language: 'en' } as const;
    const follower = { ...who, timeZone: 'Asia/Hong_Kong', way: 'email', email: null } as const;
    await following.follow(follower, { id: 'r1', follower: who.id, followed, wording: 'x', at, channel: who.channel });
    const asked = { follower: who.id, email: 'gone@b.example', codeHash: 'r', tokenHash: 'r', expiresAt: at };
    const mail = { id: 'mail-refused', kind: 'email', lane: 'refused', payload: {}, dueAt: at } as const;
    await following.askConfirmation({ ...asked, expiresAt: '2027-01-01T00:00:00.000Z' }, mail, {
      most: 1,
      since: '2026-11-29T00:00:00.000Z',
      at,
    });
    expect(await following.confirm(who.id, { codeHash: 'r' }, { now: at, tries: 3 })).toBe('confirmed');
    const texts = { en: { title: 'A seminar', body: 'Next month' } };
    const audience = { topics: [], markets: ['indonesia'], provinces: [] };
    const announcement = {
      ...{ id: 'a-refused', state: 'approved' as const, version: 1, texts, audience, author: 'li', authorName: 'li' },
      ...{ createdAt: at, changedAt: at, decidedBy: 'wong', reason: '' },
    } as const;
    const event = {
      announcement: 'a-refused',
      at,
      actor: 'wong',
      what: 'approved',
      reason: '',
      texts,
      audience,
    } as const;
    expect(await following.saveAnnouncement(announcement, 0, event)).toBe(true);
    kit.setNow('2026-12-01T02:00:00Z');
    kit.setMails({ kind: 'dead', error: 'SMTP: EENVELOPE 550' });
    await kit.following.look();
    await kit.send();
    const progress = () => following.progress('announcement:a-refused');
    expect(await progress()).toEqual({ queued: 0, sent: 1, held: 0, dropped: 0, failed: 1 });
    await kit.following.look();
    expect(await following.announcement('a-refused')).toMatchObject({ state: 'sent' });

    // Sent again by an admin while the mail server is away: given up after so many attempts.
    const [given] = await outbox.troubled(1);
    expect(await outbox.replay(given?.id ?? '', new Date('2026-12-01T02:00:00Z'))).toBe(true);
    expect(await progress()).toMatchObject({ queued: 1, failed: 0 });
    kit.setMails({ kind: 'retry', error: 'no connection (ECONNREFUSED)' });
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      expect(await progress()).toMatchObject({ queued: 1, failed: 0 });
      kit.setNow(`2026-12-01T02:${String(2 * attempt).padStart(2, '0')}:00Z`);
      await kit.send();
    }
    expect(await progress()).toMatchObject({ queued: 0, failed: 1 });

    kit.setMails({ kind: 'sent' });
    expect(await outbox.replay(given?.id ?? '', new Date('2026-12-01T02:40:00Z'))).toBe(true);
    kit.setNow('2026-12-01T02:41:00Z');
    kit.mails.length = 0;
    await kit.send();
    expect(kit.mails.map(({ to }) => to)).toEqual(['gone@b.example']);
    expect(await progress()).toEqual({ queued: 0, sent: 2, held: 0, dropped: 0, failed: 0 });
  });

  it('waits in a closed app until they write, and says that it waited', async () => {
    kit.heard.length = 0;
    kit.setNow('2026-12-01T03:00:00Z');
    await kit.say('关注BUD专项基金', 'c8', 'whatsapp');
    await kit.say('在这里通知我', 'c8', 'whatsapp');
    kit.setWindow('closed');
    await setCeiling(98, 99);
    await kit.following.look();
    await kit.send();
    expect(kit.heard).toEqual([]);
    expect((await kit.storage.following.counts()).held).toBe(1);
    kit.setNow('2026-12-03T15:00:00Z');
    await kit.say('你好', 'c8', 'whatsapp');
    await kit.send();
    expect(kit.heard).toHaveLength(1);
    expect(kit.heard[0]?.text).toMatch(/^对话关闭期间（2026年12月1日）：/u);
    expect(kit.log.lines.filter((line) => line.includes('could not'))).toEqual([]);
  });
});
