import type { LocalizedText } from './language.ts';
import type { Provenance, Tables } from './tables.ts';

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

/** The calculation that a conversation is in, kept between turns. */
export interface RunningCalculation {
  readonly name: string;
  readonly inputs: Inputs;
  /** Id of the input that was asked for last; null when the result was given. */
  readonly asked: string | null;
}

/** A figure in a sentence, written by the language of the answer. */
export type Figure =
  | { readonly kind: 'money'; readonly value: number; readonly currency: string | null }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'text'; readonly text: LocalizedText };

/** A table row that a sentence rests on. */
export interface CitedRow {
  readonly id: string;
  readonly title: LocalizedText;
  /** Words of wording.yaml before the title: what kind of row it is. */
  readonly titleKey?: string;
  readonly row: Provenance;
}

/** One sentence of the result or of its working: a text of wording.yaml below «calculate», with its figures and rows. */
export interface WorkingLine {
  readonly say: string;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly rows: readonly CitedRow[];
  /** Stands under the line before. */
  readonly isDetail?: boolean;
}

/** What came out, how, and on which rows it rests. */
export interface Calculation {
  /** What was reckoned with, assumptions among them. */
  readonly inputs: readonly WorkingLine[];
  readonly steps: readonly WorkingLine[];
  readonly result: readonly WorkingLine[];
  /** What the result does not cover. */
  readonly notes: readonly WorkingLine[];
  /** Order matters: numbered for the visitor. */
  readonly isInOrder: boolean;
  /** Body that confirms: id in agencies.yaml. */
  readonly confirms: string;
  /** Articles on what came out; without it, those of the dialog. */
  readonly articles?: readonly string[];
}

/** A pure function over table rows. No figure of its own: rates, bands, fees, caps and days come from the tables. */
export interface Calculator {
  /** Id of the next input that is needed; null when all are there. */
  readonly missing: (inputs: Inputs, tables: Tables, today: string) => string | null;
  /** null when a row that it needs is gone or may not be spoken. */
  readonly calculate: (inputs: Inputs, tables: Tables, today: string) => Calculation | null;
}

/** How a calculator is started and asked for its inputs: dialogs/calculations.yaml. */
export interface CalculationDialog {
  readonly name: string;
  /** A message that asks for this calculation, whatever else it says. */
  readonly asks: readonly RegExp[];
  /** A message that asks for it if one of these inputs stands in it. */
  readonly asksWith: { readonly inputs: readonly string[]; readonly patterns: readonly RegExp[] };
  /** A message that matches is about something else. */
  readonly unless: readonly RegExp[];
  /** Not asked of another market. */
  readonly isOfHongKong: boolean;
  readonly inputs: readonly AskedInput[];
  /** Articles on the same subject: next questions come from them. */
  readonly articles: readonly string[];
}

/** Words that answer whatever is asked. */
export interface AnswerWords {
  readonly yes: readonly RegExp[];
  readonly no: readonly RegExp[];
  readonly unsure: readonly RegExp[];
  /** «Never mind»: ends the calculation. */
  readonly cancel: readonly RegExp[];
}

export interface CalculationDialogs {
  readonly words: AnswerWords;
  readonly calculations: readonly CalculationDialog[];
}

/** The answer «I do not know» to what was asked. */
export const UNSURE = 'unsure';
