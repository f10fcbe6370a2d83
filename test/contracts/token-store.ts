import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenStore } from '../../src/channels/messenger/token-store.ts';
import type { Made } from './conversation-store.ts';

/** What every TokenStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function tokenStoreContract(name: string, make: () => Promise<Made<TokenStore>>): void {
  describe(`TokenStore: ${name}`, () => {
    let made: Made<TokenStore>;
    beforeEach(async () => {
      made = await make();
    });
    afterEach(() => made.dispose());

    it('keeps the latest token of each account apart', async () => {
      const { port: store } = made;
      expect(await store.read('wechat/a')).toBeUndefined();
      await store.write('wechat/a', { token: 'one', endsAtMs: 1_795_000_000_000 });
      await store.write('wechat/b', { token: 'two', endsAtMs: 1_795_000_000_001 });
      await store.write('wechat/a', { token: 'three', endsAtMs: 1_795_000_000_002 });
      expect(await store.read('wechat/a')).toEqual({ token: 'three', endsAtMs: 1_795_000_000_002 });
      expect(await store.read('wechat/b')).toEqual({ token: 'two', endsAtMs: 1_795_000_000_001 });
    });
  });
}
