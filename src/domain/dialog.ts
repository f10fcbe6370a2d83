import type { Suggestion } from './answer.ts';
import type { Card, Progress } from './card.ts';
import type { Slots } from './slots.ts';

/** A dialog that is going on, kept in the conversation's state between turns. The next step follows from the slots. */
export interface RunningDialog {
  /** Id of the dialog, as in dialogs/<id>.yaml, and the version of its file it was begun with. */
  readonly dialog: string;
  readonly version: number;
  readonly slots: Slots;
  /** Slots whose value came from the conversation and was not typed as an answer. */
  readonly prefilled: readonly string[];
  /** Slots the visitor does not want to be sent. */
  readonly withheld: readonly string[];
  /** Slots that were passed over on request. */
  readonly skipped: readonly string[];
  /** Slots in the order they were filled, so that «back» knows where to go. */
  readonly filled: readonly string[];
  /** Step that was asked last; null before the first. */
  readonly asked: string | null;
  /** Replies in a row that the asked step could not use. */
  readonly failures: number;
  readonly startedAt: string;
  readonly lastAt: string;
}

/** Agreement to what the brief card showed. */
export interface Consent {
  readonly version: string;
  readonly at: string;
}

/** What a dialog makes of one message. */
export type DialogOutcome =
  | {
      readonly kind: 'said';
      /** null: the dialog is over. */
      readonly running: RunningDialog | null;
      readonly text: string;
      readonly suggestions: readonly Suggestion[];
      readonly card?: Card;
      readonly progress?: Progress;
    }
  /** A question in the middle: the knowledge base answers it, then `again` is said and the dialog goes on. */
  | {
      readonly kind: 'aside';
      readonly running: RunningDialog;
      readonly again: {
        readonly text: string;
        readonly suggestions: readonly Suggestion[];
        readonly progress?: Progress;
      };
    }
  /** The visitor agreed to the brief: open a case. The dialog is over. */
  | { readonly kind: 'submit'; readonly slots: Slots; readonly withheld: readonly string[]; readonly consent: Consent };
