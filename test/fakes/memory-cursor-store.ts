import type { CursorStore } from '../../src/channels/messenger/cursor-store.ts';

/** Cursors in memory, with their history for tests. */
export function createMemoryCursorStore(): CursorStore & { readonly written: readonly string[] } {
  const kept = new Map<string, string>();
  const written: string[] = [];
  return {
    written,
    read: async (messenger, account) => kept.get(JSON.stringify([messenger, account])),
    write: async (messenger, account, cursor) => {
      written.push(cursor);
      kept.set(JSON.stringify([messenger, account]), cursor);
    },
    accounts: async (messenger) =>
      [...kept.keys()]
        .map((key) => JSON.parse(key) as [string, string])
        .filter(([of]) => of === messenger)
        .map(([, account]) => account)
        .toSorted(),
  };
}
