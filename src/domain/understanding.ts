import type { Language } from './language.ts';

/** Something named in a message that tables or lexicon know. */
export interface Entity {
  /** market, province, agency, office, scheme, concept, document, sector, need, amount … */
  readonly kind: string;
  readonly id: string;
  /** The words as the visitor wrote them, and where they stand. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of an amount: the number in full and its currency (ISO 4217), when said. */
  readonly amount?: { readonly value: number; readonly currency: string | null };
}

export const CASE_WISHES = ['status', 'withdraw', 'confirm-withdrawal', 'leave-queue'] as const;
export type CaseWish = (typeof CASE_WISHES)[number];

export type Intent =
  | { readonly kind: 'question' }
  | { readonly kind: 'follow-up' }
  | { readonly kind: 'more' }
  | { readonly kind: 'small-talk'; readonly about: string }
  | { readonly kind: 'person' }
  /** About the visitor's own case: its state, taking it back, leaving the queue. */
  | { readonly kind: 'case'; readonly about: CaseWish }
  | { readonly kind: 'attack'; readonly about: string };

/** What a message means in its conversation. */
export interface Understanding {
  readonly language: Language;
  readonly isCantonese: boolean;
  readonly isMixed: boolean;
  readonly intent: Intent;
  readonly original: string;
  /** The question made to stand alone; the original when nothing had to be added. */
  readonly standalone: string;
  readonly wasRewritten: boolean;
  /** Goes on from the message before: «那…», "and …", a pronoun that became the subject. */
  readonly goesOn?: boolean;
  /** The visitor's own words, where a subject was put in beside them and they ask for more than cost, time or papers. */
  readonly ownWords?: string;
  /** Asks for cost, time, papers … and neither it nor the conversation says of what. */
  readonly lacksSubject: boolean;
  /** Names a thing of ours and asks nothing more of it: «CEPA是什么». */
  readonly asksNothingMore?: boolean;
  /** Of the stand-alone question. */
  readonly entities: readonly Entity[];
}
