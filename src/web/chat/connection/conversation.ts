import type { ChatAdapter, DirectLineActivity } from './direct-line-types.ts';
import { STATUS } from './direct-line-types.ts';
import type { Session } from './session.ts';
import { createStream } from './stream.ts';

export interface LinkedConversation {
  /** Of the newest session. */
  token: string;
  readonly adapter: ChatAdapter;
  readonly receive: (activity: DirectLineActivity) => void;
  readonly hasSeen: (id: string) => boolean;
  readonly hasVisitorSpoken: () => boolean;
}

/**
 * The conversation as Web Chat sees it: everything heard so far, each activity once, whatever happens below. When the
 * server has begun a new one after long silence, the new words follow the old ones: nothing vanishes from the screen.
 */
export function createConversation(
  session: Session,
  post: (activity: DirectLineActivity) => Promise<string>,
): LinkedConversation {
  const heard = new Map<string, string>();
  const log: DirectLineActivity[] = [];
  const activity$ = createStream<DirectLineActivity>(() => log);
  const connectionStatus$ = createStream<number>(() => [STATUS.connecting, STATUS.online]);
  const conversation: LinkedConversation = {
    token: session.token,
    hasSeen: (id: string) => heard.has(id),
    hasVisitorSpoken: () => log.some(({ type, from }) => type === 'message' && from?.role === 'user'),
    receive: (activity: DirectLineActivity) => {
      if (activity.id !== undefined && activity.type !== 'typing') {
        // The same id with other words is an edit, and passes.
        const words = JSON.stringify(activity);
        if (heard.get(activity.id) === words) return;
        heard.set(activity.id, words);
        log.push(activity);
      }
      activity$.emit(activity);
    },
    adapter: {
      activity$,
      connectionStatus$,
      postActivity: (activity: DirectLineActivity) => ({
        subscribe: (listener) => {
          const observer = typeof listener === 'function' ? { next: listener } : listener;
          post(activity).then(
            (id) => {
              observer.next?.(id);
              observer.complete?.();
            },
            (error: unknown) => observer.error?.(error),
          );
          return { unsubscribe: () => undefined };
        },
      }),
      // Web Chat cannot delete, but another activity with the same client id replaces; an event is not shown.
      retract: ({ channelData }: DirectLineActivity) => {
        const clientActivityID = channelData?.['clientActivityID'];
        if (typeof clientActivityID !== 'string') return;
        const id = `retracted-${clientActivityID}`;
        activity$.emit({
          type: 'event',
          id,
          name: 'retracted',
          from: { role: 'user' },
          channelData: { clientActivityID },
        });
      },
      end: () => undefined,
      get token() {
        return conversation.token;
      },
    },
  };
  return conversation;
}
