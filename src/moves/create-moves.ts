import type { RandomBelow } from '../domain/case-number.ts';
import type { Clock } from '../domain/clock.ts';
import type { Places } from '../domain/places.ts';
import { makeMoveCode } from './move-code.ts';
import type { ChannelPlace, MoveOutcome, MoveStore } from './move-store.ts';
import { MOVE_POLICY } from './policy.ts';

/** Counts one use by this key. */
type Limit = (key: string) => Promise<{ readonly isAllowed: boolean; readonly waitSeconds: number }>;

export interface MovesParts {
  readonly store: MoveStore;
  readonly clock: Clock;
  readonly random: RandomBelow;
  /** A keyed digest: codes are short, and a stolen database must not give them away. */
  readonly digest: (code: string) => string;
  readonly limits: { readonly codes: Limit; readonly tries: Limit; readonly triesOverall: Limit };
}

export type MadeCode =
  | { readonly kind: 'made'; readonly code: string; readonly expiresAt: string; readonly conversation: string }
  | { readonly kind: 'limited'; readonly waitSeconds: number }
  /** The conversation is not here any more. */
  | { readonly kind: 'left' };

export type Used = MoveOutcome | { readonly kind: 'limited'; readonly waitSeconds: number };

export interface Moves extends Places {
  /** A code for the conversation at this place; an earlier one ends. */
  makeCode(from: ChannelPlace): Promise<MadeCode>;
  /** `sender`: who tries, for the limit: an address of the network or of an app. */
  useCode(use: {
    readonly code: string;
    readonly to: ChannelPlace;
    readonly sender: string;
    readonly line: (from: string) => string;
  }): Promise<Used>;
  beginAnew: MoveStore['beginAnew'];
}

/** Codes that carry a conversation from one place to another: single use, ten minutes, few tries. */
export function createMoves({ store, clock, random, digest, limits }: MovesParts): Moves {
  return {
    standingAt: (place) => store.standingAt(place),
    placeOf: (conversation) => store.placeOf(conversation),
    beginAnew: (at) => store.beginAnew(at),
    async makeCode(from) {
      const { isAllowed, waitSeconds } = await limits.codes(from.place);
      if (!isAllowed) return { kind: 'limited', waitSeconds };
      const code = makeMoveCode(random);
      const now = clock();
      const expiresAt = new Date(now.getTime() + MOVE_POLICY.codeMs).toISOString();
      const forgetBefore = new Date(now.getTime() - MOVE_POLICY.endedCodesKnownMs).toISOString();
      const kept = await store.addCode({ hash: digest(code), from, expiresAt, forgetBefore });
      return kept === null ? { kind: 'left' } : { kind: 'made', code, expiresAt, ...kept };
    },
    async useCode({ code, to, sender, line }) {
      // The sender first: one who tries too often must not use up what all have together.
      for (const verdict of [() => limits.tries(sender), () => limits.triesOverall('all')]) {
        const { isAllowed, waitSeconds } = await verdict();
        if (!isAllowed) return { kind: 'limited', waitSeconds };
      }
      return store.use({ hash: digest(code), to, at: clock().toISOString(), line });
    },
  };
}
