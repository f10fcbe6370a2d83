import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FORM_REPLIES } from '../../src/bench/story/form-replies.ts';
import { type Answer, NO_EVIDENCE } from '../../src/domain/answer.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { signInOfficer } from '../fakes/officer-client.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../fakes/start-test-app.ts';
import { startRealApp } from '../support/real-app.ts';

/** What a person does in the vendor's app. */
export type Doing =
  | { readonly kind: 'text'; readonly text: string }
  /** Presses what shows this, on the last message that has it. */
  | { readonly kind: 'press'; readonly label: string }
  | { readonly kind: 'picture'; readonly fileName: string }
  /** A kind that no channel of ours understands. */
  | { readonly kind: 'strange' };

export interface SeenByPerson {
  readonly text: string;
  /** What can be pressed, in order. */
  readonly options: readonly string[];
}

/** A vendor's fake as the contract plays with it. People are named by any word. */
export interface ContractVendor {
  /** Configures the channel for this fake. */
  readonly env: Readonly<Record<string, string>>;
  /** Where our program listens (http://127.0.0.1:PORT). */
  deliverTo(url: string): void;
  /** Resolves to the status of our acknowledgement. The same id again is a delivery again. */
  does(person: string, doing: Doing, how?: { readonly id?: string; readonly at?: Date }): Promise<number>;
  /** What the person has on their screen from us, oldest first. */
  seen(person: string): readonly SeenByPerson[];
  /** What the vendor refused because of its form or limits. */
  refused(): readonly string[];
  /** A genuine delivery of this text with one bit changed after it was signed. */
  forge(text: string): Promise<number>;
  /** Posts bytes that are signed, or as well signed as such bytes can be. */
  postSigned(bytes: Buffer, contentType: string): Promise<number>;
  /** Of the next call that would send a message. `timeout`: it is taken and never answered. */
  failNext(fault: 'server-error' | 'timeout' | 'expired-token'): void;
  /** Puts right what `expired-token` broke, where an operator has to. */
  renewToken(): void;
  readonly facts: {
    readonly contentType: string;
    /** Longest body that is read. */
    readonly bodyLimitBytes: number;
    /** Whether a message that timed out may be seen twice: nothing of the vendor's prevents it. */
    readonly mayRepeat: boolean;
    /** Hours after which we may not write; null: always. */
    readonly windowHours: number | null;
  };
  close(): Promise<void>;
}

const URL_OF_SOURCE = 'https://www.ird.gov.hk/eng/faq/2tr.htm';
/** Long enough for a call that is never answered, short enough for a test. */
const TIMEOUT_MS = '400';

