import { createDirectLine } from 'botframework-webchat';
import type { DirectLineActivity, DirectLineClient } from './direct-line-types.ts';
import { STATUS } from './direct-line-types.ts';
import type { Session } from './session.ts';

export interface ConnectionEvents {
  readonly activity: (activity: DirectLineActivity) => void;
  readonly online: () => void;
  /** This connection will not recover by itself: make a new one. */
  readonly lost: () => void;
}

export interface OneConnection {
  /** `refused`: the token was not accepted, nothing was taken. `failed`: nobody knows whether it was taken. */
  readonly post: (
    activity: DirectLineActivity,
  ) => Promise<{ kind: 'sent'; id: string } | { kind: 'refused' | 'failed' }>;
  readonly close: () => void;
}

/** Declared with RxJS 5 types and `webSocket` as a class; what it takes is a boolean, what it gives is our client. */
const startDirectLine = createDirectLine as unknown as (options: {
  readonly token: string;
  readonly conversationId: string;
  readonly domain: string;
  readonly webSocket: boolean;
}) => DirectLineClient;

/** One DirectLineJS client from its session to its first fault. Never repaired, only replaced. */
export function openConnection(session: Session, polling: boolean, events: ConnectionEvents): OneConnection {
  const directLine = startDirectLine({
    token: session.token,
    conversationId: session.conversationId,
    domain: `${window.location.origin}/v3/directline`,
    webSocket: !polling,
  });

  let isClosed = false;
  let status: number = STATUS.uninitialized;
  const loseOnce = (): void => {
    if (!isClosed) events.lost();
  };
  const statusSubscription = directLine.connectionStatus$.subscribe((next) => {
    status = next;
    if (next === STATUS.online) events.online();
    if (next > STATUS.online) loseOnce();
  });
  const activitySubscription = directLine.activity$.subscribe({
    next: (activity) => {
      if (!isClosed) events.activity(activity);
    },
    error: loseOnce,
    complete: loseOnce,
  });

  return {
    post: (activity) =>
      new Promise((resolve) => {
        directLine.postActivity(activity).subscribe({
          // DirectLineJS answers "retry" for a refused token and for server errors alike.
          next: (id) => {
            if (id !== 'retry') resolve({ kind: 'sent', id });
            else resolve({ kind: status === STATUS.expiredToken ? 'refused' : 'failed' });
          },
          error: () => resolve({ kind: 'failed' }),
        });
      }),
    close: () => {
      isClosed = true;
      activitySubscription.unsubscribe();
      statusSubscription.unsubscribe();
      directLine.end();
    },
  };
}
