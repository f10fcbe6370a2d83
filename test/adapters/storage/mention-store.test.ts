import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { ticket } from '../../support/case-kit.ts';
import { overEachDatabase, type Place } from '../../support/databases.ts';

afterAll(removeDataDirs);

overEachDatabase(({ name, makePlace }) => {
  let storage: Storage;
  let place: Place;
  beforeAll(async () => {
    place = await makePlace();
    storage = await createStorage(place.options);
  });
  afterAll(async () => {
    await storage.close();
    await place.remove();
  });

  const at = (minute: number) => `2026-11-26T04:0${minute}:00.000Z`;
  const event = (id: string, what: 'opened' | 'noted' | 'withdrawn' | 'resolved', minute: number) => ({
    ticket: id,
    at: at(minute),
    actor: { kind: 'system' as const, id: '', name: '' },
    what,
    reason: '',
    detail: {},
  });
  const open = (id: string) =>
    storage.tickets.apply({ ticket: ticket(id), expectedVersion: 0, event: event(id, 'opened', 0) });
  const note = (id: string, of: string, minute: number, mentions: readonly string[]) =>
    storage.tickets.addNote(
      { id, ticket: of, at: at(minute), author: 'li.ming', text: `note ${id}`, mentions },
      event(of, 'noted', minute),
    );
  const unread = async (account: string, limit = 10) =>
    (await storage.mentions.unread(account, limit)).map(({ note: id }) => id);

  describe(`mentions in ${name}`, () => {
    it('are there with their note, for those whom it names, latest first, until the case is opened', async () => {
      await open('one');
      await open('two');
      await note('n1', 'one', 1, ['amy', 'bo']);
      await note('n2', 'two', 2, ['amy']);
      await note('n3', 'one', 3, ['amy']);
      await note('n4', 'one', 4, []);
      expect(await unread('amy')).toEqual(['n3', 'n2', 'n1']);
      expect(await unread('amy', 2)).toEqual(['n3', 'n2']);
      expect(await storage.mentions.unread('bo', 1)).toEqual([
        { note: 'n1', ticket: 'one', at: at(1), author: 'li.ming', text: 'note n1' },
      ]);
      expect(await storage.mentions.read('amy', 'one', new Date(at(5)))).toBe(2);
      expect(await storage.mentions.read('amy', 'one', new Date(at(5)))).toBe(0);
      expect(await unread('amy')).toEqual(['n2']);
      expect(await unread('bo')).toEqual(['n1']);
    });

    it('go with the notes when the visitor withdraws and when retention is over', async () => {
      await open('gone');
      await open('old');
      await note('n5', 'gone', 1, ['cy']);
      await note('n6', 'old', 1, ['cy']);
      const end = (id: string, state: 'withdrawn' | 'resolved') =>
        storage.tickets.apply({
          ticket: ticket(id, { state, resolvedAt: at(6), version: 2 }),
          expectedVersion: 1,
          event: event(id, state, 6),
        });
      await end('gone', 'withdrawn');
      expect(await unread('cy')).toEqual(['n6']);
      await end('old', 'resolved');
      await storage.tickets.purge(new Date(at(7)));
      expect(await unread('cy')).toEqual([]);
    });
  });
});
