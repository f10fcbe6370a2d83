import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newOfficer, type OfficerStore } from '../../src/console/cases/officer-store.ts';
import type { Made } from './conversation-store.ts';

/** What every OfficerStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function officerStoreContract(name: string, make: () => Promise<Made<OfficerStore>>): void {
  describe(`OfficerStore: ${name}`, () => {
    let made: Made<OfficerStore>;
    let store: OfficerStore;
    beforeEach(async () => {
      made = await make();
      store = made.port;
    });
    afterEach(() => made.dispose());

    it('gives an account without settings those of a new officer, and lists it not', async () => {
      expect(await store.find('amy')).toEqual(newOfficer('amy'));
      expect(await store.list()).toEqual([]);
    });

    it('changes what is named and nothing else', async () => {
      const signature = { en: 'Amy Chan, InvestHK', 'zh-Hant': '投資推廣署 陳小姐', 'zh-Hans': '投资推广署 陈小姐' };
      const first = await store.change('amy', { desks: ['tax', 'law'], signature });
      expect(first).toEqual({ ...newOfficer('amy'), desks: ['tax', 'law'], signature });
      expect(await store.change('amy', { isAvailable: false })).toEqual({ ...first, isAvailable: false });
      await store.change('zoe', { capacity: 3 });
      expect(await store.find('amy')).toEqual({ ...first, isAvailable: false });
      expect(await store.list()).toEqual([
        { ...first, isAvailable: false },
        { ...newOfficer('zoe'), capacity: 3 },
      ]);
      expect(await store.change('amy', { signature: null, desks: [] })).toMatchObject({ signature: null, desks: [] });
    });

    it('keeps where to write to an officer, and forgets it', async () => {
      expect(await store.change('amy', { email: 'amy@desk.example' })).toMatchObject({ email: 'amy@desk.example' });
      await store.change('amy', { capacity: 3, email: 'amy@new.example' });
      await store.change('amy', { capacity: 4 });
      expect(await store.find('amy')).toEqual({ ...newOfficer('amy'), capacity: 4, email: 'amy@new.example' });
      expect((await store.list()).map(({ email }) => email)).toEqual(['amy@new.example']);
      await store.change('amy', { email: null });
      expect((await store.find('amy')).email).toBeNull();
    });

    it('keeps languages and an absence, and forgets them', async () => {
      const outUntil = '2026-12-01T16:00:00.000Z';
      await store.change('amy', { languages: ['zh-Hant', 'en'], outUntil });
      await store.change('amy', { capacity: 4 });
      expect(await store.find('amy')).toMatchObject({ languages: ['zh-Hant', 'en'], outUntil });
      await store.change('amy', { languages: [], outUntil: null });
      expect((await store.list())[0]).toEqual({ ...newOfficer('amy'), capacity: 4 });
    });

    it('loses none of two changes at once', async () => {
      await Promise.all([store.change('amy', { desks: ['tax'] }), store.change('amy', { capacity: 5 })]);
      expect(await store.find('amy')).toMatchObject({ desks: ['tax'], capacity: 5 });
    });
  });
}
