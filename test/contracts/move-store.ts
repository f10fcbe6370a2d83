import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/adapters/storage/create-storage.ts';
import { VISITOR } from '../../src/domain/ticket.ts';
import type { MoveStore } from '../../src/moves/move-store.ts';
import { ticket } from '../support/ticket.ts';
import type { Made } from './conversation-store.ts';

const AT = '2026-11-27T08:00:00.000Z';
const LATER = '2026-11-27T08:10:00.000Z';
const WEB = { place: 'page', channel: 'directline' };
const PHONE = { place: 'whatsapp-ann', channel: 'whatsapp' };

/** What every MoveStore promises, beside the other stores of its database. */
export function moveStoreContract(name: string, make: () => Promise<Made<Storage>>): void {
  describe(`MoveStore: ${name}`, () => {
    let made: Made<Storage>;
    let store: MoveStore;
    beforeEach(async () => {
      made = await make();
      store = made.port.moves;
    });
    afterEach(() => made.dispose());

    const add = (hash: string, from = WEB) =>
      store.addCode({ hash, from, expiresAt: LATER, forgetBefore: '2026-11-26T08:00:00.000Z' });
    const use = (hash: string, to = PHONE, at = AT) => store.use({ hash, to, at, line: (from) => `from ${from}` });
    const openCase = (conversation: string, id = 't') =>
      made.port.tickets.apply({
        ticket: ticket({ id, number: `GG2611-${id}`, conversation, channel: 'directline' }),
        expectedVersion: 0,
        event: { ticket: id, at: AT, actor: VISITOR, what: 'opened', reason: '', detail: {} },
      });

    it('has each conversation at the place of its own id, until one is moved', async () => {
      expect(await store.standingAt('page')).toEqual({ kind: 'here', conversation: 'page' });
      expect(await store.placeOf('page')).toBe('page');
      expect(await add('h')).toEqual({ conversation: 'page' });
      expect(await use('h')).toEqual({ kind: 'moved', conversation: 'page', from: WEB, ticket: null });
      expect(await store.standingAt('page')).toEqual({ kind: 'left', conversation: 'page', to: 'whatsapp' });
      expect(await store.standingAt('whatsapp-ann')).toEqual({ kind: 'here', conversation: 'page' });
      expect(await store.placeOf('page')).toBe('whatsapp-ann');
      expect(await made.port.conversations.transcript('page', 10)).toMatchObject([
        { author: 'system', text: 'from directline', at: AT },
      ]);
    });

    it('lets one of many uses at the same time win', async () => {
      await add('h');
      const places = Array.from({ length: 8 }, (_, index) => ({ place: `whatsapp-${index}`, channel: 'whatsapp' }));
      const outcomes = await Promise.all(places.map((place) => use('h', place)));
      expect(outcomes.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'used')).toHaveLength(7);
      const winner = outcomes.findIndex(({ kind }) => kind === 'moved');
      expect(await store.placeOf('page')).toBe(`whatsapp-${winner}`);
    });

    it('says why a code does not work, and is left as it was', async () => {
      await add('h');
      expect(await use('other')).toEqual({ kind: 'unknown' });
      expect(await use('h', PHONE, LATER)).toEqual({ kind: 'expired' });
      expect(await use('h', WEB)).toEqual({ kind: 'already-here' });
      expect(await use('h')).toMatchObject({ kind: 'moved' });
      expect(await use('h', { place: 'whatsapp-bo', channel: 'whatsapp' })).toEqual({ kind: 'used' });
      // A turn that was cut off and runs again.
      expect(await use('h')).toEqual({ kind: 'moved-before', conversation: 'page' });
    });

    it('ends an earlier code with a later one, and makes none where the conversation is not', async () => {
      await add('first');
      await add('second');
      expect(await use('first')).toEqual({ kind: 'unknown' });
      await use('second');
      expect(await add('third')).toBeNull();
    });

    it('forgets codes that ended before', async () => {
      await add('h');
      await store.addCode({ hash: 'new', from: PHONE, expiresAt: LATER, forgetBefore: '2026-11-28T08:00:00.000Z' });
      expect(await use('h')).toEqual({ kind: 'unknown' });
    });

    it('takes the open case along: one case, its new channel, and the event', async () => {
      await openCase('page');
      await add('h');
      expect(await use('h')).toMatchObject({ kind: 'moved', ticket: 't' });
      expect(await made.port.tickets.find('t')).toMatchObject({
        channel: 'whatsapp',
        version: 2,
        conversation: 'page',
      });
      expect((await made.port.tickets.events('t')).at(-1)).toMatchObject({
        what: 'moved',
        actor: { kind: 'visitor' },
        at: AT,
        detail: { from: 'directline', to: 'whatsapp' },
      });
    });

    it('does not push a conversation with an open case out of its place, and keeps the code for another', async () => {
      await openCase('whatsapp-ann');
      await add('h');
      expect(await use('h')).toEqual({ kind: 'busy' });
      expect(await use('h', { place: 'wechat-ann', channel: 'wechat' })).toMatchObject({ kind: 'moved' });
    });

    it('brings it back to another page, and the app begins a new conversation', async () => {
      await add('h');
      await use('h');
      await add('back', PHONE);
      expect(await use('back', { place: 'page-2', channel: 'directline' })).toMatchObject({ conversation: 'page' });
      expect(await store.standingAt('page')).toMatchObject({ kind: 'left' });
      expect(await store.standingAt('whatsapp-ann')).toMatchObject({ kind: 'left', to: 'directline' });
      await store.beginAnew({ ...PHONE, conversation: 'whatsapp-new', at: LATER });
      await store.beginAnew({ ...PHONE, conversation: 'whatsapp-newer', at: LATER });
      expect(await store.standingAt('whatsapp-ann')).toEqual({ kind: 'here', conversation: 'whatsapp-new' });
      expect(await store.placeOf('page')).toBe('page-2');
    });

    it('silences the bot at a place whose conversation an officer owns, whatever the place is called', async () => {
      await openCase('page');
      await add('h');
      await use('h', { place: 'page-2', channel: 'directline' });
      const said = [{ id: 'a', type: 'message' }];
      expect(await made.port.activities.append('page-2', said, { isFromBot: true })).toHaveLength(1);
      const held = await made.port.tickets.find('t');
      if (held === undefined) throw new Error('it was opened');
      await made.port.tickets.apply({
        ticket: { ...held, state: 'claimed', officer: 'o', version: 3 },
        expectedVersion: held.version,
        event: { ticket: 't', at: AT, actor: VISITOR, what: 'claimed', reason: '', detail: {} },
        chatOwner: 'officer',
      });
      expect(await made.port.activities.append('page-2', [{ id: 'b', type: 'message' }], { isFromBot: true })).toEqual(
        [],
      );
    });

    it('is deleted with the conversation, with the copies on other pages, and the person in the app stays known', async () => {
      const person = { messenger: 'whatsapp' as const, account: '1', person: 'ann' };
      const heard = { address: person, id: 'e', at: AT, content: { kind: 'text' as const, text: 'x' } };
      await made.port.addresses.keep([heard], { conversationOf: () => PHONE.place, mask: (event) => event, reruns: 0 });
      await made.port.activities.create({ id: 'page', userId: 'u', language: null });
      await made.port.activities.create({ id: 'page-2', userId: 'u', language: null });
      await made.port.activities.append('page-2', [{ id: 'a', type: 'message' }]);
      await made.port.conversations.keep({
        message: { id: 'm', conversation: 'page', text: 'x', channel: 'directline', at: '2026-01-01T00:00:00.000Z' },
        reply: null,
      });
      await add('h');
      await use('h');
      await add('back', PHONE);
      await use('back', { place: 'page-2', channel: 'directline' });
      await made.port.purge(new Date('2026-06-01T00:00:00.000Z'));
      expect(await made.port.activities.find('page-2')).toBeUndefined();
      expect(await made.port.activities.find('page')).toBeUndefined();
      expect(await store.standingAt(PHONE.place)).toEqual({ kind: 'here', conversation: PHONE.place });
      expect(await made.port.addresses.find(PHONE.place)).toBeDefined();
    });
  });
}