/** What every channel of a messaging app promises, whatever the vendor. */
export function messengerChannelContract(
  name: string,
  startVendor: (clock: () => Date) => Promise<ContractVendor>,
): void {
  describe(`MessengerChannel: ${name}`, () => {
    let offsetMs = 0;
    const clock = () => new Date(Date.now() + offsetMs);
    const later = (ms: number) => {
      offsetMs += ms;
    };
    let vendor: ContractVendor;
    let app: TestApp | undefined;
    const answers = new Map<string, Partial<Answer>>();

    const start = async (options: Partial<TestAppOptions> = {}): Promise<TestApp> => {
      app = await startTestApp({
        env: { ...vendor.env, PUBLIC_URL: 'https://go.example.hk', MESSENGER_TIMEOUT_MS: TIMEOUT_MS, ...UNLIMITED },
        overrides: { clock },
        answer: ({ text }) => answers.get(text) ?? {},
        ...options,
      });
      vendor.deliverTo(app.url);
      return app;
    };
    const seenTexts = (person = 'ann') => vendor.seen(person).map(({ text }) => text);
    const waitFor = (text: string, person = 'ann') =>
      vi.waitFor(
        () => {
          const found = vendor.seen(person).filter((message) => message.text.includes(text));
          expect(found, `«${text}» is on the screen`).not.toEqual([]);
          return found;
        },
        { timeout: 8000, interval: 25 },
      );
    const say = async (text: string, how?: { readonly id?: string; readonly at?: Date }) =>
      expect(await vendor.does('ann', { kind: 'text', text }, how)).toBe(200);

    beforeEach(async () => {
      offsetMs = 0;
      answers.clear();
      vendor = await startVendor(clock);
    });
    afterEach(async () => {
      await app?.stop();
      app = undefined;
      const refused = vendor.refused();
      await vendor.close();
      expect(refused).toEqual([]);
    });

    it('answers a text, with sources that can be opened, after a welcome that comes once', async () => {
      await start();
      await say('What is the rate?');
      const [answer] = await waitFor('You said: What is the rate?');
      // An address ends where the line does: nothing that follows is taken for its part.
      expect(answer?.text.split(/\s+/)).toContain(URL_OF_SOURCE);
      await say('And then?');
      await waitFor('You said: And then?');
      expect(seenTexts().filter((text) => text.includes('180'))).toHaveLength(1);
    });

    it('offers suggestions that are pressed or answered by their number', async () => {
      const options = ['Guangdong', 'Zhejiang'].map(
        (label) => ({ kind: 'option', label, text: `I am in ${label}` }) as const,
      );
      answers.set('Where?', { suggestions: options });
      const { handled } = await start();
      await say('Where?');
      await waitFor('You said: Where?');
      const last = vendor.seen('ann').at(-1);
      if ((last?.options.length ?? 0) > 0)
        expect(await vendor.does('ann', { kind: 'press', label: 'Zhejiang' })).toBe(200);
      else await say('２');
      await waitFor('I am in Zhejiang');
      await say('Where?', { id: 'again' });
      await vi.waitFor(() => expect(seenTexts().filter((text) => text.includes('Where?'))).toHaveLength(2), {
        timeout: 8000,
      });
      await say('一');
      await waitFor('I am in Guangdong');
      expect(handled.map(({ text }) => text)).toEqual(['Where?', 'I am in Zhejiang', 'Where?', 'I am in Guangdong']);
    });

    it('splits a long answer without cutting a character or an address, and goes on at «more»', async () => {
      const family = '👩‍👩‍👧‍👦';
      const address = `https://www.example.gov.hk/${'path/'.repeat(12)}page.htm`;
      const paragraphs = Array.from(
        { length: 40 },
        (_, index) => `第${index}段${`利得税${family}`.repeat(20)} ${address}`,
      );
      answers.set('long', { text: paragraphs.join('\n\n'), citations: [], suggestions: [], language: 'zh-Hans' });
      await start();
      await say('long');
      await waitFor('更多');
      for (let round = 0; round < 20 && !seenTexts().some((text) => text.includes('第39段')); round++) {
        const before = seenTexts().length;
        await say('更多');
        await vi.waitFor(() => expect(seenTexts().length).toBeGreaterThan(before), { timeout: 8000 });
        // Whatever else belongs to this part.
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const all = seenTexts().join('\n');
      for (let index = 0; index < 40; index++) expect(all.split(`第${index}段`)).toHaveLength(2);
      expect(all.split(family).length - 1).toBe(40 * 20);
      for (const text of seenTexts()) {
        expect(text.isWellFormed()).toBe(true);
        for (const found of text.match(/https:\/\/www\.example\S*/gu) ?? []) expect(found).toBe(address);
      }
    });

    it.each(
      LANGUAGES,
    )('says the best section with what may not be left out, and the rest at «more» (%s)', async (language) => {
      const { best, further, closing, label, says } = SECTIONS[language];
      answers.set('sections', sectionedAnswer(language));
      const { handled } = await start();
      await say('sections');
      const [, page2, page3] = SOURCES_OF_SECTIONS;
      await waitFor(closing.at(-1) ?? '');
      // Whatever else belongs to this part.
      await new Promise((resolve) => setTimeout(resolve, 100));
      const first = seenTexts().join('\n');
      for (const words of [best, ...closing, ...sourcesIn(best + closing.join(''))]) expect(first).toContain(words);
      for (const words of [...further, page2, page3]) expect(first).not.toContain(words);
      const offered = vendor
        .seen('ann')
        .flatMap(({ text, options }) => [...options, ...text.split('\n').map((line) => line.replace(/^\d+\. /, ''))]);
      for (const words of [label, 'Other subject', 'Next question']) expect(offered).toContain(words);
      const before = seenTexts().length;
      if (vendor.seen('ann').at(-1)?.options.includes(label) === true)
        expect(await vendor.does('ann', { kind: 'press', label })).toBe(200);
      else await say(says);
      await waitFor(further.at(-1) ?? '');
      const rest = seenTexts().slice(before).join('\n');
      for (const words of [...further, ...sourcesIn(further.join(''))]) expect(rest.split(words)).toHaveLength(2);
      for (const words of [best, ...closing]) expect(rest).not.toContain(words);
      expect(rest.indexOf(further[0])).toBeLessThan(rest.indexOf(further[1]));
      expect(handled).toHaveLength(1);
      await say(says);
      await waitFor(`You said: ${says}`);
      expect(handled.map(({ text }) => text)).toEqual(['sections', says]);
    });

    it('forgets the sections that wait when something else is asked', async () => {
      answers.set('sections', sectionedAnswer('en'));
      const { handled } = await start();
      await say('sections');
      await waitFor(SECTIONS.en.best);
      await say('And then?');
      await waitFor('You said: And then?');
      await say('more');
      await waitFor('You said: more');
      expect(seenTexts().join('\n')).not.toContain(SECTIONS.en.further[1]);
      expect(handled.map(({ text }) => text)).toEqual(['sections', 'And then?', 'more']);
    });

    it('handles what is delivered twice once, also minutes later, and keeps the order of arrival', async () => {
      const { handled } = await start({ beforeAnswer: () => new Promise((resolve) => setTimeout(resolve, 20)) });
      const [first, second] = [new Date(clock().getTime() - 2000), new Date(clock().getTime() - 1000)];
      await say('second', { id: 'm2', at: second });
      await say('first', { id: 'm1', at: first });
      await say('second', { id: 'm2', at: second });
      await Promise.all(
        ['m1', 'm2'].map((id) => say(id === 'm1' ? 'first' : 'second', { id, at: id === 'm1' ? first : second })),
      );
      await waitFor('You said: second');
      await waitFor('You said: first');
      // A replay that is older than five minutes.
      later(6 * 60_000);
      await say('second', { id: 'm2', at: second });
      await say('third');
      await waitFor('You said: third');
      expect(handled.map(({ text }) => text)).toEqual(['second', 'first', 'third']);
      expect(seenTexts().filter((text) => text.includes('You said'))).toHaveLength(3);
    });

    it('answers what a crash cut off at the next start, and says nothing twice', async () => {
      let isStuck = true;
      const first = await start({
        beforeAnswer: async ({ text }) => {
          if (text === 'stuck' && isStuck) throw new Error('the power went');
        },
      });
      await say('before');
      await waitFor('You said: before');
      await say('stuck', { id: 'm-stuck' });
      await vi.waitFor(() => expect(first.log.lines.some((line) => line.includes('could not be handled'))).toBe(true));
      await first.stop();
      isStuck = false;
      await start({ dataDir: first.dataDir });
      await waitFor('You said: stuck');
      await say('stuck', { id: 'm-stuck' });
      expect(seenTexts().filter((text) => text.includes('You said: before'))).toHaveLength(1);
      expect(seenTexts().filter((text) => text.includes('You said: stuck'))).toHaveLength(1);
    });

    it('refuses what is forged before it reads it', async () => {
      const { handled } = await start();
      const status = await vendor.forge('pay me');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      const metrics = await (await fetch(`${app?.url ?? ''}/metrics`)).text();
      expect(metrics).toMatch(/goglobal_messenger_skipped_total\{[^}]*reason="bad-signature"[^}]*\} 1/);
      expect(handled).toEqual([]);
    });

    it('refuses what is too large, of another type or cut off, and takes the next', async () => {
      const { handled } = await start();
      const { contentType, bodyLimitBytes } = vendor.facts;
      expect(await vendor.postSigned(Buffer.alloc(bodyLimitBytes + 1, 'x'), contentType)).toBe(413);
      expect(await vendor.postSigned(Buffer.from('a=1'), 'application/x-www-form-urlencoded')).toBe(415);
      expect(await vendor.postSigned(Buffer.from('{"object": "whats'), contentType)).toBeGreaterThanOrEqual(400);
      await say('still there?');
      await waitFor('still there?');
      expect(handled).toHaveLength(1);
    });

    it('says once that it cannot read a message of a strange kind', async () => {
      await start();
      expect(await vendor.does('ann', { kind: 'strange' })).toBe(200);
      expect(await vendor.does('ann', { kind: 'strange' })).toBe(200);
      await vi.waitFor(() => expect(seenTexts()).toHaveLength(1), { timeout: 8000 });
      await say('Sorry');
      await waitFor('You said: Sorry');
      expect(seenTexts().filter((text) => /文字/u.test(text))).toHaveLength(1);
    });

    it('politely refuses a picture while no case is open', async () => {
      const { handled } = await start();
      expect(await vendor.does('ann', { kind: 'picture', fileName: 'licence.jpg' })).toBe(200);
      await waitFor('文字');
      expect(handled).toEqual([]);
    });

    it('leaves a question of yesterday unanswered', async () => {
      const { handled } = await start();
      await say('yesterday', { at: new Date(clock().getTime() - 13 * 3_600_000) });
      await say('today');
      await waitFor('You said: today');
      expect(handled.map(({ text }) => text)).toEqual(['today']);
    });

    it('sends again after an error of the server', async () => {
      await start();
      vendor.failNext('server-error');
      await say('hello');
      await new Promise((resolve) => setTimeout(resolve, 300));
      later(10_000);
      await waitFor('You said: hello');
      expect(seenTexts().filter((text) => text.includes('You said'))).toHaveLength(1);
    });

    it('does not send twice what was taken without an answer', async () => {
      await start();
      await say('hello');
      await waitFor('You said: hello');
      vendor.failNext('timeout');
      await say('once');
      await waitFor('You said: once');
      await new Promise((resolve) => setTimeout(resolve, Number(TIMEOUT_MS) + 300));
      later(10_000);
      await say('next');
      await waitFor('You said: next');
      const seen = seenTexts().filter((text) => text.includes('You said: once')).length;
      if (vendor.facts.mayRepeat) expect(seen).toBeLessThanOrEqual(2);
      else expect(seen).toBe(1);
    });

    it('goes on when an expired token is replaced', async () => {
      await start();
      vendor.failNext('expired-token');
      await say('hello');
      await new Promise((resolve) => setTimeout(resolve, 300));
      vendor.renewToken();
      later(120_000);
      await waitFor('You said: hello');
    });
  });

  describe(`A case in ${name}`, () => {
    it('goes from the visitor to an officer and back, and waits while the window is closed', {
      timeout: 120_000,
    }, async () => {
      let offsetMs = 0;
      const clock = () => new Date(Date.now() + offsetMs);
      const vendor = await startVendor(clock);
      const env = { ...vendor.env, PUBLIC_URL: 'https://go.example.hk', MESSENGER_TIMEOUT_MS: '5000' };
      const app = await startRealApp({ 'li.ming': 'officer' }, { env, clock });
      try {
        vendor.deliverTo(app.url);
        const waitFor = (text: string) =>
          vi.waitFor(
            () => {
              const found = vendor.seen('ann').filter((message) => message.text.includes(text));
              expect(found, `«${text}»`).not.toEqual([]);
              return found;
            },
            { timeout: 20_000, interval: 50 },
          );
        const ask = async (text: string) => {
          const before = vendor.seen('ann').length;
          expect(await vendor.does('ann', { kind: 'text', text })).toBe(200);
          await vi.waitFor(() => expect(vendor.seen('ann').length).toBeGreaterThan(before), { timeout: 20_000 });
          // A welcome or a long brief comes in several messages.
          await new Promise((resolve) => setTimeout(resolve, 150));
          return vendor.seen('ann').slice(before);
        };
        await ask('香港利得税税率是多少？');
        await ask('转人工');
        for (const reply of FORM_REPLIES) await ask(reply);
        await ask('不要发送电话');
        const opened = (await ask('同意并发送')).map(({ text }) => text).join('\n');
        const number = /GG\d{4}-\w{5}-\w/u.exec(opened)?.[0] ?? '';
        expect(number).not.toBe('');
        expect(opened).toContain('https://go.example.hk/case?lang=zh-Hans');
        expect((await ask('我的个案')).map(({ text }) => text).join('\n')).toContain(number);
        expect(
          (await ask('在香港注册公司要什么文件？')).flatMap(({ text, options }) => [text, ...options]).join('\n'),
        ).toContain('更多');

        expect(await vendor.does('ann', { kind: 'picture', fileName: 'licence.jpg' })).toBe(200);
        await waitFor('已记入您的个案');
        const officer = await signInOfficer(app.url, 'li.ming', app.passwords.get('li.ming') ?? '');
        const row = (await officer.queue()).rows.find((each) => each.number === number);
        if (row === undefined) throw new Error('the case is not in the queue');
        const claimed = await officer.act(row.id, { kind: 'claim' });
        expect(claimed.notes.map(({ text }) => text).join()).toMatch(/\[图片.*\]/u);
        await waitFor('已加入对话');
        await officer.act(row.id, {
          kind: 'write',
          id: 'officer-message-1',
          text: '您好，请问何时方便通话？',
          signature: '',
        });
        await waitFor('请问何时方便通话');
        const silent = vendor.seen('ann').length;
        // What waits of an earlier answer is no more said than a new one.
        expect(await vendor.does('ann', { kind: 'text', text: '更多' })).toBe(200);
        expect(await vendor.does('ann', { kind: 'text', text: '利得税税率是多少？' })).toBe(200);
        await vi.waitFor(
          async () => expect((await officer.find(row.id)).transcript.at(-1)).toMatchObject({ author: 'visitor' }),
          { timeout: 20_000, interval: 50 },
        );
        expect(vendor.seen('ann')).toHaveLength(silent);

        if (vendor.facts.windowHours !== null) {
          offsetMs += (vendor.facts.windowHours + 1) * 3_600_000;
          const colleague = await signInOfficer(app.url, 'li.ming');
          await colleague.act(row.id, {
            kind: 'write',
            id: 'officer-message-2',
            text: '抱歉，回复晚了。',
            signature: '',
          });
          await vi.waitFor(
            async () => expect((await colleague.find(row.id)).events.map(({ what }) => what)).toContain('undelivered'),
            { timeout: 20_000, interval: 100 },
          );
          expect(vendor.seen('ann')).toHaveLength(silent);
          expect(await vendor.does('ann', { kind: 'text', text: '还在吗' })).toBe(200);
          await waitFor('抱歉，回复晚了');
        }
        expect(vendor.refused()).toEqual([]);
      } finally {
        await app.stop();
        await vendor.close();
      }
    });
  });
}

