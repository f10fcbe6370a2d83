import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/adapters/storage/create-storage.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { entryIdOf, messageIdOf } from '../../src/following/entry-id.ts';
import type { Facts } from '../../src/following/facts.ts';
import type { Followed, Follower, News } from '../../src/following/following.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { ticket } from '../support/case-kit.ts';
import type { Made } from './conversation-store.ts';

const AT = '2026-11-27T02:00:00.000Z';
const LATER = '2026-11-28T02:00:00.000Z';
const FACTS: Facts = { en: [], 'zh-Hant': [], 'zh-Hans': [] };
const RULE = { now: AT, tries: 3 };
const LIMIT = { most: 2, since: '2026-11-26T02:00:00.000Z', at: AT };
const TAX: Followed = { kind: 'topic', id: 'tax' };

function who(id: string, rest: Partial<Follower> = {}): Follower {
  const base = { channel: 'directline', language: 'en', timeZone: 'Asia/Hong_Kong', way: 'here', email: null } as const;
  return { id, conversation: `c-${id}`, ...base, ...rest };
}

function news(id: string, rest: Partial<News> = {}): News {
  const words = { en: 'New', 'zh-Hant': '新', 'zh-Hans': '新' };
  return { id, at: AT, kind: 'changed', about: [TAX], words, provinces: [], ...rest };
}

