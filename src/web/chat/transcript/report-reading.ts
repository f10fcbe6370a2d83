import { createContext, type RefObject, useContext, useEffect } from 'react';
import type { ChatAdapter } from '../connection/direct-line-types.ts';

/** Tells the officer that a message of theirs has been on the screen. */
export type ReportReading = (message: string) => void;

export const Reading = createContext<ReportReading>(() => undefined);

/** Each message is told of once. It may fail: a later one says more. */
export function createReadingReport({ postActivity }: Pick<ChatAdapter, 'postActivity'>): ReportReading {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    postActivity({ type: 'event', name: 'goglobal.read', value: { id: message } }).subscribe({
      error: () => told.delete(message),
    });
  };
}

/**
 * Reports a message when its end is on the screen: in a closed panel or scrolled away it is not, and in a tab behind
 * others it is not seen.
 */
export function useReportReading(message: string | undefined, element: RefObject<HTMLElement | null>): void {
  const report = useContext(Reading);
  useEffect(() => {
    const { current } = element;
    if (current === null || message === undefined) return undefined;
    let isOnScreen = false;
    const look = (): void => {
      if (isOnScreen && document.visibilityState === 'visible') report(message);
    };
    const observer = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting === true;
      look();
    });
    observer.observe(current);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [message, element, report]);
}
