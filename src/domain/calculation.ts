import type { AskedInput, Inputs } from './asked-input.ts';
import type { LocalizedText } from './language.ts';
import type { Provenance } from './provenance.ts';
import type { Tables } from './tables.ts';

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
