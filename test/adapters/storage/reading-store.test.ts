import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import type { DeskMessage } from '../../../src/handoff/ticket-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/case-kit.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  let storage: Storage;
  let place: Place;
  const at = '2026-11-26T04:00:00.000Z';
  beforeAll(async () => {
    place = await makePlace();
    storage = await createStorage(place.options);
    const said = (id: string, author: DeskMessage['author']): DeskMessage => ({
      id,
      conversation: 'c',
      at,
      text: id,
      author,
      signature: '',
    });
    await storage.tickets.apply({
      ticket: ticket('one', { conversation: 'c' }),
      expectedVersion: 0,
      event: { ticket: 'one', at, actor: { kind: 'system', id: '', name: '' }, what: 'opened', reason: '', detail: {} },
      messages: [said('first', 'officer'), said('notice', 'system'), said('own', 'visitor'), said('second', 'officer')],
    });
  });
  afterAll(async () => {
    await storage.close();
    await place.remove();
  });

  describe(`how far a visitor has read, in ${name}`, () => {
    const now = new Date(at);
    it('goes forward only, and by officers’ messages of this conversation only', async () => {
      const { readings } = storage;
      expect(await readings.find('c')).toBeUndefined();
      for (const none of ['notice', 'own', 'made-up']) expect(await readings.keep('c', none, now)).toBe(false);
      expect(await readings.keep('other', 'first', now)).toBe(false);
      expect(await readings.find('c')).toBeUndefined();
      expect(await readings.keep('c', 'first', now)).toBe(true);
      expect(await readings.keep('c', 'first', now)).toBe(false);
      expect(await readings.keep('c', 'second', now)).toBe(true);
      expect(await readings.keep('c', 'first', now)).toBe(false);
      expect(await readings.find('c')).toEqual({ message: 'second', at });
    });

    it('is deleted with the conversation', async () => {
      await storage.tickets.apply({
        ticket: ticket('one', { conversation: 'c', state: 'resolved', resolvedAt: at, version: 2 }),
        expectedVersion: 1,
        event: {
          ticket: 'one',
          at,
          actor: { kind: 'system', id: '', name: '' },
          what: 'resolved',
          reason: '',
          detail: {},
        },
      });
      expect(await storage.purge(new Date('2027-11-26T04:00:00.000Z'))).toBe(1);
      expect(await storage.readings.find('c')).toBeUndefined();
    });
  });
});
