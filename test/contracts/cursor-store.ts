import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CursorStore } from '../../src/channels/messenger/cursor-store.ts';
import type { Made } from './conversation-store.ts';

/** What every CursorStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function cursorStoreContract(name: string, make: () => Promise<Made<CursorStore>>): void {
  describe(`CursorStore: ${name}`, () => {
    let made: Made<CursorStore>;
    let store: CursorStore;
    beforeEach(async () => {
      made = await make();
      store = made.port;
    });
    afterEach(() => made.dispose());

    it('knows nothing of an account that was never read', async () => {
      expect(await store.read('wecom', 'wk1')).toBeUndefined();
      expect(await store.accounts('wecom')).toEqual([]);
    });

    it('keeps the latest of each account apart', async () => {
      await store.write('wecom', 'wk2', 'a');
      await store.write('wecom', 'wk1', 'b');
      await store.write('wecom', 'wk1', 'c');
      await store.write('azure', 'wk1', 'd');
      expect(await store.read('wecom', 'wk1')).toBe('c');
      expect(await store.read('wecom', 'wk2')).toBe('a');
      expect(await store.read('azure', 'wk1')).toBe('d');
      expect(await store.accounts('wecom')).toEqual(['wk1', 'wk2']);
    });
  });
}