const SOURCES_OF_SECTIONS = ['best', 'second', 'third'].map((page) => `https://www.example.gov.hk/${page}.htm`);

/** The words of an answer of three sections as an app shows them, and what asks for the rest. */
const SECTIONS = {
  en: {
    best: 'The rate is 8.25% on the first two million.[1]',
    further: ['Who pays it?', 'Every company with profits here.[2]', 'By when?', 'Within one month.[3]'],
    closing: ['one of a group only.[1]', 'If this does not answer your question, choose below.'],
    note: '**Note**: ',
    label: 'More',
    says: 'more',
  },
  'zh-Hant': {
    best: '首二百萬元稅率為8.25%。[1]',
    further: ['誰要繳？', '每間有利潤的公司。[2]', '何時繳？', '一個月內。[3]'],
    closing: ['集團只限一間。[1]', '如未答到你的問題，可選擇以下內容。'],
    note: '**留意**：',
    label: '更多',
    says: '更多',
  },
  'zh-Hans': {
    best: '首二百万元税率为8.25%。[1]',
    further: ['谁要缴？', '每家有利润的公司。[2]', '何时缴？', '一个月内。[3]'],
    closing: ['集团只限一家。[1]', '如果没有答到您的问题，可以选择下面的内容。'],
    note: '**注意**：',
    label: '更多',
    says: '更多',
  },
} as const;

