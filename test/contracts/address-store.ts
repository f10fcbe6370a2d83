import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddressStore } from '../../src/channels/messenger/address-store.ts';
import type { DeliveryReport, InboundContent, InboundEvent } from '../../src/channels/messenger/channel.ts';
import type { OutboxEntry } from '../../src/domain/outbox.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';
import type { Made } from './conversation-store.ts';

interface Stores {
  readonly addresses: AddressStore;
  readonly outbox: OutboxStore;
  /** As when an officer takes the case of this conversation. */
  readonly giveToOfficer: (conversation: string) => Promise<void>;
}

const NOW = new Date('2026-11-24T08:00:00.000Z');

/** What every AddressStore promises. `make` gives empty stores whose clock stands at NOW. */
export function addressStoreContract(name: string, make: (clock: () => Date) => Promise<Made<Stores>>): void {
  describe(`AddressStore: ${name}`, () => {
    let made: Made<Stores>;
    let store: AddressStore;
    beforeEach(async () => {
      made = await make(() => NOW);
      store = made.port.addresses;
    });
    afterEach(() => made.dispose());

    const keep = (...events: InboundEvent[]) =>
      store.keep(events, {
        conversationOf: ({ person }) => `whatsapp-${person}`,
        mask: (event) => (event.content.kind === 'text' ? { ...event, content: { kind: 'text', text: '■' } } : event),
        reruns: 2,
      });
    const settle = (id: string, entries: readonly OutboxEntry[] = [], isFromBot = true) =>
      store.settle({ conversation: 'whatsapp-ann', id }, { entries, change: {}, isFromBot });
    const waiting = () => made.port.outbox.take('messenger', NOW, NOW, 10);

    it('keeps an event once, and gives back what is new in order', async () => {
      const [a, b, c] = [said('a'), said('b'), said('c', { person: 'bo' })];
      expect(await keep(a, b, a)).toEqual([
        { conversation: 'whatsapp-ann', event: a },
        { conversation: 'whatsapp-ann', event: b },
      ]);
      expect(await keep(b, c)).toEqual([{ conversation: 'whatsapp-bo', event: c }]);
      expect(await store.find('whatsapp-nobody')).toBeUndefined();
    });

    it('opens the window with what a person says, and not with what is older', async () => {
      await keep(said('a', { at: '2026-11-24T07:00:00.000Z', reference: { waId: '1' } }));
      await store.sent({
        conversation: 'whatsapp-ann',
        entry: 'e',
        message: 'm',
        vendorMessage: 'v',
        at: NOW.toISOString(),
      });
      expect(await store.find('whatsapp-ann')).toMatchObject({ heardAt: '2026-11-24T07:00:00.000Z', sentSince: 1 });
      await keep(said('old', { at: '2026-11-24T06:00:00.000Z', reference: { waId: 'old' } }));
      expect(await store.find('whatsapp-ann')).toMatchObject({ sentSince: 1, address: { reference: { waId: '1' } } });
      await keep(said('b', { at: '2026-11-24T07:30:00.000Z', reference: { waId: '2' } }));
      expect(await store.find('whatsapp-ann')).toMatchObject({
        heardAt: '2026-11-24T07:30:00.000Z',
        sentSince: 0,
        address: { messenger: 'whatsapp', account: '1', person: 'ann', reference: { waId: '2' } },
      });
    });

    it('counts what an event allows for itself, before what the person opened by writing', async () => {
      const sent = (entry: string) =>
        store.sent({ conversation: 'whatsapp-ann', entry, message: entry, vendorMessage: null, at: NOW.toISOString() });
      await keep(said('a', { allows: { messages: 2, seconds: 60 } }));
      const until = '2026-11-24T08:00:00.000Z';
      expect(await store.find('whatsapp-ann')).toMatchObject({ heardAt: null, brief: { until, left: 2 } });
      await keep(said('b'));
      for (const entry of ['1', '2', '3']) await sent(entry);
      expect(await store.find('whatsapp-ann')).toMatchObject({ sentSince: 1, brief: { until, left: 0 } });
    });

    it('knows who left until they come back', async () => {
      await keep(said('a'), said('b', { content: { kind: 'left' } }));
      expect(await store.find('whatsapp-ann')).toMatchObject({ isBlocked: true });
      await keep(said('c', { content: { kind: 'joined', scene: null } }));
      expect(await store.find('whatsapp-ann')).toMatchObject({ isBlocked: false });
    });

    it('hands out what was cut off, masked, until it is settled or was tried too often', async () => {
      await keep(said('a'), said('b'), said('c', { person: 'bo' }));
      await settle('a');
      const ids = async () => (await store.takeUnhandled()).map(({ event }) => event.id);
      const [first] = await store.takeUnhandled();
      expect(first).toMatchObject({
        conversation: 'whatsapp-ann',
        mayRun: true,
        event: { id: 'b', content: { text: '■' } },
      });
      expect(await ids()).toEqual(['b', 'c']);
      // Its runs are used up: it waits to be given up.
      expect(await store.takeUnhandled()).toMatchObject([{ mayRun: false }, { mayRun: false }]);
      await settle('b');
      await store.settle({ conversation: 'whatsapp-bo', id: 'c' }, { entries: [], change: {}, isFromBot: true });
      expect(await ids()).toEqual([]);
    });

    it('leaves alone what came too lately, for its turn may run elsewhere', async () => {
      await keep(said('a'));
      expect(await store.takeUnhandled(NOW)).toEqual([]);
      const [later] = await store.takeUnhandled(new Date(NOW.getTime() + 1));
      expect(later).toMatchObject({ event: { id: 'a' } });
    });

    it('stores what is to be sent with the end of an event, and nothing of the bot once an officer owns the chat', async () => {
      await keep(said('a'), said('b'), said('c'));
      await settle('a', [entry('1')]);
      await settle('a', [entry('1')]);
      await made.port.giveToOfficer('whatsapp-ann');
      await settle('b', [entry('2')]);
      await settle('c', [entry('3')], false);
      const taken = [];
      for (let next = await waiting(); next.length > 0; next = await waiting()) {
        taken.push(...next.map(({ id }) => id));
        for (const { id } of next) await made.port.outbox.settle(id, NOW);
      }
      expect(taken).toEqual(['1', '3']);
    });

    it('remembers choices, language and what is held, until they change', async () => {
      await keep(said('a'));
      const choices = [{ id: 'c1', text: 'one' }];
      await store.change('whatsapp-ann', { choices, language: 'zh-Hant', isWelcomed: true, wasToldUnsupported: true });
      await store.change('whatsapp-ann', { wasToldUnsupported: false });
      expect(await store.find('whatsapp-ann')).toMatchObject({ wantsHandoff: false });
      await store.change('whatsapp-ann', { wantsHandoff: true });
      expect(await store.find('whatsapp-ann')).toMatchObject({
        choices,
        wantsHandoff: true,
        language: 'zh-Hant',
        held: null,
        isWelcomed: true,
        wasToldUnsupported: false,
      });
    });

    it('takes reports in any order by their rank, and tells a late failure once', async () => {
      await keep(said('a'));
      await store.report([report('v1', 'read', 'm1')]);
      // Sending timed out, and yet it arrived.
      expect(await store.reportOf('m1')).toEqual({ status: 'read', code: null });
      await store.sent({
        conversation: 'whatsapp-ann',
        entry: 'e2',
        message: 'm2',
        vendorMessage: 'v2',
        at: NOW.toISOString(),
      });
      expect(await store.report([report('v2', 'delivered'), report('v2', 'sent')])).toEqual([]);
      expect(await store.reportOf('m2')).toEqual({ status: 'delivered', code: null });
      const failed = report('v2', 'failed');
      expect(await store.report([failed, failed])).toEqual([
        { conversation: 'whatsapp-ann', entry: 'e2', report: failed },
      ]);
      expect(await store.reportOf('m2')).toEqual({ status: 'failed', code: '131026' });
      expect(await store.reportOf('m3')).toBeUndefined();
    });

    it('holds entries for a person until they write', async () => {
      await keep(said('a'));
      await store.holdEntry('whatsapp-ann', 'e1');
      await store.holdEntry('whatsapp-ann', 'e2');
      await store.holdEntry('whatsapp-ann', 'e1');
      expect(await store.takeHeldEntries('whatsapp-ann')).toEqual(['e1', 'e2']);
      expect(await store.takeHeldEntries('whatsapp-ann')).toEqual([]);
    });

    it('forgets handled events past their time, not those that still wait', async () => {
      await keep(said('a'), said('b'));
      await settle('a');
      await store.purge(new Date(NOW.getTime() + 1));
      expect((await keep(said('a'), said('b'))).map(({ event }) => event.id)).toEqual(['a']);
    });
  });
}

function said(
  id: string,
  {
    person = 'ann',
    at = '2026-11-24T07:59:00.000Z',
    reference,
    content = { kind: 'text', text: id },
    allows,
  }: {
    person?: string;
    at?: string;
    reference?: unknown;
    content?: InboundContent;
    allows?: NonNullable<InboundEvent['allows']>;
  } = {},
): InboundEvent {
  const address = { messenger: 'whatsapp', account: '1', person } as const;
  const event = { address: reference === undefined ? address : { ...address, reference }, id, at, content };
  return allows === undefined ? event : { ...event, allows };
}

function report(vendorMessage: string, status: DeliveryReport['status'], message?: string): DeliveryReport {
  return {
    messenger: 'whatsapp',
    account: '1',
    vendorMessage,
    ...(message === undefined ? {} : { message }),
    status,
    code: status === 'failed' ? '131026' : null,
    at: NOW.toISOString(),
  };
}

function entry(id: string): OutboxEntry {
  return { id, kind: 'messenger', lane: 'whatsapp-ann', payload: {}, dueAt: NOW.toISOString() };
}
