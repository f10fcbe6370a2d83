import { z } from 'zod';
import { foldScript } from '../chinese/script-tables.ts';
import { type AskedInput, INPUT_KINDS } from '../domain/asked-input.ts';
import { type CalculationDialog, type CalculationDialogs } from '../domain/calculation.ts';

const text = z.strictObject({ en: z.string(), 'zh-Hant': z.string(), 'zh-Hans': z.string() });
const patterns = z.array(z.string());
const input = z.strictObject({
  id: z.string(),
  kind: z.enum(INPUT_KINDS),
  currency: z.string().optional(),
  unit: z.string().optional(),
  question: text,
  options: z.array(z.strictObject({ value: z.string(), label: text, words: patterns })).default([]),
  /** Of a yes-no: by «yes» and «no». Of a number: patterns in which # stands for the number. */
  words: z.union([patterns, z.record(z.string(), patterns)]).default([]),
});
const calculation = z.strictObject({
  articles: z.array(z.string()),
  asks: patterns,
  asksWith: z.strictObject({ inputs: z.array(z.string()), patterns }).default({ inputs: [], patterns: [] }),
  unless: patterns.default([]),
  isOfHongKong: z.boolean().default(false),
  inputs: z.array(input),
});
const calculationsSchema = z.strictObject({
  words: z.strictObject({ yes: patterns, no: patterns, unsure: patterns, cancel: patterns }),
  calculations: z.record(z.string(), calculation),
});

/** dialogs/calculations.yaml, parsed, as a value of the domain. Throws when it is broken. */
export function readCalculations(content: unknown): CalculationDialogs {
  const { words, calculations } = calculationsSchema.parse(content);
  return {
    words: {
      yes: compile(words.yes),
      no: compile(words.no),
      unsure: compile(words.unsure),
      cancel: compile(words.cancel),
    },
    calculations: Object.entries(calculations).map(
      ([name, dialog]): CalculationDialog => ({
        name,
        articles: dialog.articles,
        asks: compile(dialog.asks),
        asksWith: { inputs: dialog.asksWith.inputs, patterns: compile(dialog.asksWith.patterns) },
        unless: compile(dialog.unless),
        isOfHongKong: dialog.isOfHongKong,
        inputs: dialog.inputs.map(toInput),
      }),
    ),
  };
}

function toInput({ id, kind, question, currency, unit, options, words }: z.infer<typeof input>): AskedInput {
  const base = { id, kind, question, currency: currency ?? null, unit: unit ?? null };
  if (kind === 'yes-no') {
    const said = Array.isArray(words) ? {} : words;
    const answers = ['yes', 'no'].map((value) => ({ value, label: null, words: compile(said[value] ?? []) }));
    return { ...base, options: answers };
  }
  if (kind === 'number') {
    const said = Array.isArray(words) ? words : [];
    return { ...base, options: [{ value: 'number', label: null, words: compile(said.map(withNumber)) }] };
  }
  return { ...base, options: options.map((option) => ({ ...option, words: compile(option.words) })) };
}

function withNumber(pattern: string): string {
  return pattern.replace('(#)', String.raw`(\d+(?:\.\d+)?)`);
}

function compile(sources: readonly string[]): RegExp[] {
  return sources.map((source) => new RegExp(foldScript(source), 'u'));
}
