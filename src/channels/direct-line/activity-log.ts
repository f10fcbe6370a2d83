import type { Language } from '../../domain/language.ts';

/** An activity as clients see it (https://aka.ms/botSpecs-activitySchema): JSON, passed on untouched. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** `timestamp` rises strictly within a conversation: Web Chat sorts by it. */
export interface LoggedActivity {
  /** Counted from 1: the watermark of a client that has seen this activity. */
  readonly sequence: number;
  readonly activity: Activity & { readonly timestamp: string };
}

export interface DirectLineConversation {
  readonly id: string;
  readonly userId: string;
  readonly language: Language | null;
  /** Its client asked for the events of a hand-off. */
  readonly wantsHandoff: boolean;
  /** Of the last activity; 0 when nothing was said yet. */
  readonly lastSequence: number;
  /** When the conversation was opened or somebody last said something. */
  readonly lastActiveAt: string;
}

export interface AppendOptions {
  /** The activities ask for a turn; how often takeUnhandled may hand them out before they are settled. Default 0. */
  readonly reruns?: number;
  /** Id of the visitor's activity that is answered herewith; settled in the same transaction. */
  readonly settles?: string;
  /** The bot speaks: nothing is added while an officer owns the chat, decided in the same transaction. */
  readonly isFromBot?: boolean;
}

/**
 * What was said in Direct Line conversations, in order, so that clients resume by watermark after a restart.
 * Every method rejects with OutageError "storage_unavailable" when the store is down.
 */
export interface ActivityLog {
  /** Does nothing when the conversation exists. */
  create(conversation: {
    readonly id: string;
    readonly userId: string;
    readonly language: Language | null;
  }): Promise<void>;
  find(conversation: string): Promise<DirectLineConversation | undefined>;
  /** The client asked for the events of a hand-off (handoff.initiate, handoff.status). */
  wantHandoff(conversation: string): Promise<void>;
  /** All or nothing. An id that is there already is left out: the result holds what was really added, in order. */
  append(
    conversation: string,
    activities: readonly Activity[],
    options?: AppendOptions,
  ): Promise<readonly LoggedActivity[]>;
  /** Everything after the watermark, oldest first; 0 is before the first activity. */
  since(conversation: string, watermark: number): Promise<readonly LoggedActivity[]>;
  /** The turn of this activity is over, whatever came of it. */
  settle(conversation: string, activityId: string): Promise<void>;
  /**
   * Messages whose turn a crash or a stop cut off, oldest first: at the start, of a time when nobody else ran turns; or,
   * where other processes run turns, those said before `saidBefore`. Each counts as one rerun, so a message that brings
   * the process down does not do so for ever: with none left it is still handed out every time until it is settled, but
   * not to be run (`mayRun` false).
   */
  takeUnhandled(
    saidBefore?: Date,
  ): Promise<readonly { readonly conversation: string; readonly mayRun: boolean; readonly logged: LoggedActivity }[]>;
}
