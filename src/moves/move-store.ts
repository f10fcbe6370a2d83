import type { Places } from '../domain/places.ts';

/** A place, and the channel that it belongs to: «directline» or the id of a messaging app. */
export interface ChannelPlace {
  readonly place: string;
  readonly channel: string;
}

export type MoveOutcome =
  | {
      readonly kind: 'moved';
      readonly conversation: string;
      readonly from: ChannelPlace;
      readonly ticket: string | null;
    }
  /** This very place has used the code before and the conversation is still here: said again, nothing changed. */
  | { readonly kind: 'moved-before'; readonly conversation: string }
  | { readonly kind: 'unknown' | 'used' | 'expired' }
  /** It was made at this very place. */
  | { readonly kind: 'already-here' }
  /** Another conversation with an open case is at this place: its officer would lose the visitor. */
  | { readonly kind: 'busy' };

/**
 * Where codes are kept and which conversation is at which place. Every method rejects with OutageError
 * "storage_unavailable" when the store is down.
 */
export interface MoveStore extends Places {
  /** Takes the place of the codes that this place had; null when no conversation is at the place (any more). */
  addCode(code: {
    /** Of the code, keyed: never the code itself. */
    readonly hash: string;
    readonly from: ChannelPlace;
    readonly expiresAt: string;
    /** Ended codes from before are deleted. */
    readonly forgetBefore: string;
  }): Promise<{ readonly conversation: string } | null>;
  /**
   * Moves the code's conversation to this place, in one transaction: of any number of uses at the same time one wins.
   * The old place has left it, the transcript gets `line`, and an open case the event «moved» and the new channel.
   */
  use(use: {
    readonly hash: string;
    readonly to: ChannelPlace;
    readonly at: string;
    /** What the transcript says, by the channel that the conversation came from. */
    readonly line: (from: string) => string;
  }): Promise<MoveOutcome>;
  /** What is written in a place after its conversation has left begins a new one, with this id. */
  beginAnew(at: ChannelPlace & { readonly conversation: string; readonly at: string }): Promise<void>;
}
