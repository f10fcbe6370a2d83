import { useSyncExternalStore } from 'react';

/** Three columns of text need this much. */
const QUERY = '(max-width: 1080px)';

/** Whether the window is too narrow for three languages side by side. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(QUERY);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(QUERY).matches,
  );
}
