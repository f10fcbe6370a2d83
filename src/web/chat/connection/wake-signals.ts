import { SLEEP_MS } from './link-state.ts';

export interface WakeSignals {
  /** The network is back, or the page comes out of the browser's freezer: whatever was connected is not any more. */
  readonly woken: () => void;
  /** The visitor looks at the page again: the connection may or may not have lived. */
  readonly seen: () => void;
  readonly networkGone: () => void;
}

const TICK_MS = 5_000;

export function listenForWake({ woken, seen, networkGone }: WakeSignals): void {
  window.addEventListener('online', woken);
  window.addEventListener('offline', networkGone);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') seen();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) woken();
  });
  // After sleep a socket looks open for minutes although nobody is at the other end; only the clock tells.
  let last = Date.now();
  window.setInterval(() => {
    const hasSlept = Date.now() - last > SLEEP_MS + TICK_MS;
    last = Date.now();
    if (hasSlept && document.visibilityState === 'visible') woken();
  }, TICK_MS);
}
