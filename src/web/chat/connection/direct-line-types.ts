import type { Stream } from './stream.ts';

/** A Direct Line activity as it travels: only what this side reads. */
export interface DirectLineActivity {
  readonly id?: string;
  readonly type: string;
  readonly text?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** DirectLineJS' ConnectionStatus. Web Chat gives up for good on 3 to 5, so our adapter never shows it those. */
export const STATUS = { uninitialized: 0, connecting: 1, online: 2, expiredToken: 3, failed: 4, ended: 5 } as const;

/** What Web Chat needs, and what DirectLineJS gives. */
export interface DirectLineClient {
  readonly activity$: Stream<DirectLineActivity>;
  readonly connectionStatus$: Stream<number>;
  readonly postActivity: (activity: DirectLineActivity) => Stream<string>;
  readonly end: () => void;
  /** Web Chat reads the visitor's id from the token. */
  readonly token: string;
}

export interface ChatAdapter extends DirectLineClient {
  /** Takes a message that was never sent off the transcript: another attempt takes its place. */
  readonly retract: (activity: DirectLineActivity) => void;
}