/** An answer as the website folds it: each section rests on a page of its own. */
function sectionedAnswer(language: Language): Partial<Answer> {
  const { best, further, closing, note } = SECTIONS[language];
  const [second, ofSecond, third, ofThird] = further;
  const [fact, otherwise] = closing;
  const citation = (url: string, index: number) => ({
    mark: index + 1,
    article: 'profits-tax',
    section: 'rates',
    title: `Page ${index + 1}`,
    publisher: 'IRD',
    url,
    sourceDate: '2024-04',
    checkedOn: '2026-10-01',
    ageDays: 54,
    isPastReview: false,
    language,
  });
  return {
    language,
    text: [best, `**${second}**`, ofSecond, `**${third}**`, ofThird, `${note}${fact}`, otherwise].join('\n\n'),
    citations: SOURCES_OF_SECTIONS.map(citation),
    suggestions: [
      { kind: 'option', label: 'Other subject', text: 'Other subject' },
      { kind: 'question', label: 'Next question', text: 'Next question' },
    ],
    evidence: { ...NO_EVIDENCE, quoted: { [`tax/${language}#rates`]: 'a', [`tax/${language}#who`]: 'b' } },
  };
}

/** Addresses that these words cite. */
function sourcesIn(words: string): readonly string[] {
  return SOURCES_OF_SECTIONS.filter((_, index) => words.includes(`[${index + 1}]`));
}

const UNLIMITED = { LIMIT_MESSAGES_PER_MINUTE: '0', LIMIT_REQUESTS_PER_MINUTE: '0' };