function deliveryId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** What every FollowingStore promises, within a whole storage: outbox, cases and conversations belong to it. */
export function followingStoreContract(name: string, make: () => Promise<Made<Storage>>): void {
  describe(`FollowingStore: ${name}`, () => {
    let made: Made<Storage>;
    let store: Storage['following'];
    beforeEach(async () => {
      made = await make();
      store = made.port.following;
    });
    afterEach(() => made.dispose());

    const follow = (one: Follower, followed = TAX, id = `${one.id}-${followed.kind}-${followed.id}`) =>
      store.follow(one, { id, follower: one.id, followed, wording: '2026-11-27', at: AT, channel: one.channel });
    const plan = {
      facts: null,
      deliveryOf: () => ({ id: deliveryId(count++), dueAt: AT }),
      entryOf: ({ id }: Follower, delivery: { readonly id: string }) => ({
        id: entryIdOf(delivery.id),
        kind: 'follower' as const,
        lane: id,
        payload: { delivery: delivery.id },
        dueAt: AT,
      }),
    };
    let count = 0;
    const confirm = async (one: Follower, email: string) => {
      const asked = {
        follower: one.id,
        email,
        codeHash: `code-${one.id}`,
        tokenHash: `token-${one.id}`,
        expiresAt: LATER,
      };
      const mail = { id: `mail-${one.id}`, kind: 'email' as const, lane: email, payload: {}, dueAt: AT };
      expect(await store.askConfirmation(asked, mail, LIMIT)).toBe(true);
      return store.confirm(one.id, { codeHash: `code-${one.id}` }, RULE);
    };
    const queued = async () =>
      (await made.port.outbox.take('follower', new Date(LATER), new Date(LATER), 100)).map(({ lane }) => lane).sort();

    it('keeps who agreed to what, by which statement, once, and its end', async () => {
      expect(await follow(who('a'))).toBe('followed');
      expect(await follow(who('a'), TAX, 'again')).toBe('already');
      expect(await store.findByConversation('c-a')).toMatchObject({
        follower: who('a'),
        follows: [{ followed: TAX, wording: '2026-11-27', at: AT, channel: 'directline', endedAt: null }],
      });
      await follow(who('a'), { kind: 'market', id: 'tax' });
      expect(await store.end('a', TAX, LATER)).toEqual([TAX]);
      expect((await store.find('a'))?.follows).toMatchObject([{ followed: { kind: 'market' } }]);
      expect(await store.end('a', null, LATER)).toEqual([{ kind: 'market', id: 'tax' }]);
      expect(await store.end('a', null, LATER)).toEqual([]);
      expect(await follow(who('a'), TAX, 'anew')).toBe('followed');
    });

    it('tells each follower once, with an entry in the outbox, however often and by how many it is told', async () => {
      await Promise.all([follow(who('a')), follow(who('b')), follow(who('m'), { kind: 'market', id: 'tax' })]);
      await follow(who('a'), { kind: 'article', id: 'profits-tax' });
      const one = news('n', { about: [TAX, { kind: 'article', id: 'profits-tax' }] });
      const told = await Promise.all([store.tell(one, plan), store.tell(one, plan)]);
      expect(told.sort()).toEqual([2, null]);
      expect(await queued()).toEqual(['a', 'b']);
    });

    it('tells two conversations of one confirmed address once', async () => {
      await Promise.all([follow(who('a', { way: 'both' })), follow(who('b', { way: 'both' }))]);
      expect(await confirm(who('a'), 'Li@desk.example')).toBe('confirmed');
      expect(await confirm(who('b'), 'li@desk.example')).toBe('confirmed');
      expect(await store.tell(news('n'), plan)).toBe(1);
    });

    it('tells nobody whose address is not confirmed, and nobody in a language without words', async () => {
      await Promise.all([follow(who('a', { way: 'email' })), follow(who('b', { language: 'zh-Hans' }))]);
      expect(await store.tell(news('n', { words: { en: 'New' } }), plan)).toBe(0);
    });

    it('tells facts once, though two processes find them', async () => {
      const kept = { id: 'article:x', facts: FACTS, toldOn: '' };
      await store.keepFacts(kept);
      await follow(who('a'));
      const facts = { kept: { ...kept, toldOn: '2026-11-27' }, formerlyToldOn: '' };
      expect(await store.tell(news('n1'), { ...plan, facts })).toBe(1);
      expect(await store.tell(news('n2'), { ...plan, facts })).toBeNull();
      expect(await store.facts()).toEqual([{ ...kept, toldOn: '2026-11-27' }]);
    });

    it('confirms an address by its code or link once, not after too many wrong ones, not late', async () => {
      await follow(who('a'));
      const asked = { follower: 'a', email: 'a@b.example', codeHash: 'c1', tokenHash: 't1', expiresAt: LATER };
      const mail = { id: 'm1', kind: 'email' as const, lane: 'a', payload: {}, dueAt: AT };
      expect(await store.confirm('a', { codeHash: 'c1' }, RULE)).toBe('none');
      expect(await store.askConfirmation(asked, mail, LIMIT)).toBe(true);
      // The same turn again: no second mail.
      expect(await store.askConfirmation(asked, mail, LIMIT)).toBe(true);
      for (const wrong of ['x', 'y', 'z']) expect(await store.confirm('a', { codeHash: wrong }, RULE)).toBe('wrong');
      expect(await store.confirm('a', { codeHash: 'c1' }, RULE)).toBe('too-many');
      const second = { ...asked, codeHash: 'c2', tokenHash: 't2' };
      expect(await store.askConfirmation(second, { ...mail, id: 'm2' }, LIMIT)).toBe(true);
      expect(await store.confirm('a', { tokenHash: 't2' }, { ...RULE, now: LATER })).toBe('expired');
      expect(await store.confirm('a', { tokenHash: 't2' }, RULE)).toBe('confirmed');
      expect(await store.confirm('a', { tokenHash: 't2' }, RULE)).toBe('none');
      expect((await store.find('a'))?.follower.email).toBe('a@b.example');
      const third = { ...asked, codeHash: 'c3', tokenHash: 't3' };
      expect(await store.askConfirmation(third, { ...mail, id: 'm3' }, LIMIT)).toBe(false);
      expect(await made.port.outbox.take('email', new Date(AT), new Date(LATER), 9)).toHaveLength(1);
    });

    it('reads a delivery with what its follower follows at that moment, and releases what was held', async () => {
      await follow(who('a'));
      await store.tell(news('n'), plan);
      const id = deliveryId(count - 1);
      expect(await store.delivery(id)).toMatchObject({
        news: { id: 'n' },
        follows: [{ followed: TAX }],
        delivery: { state: 'queued' },
      });
      await store.settle(id, 'held', null, AT);
      expect(await store.counts()).toEqual({ followers: 1, follows: 1, held: 1 });
      const late = (one: Follower, { id: held }: { readonly id: string }) => ({
        ...plan.entryOf(one, { id: held }),
        id: `late-${held}`,
      });
      expect(await store.release('c-a', late)).toBe(1);
      expect(await store.release('c-a', late)).toBe(0);
      expect(await store.release('nobody', late)).toBe(0);
      await store.end('a', null, LATER);
      expect((await store.delivery(id))?.follows).toEqual([]);
      expect(await store.progress('n')).toEqual({ queued: 1, sent: 0, held: 0, dropped: 0, failed: 0 });
    });

    it('counts as failed what the outbox has given up, as news or as a message of an app, until it is sent again', async () => {
      const { outbox } = made.port;
      for (const id of ['a', 'b', 'c', 'd']) await follow(who(id));
      const first = count;
      await store.tell(news('n'), plan);
      await store.tell(news('other'), plan);
      await outbox.fail(entryIdOf(deliveryId(first)), 'SMTP: EENVELOPE 550', null);
      await outbox.fail(entryIdOf(deliveryId(first + 1)), 'the service is busy', new Date(LATER));
      await outbox.fail(entryIdOf(deliveryId(first + 4)), 'SMTP: EENVELOPE 550', null);
      // Two messages of one piece of news, both refused by the app.
      await store.settle(deliveryId(first + 2), 'sent', 'whatsapp', AT);
      const entries = [0, 1].map((part) => ({
        ...{ id: `whatsapp-c/${messageIdOf(deliveryId(first + 2))}/${part}`, kind: 'messenger' as const },
        ...{ lane: 'whatsapp-c', payload: {}, dueAt: AT },
      }));
      await outbox.add([...entries, { ...entries[0], id: 'whatsapp-c/m1.reply/0' } as (typeof entries)[0]]);
      for (const { id } of [...entries, { id: 'whatsapp-c/m1.reply/0' }])
        await outbox.fail(id, '131026: undeliverable to this person', null);
      expect(await store.progress('n')).toEqual({ queued: 2, sent: 0, held: 0, dropped: 0, failed: 2 });

      expect(await outbox.replay(entryIdOf(deliveryId(first)), new Date(LATER))).toBe(true);
      for (const { id } of entries) await outbox.replay(id, new Date(LATER));
      expect(await store.progress('n')).toEqual({ queued: 3, sent: 1, held: 0, dropped: 0, failed: 0 });
      expect(await store.progress('other')).toMatchObject({ queued: 3, failed: 1 });
    });

    it('finds an audience by topic, market and the province of its case, with those who have left', async () => {
      await Promise.all([follow(who('a')), follow(who('b')), follow(who('c'), { kind: 'market', id: 'japan' })]);
      await store.end('b', null, LATER);
      const own = { ...ticket('t'), conversation: 'c-a', fields: { province: 'guangdong' } };
      const event = {
        ticket: 't',
        at: AT,
        actor: { kind: 'visitor', id: '', name: '' },
        what: 'opened',
        reason: '',
        detail: {},
      } as const;
      await made.port.tickets.apply({ ticket: own, expectedVersion: 0, event });
      const ids = async (audience: Partial<Parameters<typeof store.candidates>[0]>) =>
        (await store.candidates({ topics: [], markets: [], provinces: [], ...audience }))
          .map(({ follower, hasEnded }) => `${follower.id}${hasEnded ? ' left' : ''}`)
          .sort();
      expect(await ids({ topics: ['tax'] })).toEqual(['a', 'b left']);
      expect(await ids({ topics: ['tax'], markets: ['japan'] })).toEqual(['a', 'b left', 'c']);
      expect(await ids({ topics: ['tax'], markets: ['japan'], provinces: ['guangdong'] })).toEqual(['a']);
      expect(await store.tell(news('n', { provinces: ['guangdong'] }), plan)).toBe(1);
      expect(await ids({})).toEqual([]);
    });

    it('keeps an announcement with its history, and the first of two who save', async () => {
      const audience = { topics: ['tax'], markets: [], provinces: [] };
      const texts = { en: { title: 'A', body: 'B' } };
      const base = { id: 'x', state: 'draft', version: 1, texts, audience, author: 'li', authorName: 'li' } as const;
      const first = { ...base, createdAt: AT, changedAt: AT, decidedBy: '', reason: '' };
      const event = { announcement: 'x', at: AT, actor: 'li', what: 'saved', reason: '', texts, audience } as const;
      expect(await store.saveAnnouncement(first, 0, event)).toBe(true);
      expect(await store.saveAnnouncement(first, 0, event)).toBe(false);
      const second = { ...first, state: 'awaiting', version: 2, changedAt: LATER } as const;
      expect(await store.saveAnnouncement(second, 1, { ...event, what: 'submitted' })).toBe(true);
      expect(await store.announcement('x')).toEqual(second);
      expect(await store.announcements(5)).toEqual([second]);
      expect((await store.announcementEvents('x')).map(({ what }) => what)).toEqual(['saved', 'submitted']);
    });

    it('forgets a follower on request, and with the conversation', async () => {
      await follow(who('a'));
      await store.tell(news('n'), plan);
      expect(await store.forget('c-a')).toBe(true);
      expect(await store.forget('c-a')).toBe(false);
      expect(await store.find('a')).toBeUndefined();
      await follow(who('b'));
      const message = { id: 'm', conversation: 'c-b', text: 'Hi', channel: 'directline', at: AT };
      const reply = { id: 'm.reply', conversation: 'c-b', at: AT, answer: answerTo(message) };
      await made.port.conversations.saveTurn({ message, reply, state: EMPTY_STATE, expectedVersion: 0 });
      await made.port.purge(new Date(LATER));
      expect(await store.find('b')).toBeUndefined();
      expect(await store.counts()).toEqual({ followers: 0, follows: 0, held: 0 });
    });

    it('keeps who chose e-mail when the conversation is deleted, until they have stopped for long enough', async () => {
      const speak = async (conversation: string) => {
        const message = { id: `m-${conversation}`, conversation, text: 'Hi', channel: 'directline', at: AT };
        const reply = { id: `${message.id}.reply`, conversation, at: AT, answer: answerTo(message) };
        await made.port.conversations.saveTurn({ message, reply, state: EMPTY_STATE, expectedVersion: 0 });
      };
      for (const [id, way] of [
        ['a', 'email'],
        ['b', 'both'],
        ['h', 'here'],
        ['u', 'email'],
      ] as const) {
        await follow(who(id, { way }));
        await speak(`c-${id}`);
        // Who confirmed nothing has no other place to hear.
        if (id !== 'u') await confirm(who(id, { way }), `${id}@x.example`);
      }
      expect(await made.port.purge(new Date(LATER))).toBe(4);
      expect(await store.find('a')).toMatchObject({ follower: { way: 'email', email: 'a@x.example' } });
      expect(await store.find('b')).toMatchObject({ follower: { way: 'email' }, follows: [{ followed: TAX }] });
      expect(await store.find('h')).toBeUndefined();
      expect(await store.find('u')).toBeUndefined();
      expect(await store.tell(news('n'), plan)).toBe(2);

      const muchLater = new Date('2027-11-28T02:00:00.000Z');
      await store.end('a', null, LATER);
      await store.purge(muchLater, new Date(LATER));
      expect(await store.find('a')).toBeDefined();
      await store.purge(muchLater, muchLater);
      expect(await store.find('a')).toBeUndefined();
      expect(await store.find('b')).toBeDefined();
    });

    it('forgets addresses that nobody confirmed, and what was told long ago', async () => {
      await follow(who('a'));
      await store.tell(news('n'), plan);
      const asked = { follower: 'a', email: 'a@b.example', codeHash: 'c1', tokenHash: 't1', expiresAt: AT };
      await store.askConfirmation(asked, { id: 'm', kind: 'email', lane: 'a', payload: {}, dueAt: AT }, LIMIT);
      await store.purge(new Date(LATER), new Date(LATER));
      expect(await store.confirm('a', { codeHash: 'c1' }, RULE)).toBe('none');
      expect(await store.progress('n')).toEqual({ queued: 0, sent: 0, held: 0, dropped: 0, failed: 0 });
      expect((await store.find('a'))?.follows).toHaveLength(1);
    });
  });
}
