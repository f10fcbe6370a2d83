import { useEffect, useSyncExternalStore } from 'react';

/** What can be done on the page that is open. */
export interface PageAction {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

let actions: readonly PageAction[] = [];
const listeners = new Set<() => void>();

function offer(next: readonly PageAction[]): void {
  actions = next;
  for (const listener of listeners) listener();
}

/** Offers these in the command palette while the component is there. Give the same list until something changes. */
export function useOffer(offered: readonly PageAction[]): void {
  useEffect(() => {
    offer(offered);
    return () => offer([]);
  }, [offered]);
}

export function usePageActions(): readonly PageAction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => actions,
  );
}
