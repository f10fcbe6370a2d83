import type { ChatToPage, PageToChat } from '../embedding/bridge.ts';
import { pageToChat } from '../embedding/bridge.ts';

export interface Embedder {
  readonly say: (message: ChatToPage) => void;
  /** Calls back for every message of the embedding page, and only of it. */
  readonly listen: (receive: (message: PageToChat) => void) => () => void;
}

/** The page around the frame, or undefined when the chat is a page of its own. */
export function embedderOf(origin: string | null): Embedder | undefined {
  if (window.parent === window || origin === null || !isHttpOrigin(origin)) return undefined;
  return {
    say: (message) => window.parent.postMessage(message, origin),
    listen: (receive) => {
      const onMessage = (event: MessageEvent<unknown>): void => {
        if (event.source !== window.parent || event.origin !== origin) return;
        const message = pageToChat(event.data);
        if (message !== undefined) receive(message);
      };
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}

function isHttpOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin && /^https?:/.test(origin);
}
