export interface SocketEvents {
  readonly opened: () => void;
  readonly closed: (hadOpened: boolean) => void;
}

let listener: SocketEvents | undefined;
let current: WebSocket | undefined;

/**
 * DirectLineJS hides a closed socket: it stays «Online», waits 3 to 15 seconds and offers no event (measured, see
 * docs and docs/adr/0004-direct-line-by-ourselves.md). It takes whatever `WebSocket` the page has, so the page gives it one that tells.
 */
export function watchSockets(events: SocketEvents): void {
  listener = events;
}

export function isSocketOpen(): boolean {
  return current?.readyState === WebSocket.OPEN;
}

class WatchedWebSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    current = this;
    let hadOpened = false;
    this.addEventListener('open', () => {
      hadOpened = true;
      if (current === this) listener?.opened();
    });
    this.addEventListener('close', () => {
      // A socket that was replaced says nothing about the connection.
      if (current === this) listener?.closed(hadOpened);
    });
  }
}

/** Call once, before the first connection. */
export function installWatchedSockets(): void {
  window.WebSocket = WatchedWebSocket;
}
