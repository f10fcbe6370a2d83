import type { LocalizedText } from './language.ts';

export interface Amount {
  readonly value: number;
  /** ISO 4217; null when none was said. */
  readonly currency: string | null;
}

/** What a visitor said of one input. 'unsure' of a yes-no question: asked, and not known. */
export type InputValue = boolean | number | string | Amount;

/** By id of the input. */
export type Inputs = Readonly<Record<string, InputValue>>;

export const INPUT_KINDS = ['yes-no', 'choice', 'amount', 'number', 'market', 'date'] as const;

/** Something a calculation needs to know, with the question that asks for it and the words that answer it. */
export interface AskedInput {
  readonly id: string;
  readonly kind: (typeof INPUT_KINDS)[number];
  readonly question: LocalizedText;
  /** Of an amount: in which currency it is needed; null = any. */
  readonly currency: string | null;
  /** Of a number: months, days, percent … */
  readonly unit: string | null;
  /** Of a choice; of a yes-no question «yes» and «no», without labels. */
  readonly options: readonly InputOption[];
}

export interface InputOption {
  readonly value: string;
  readonly label: LocalizedText | null;
  /** Words of a message that say it: matched against text folded to Simplified, in lower case. */
  readonly words: readonly RegExp[];
}

/** The answer «I do not know» to what was asked. */
export const UNSURE = 'unsure';
