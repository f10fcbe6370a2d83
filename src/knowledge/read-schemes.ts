import { foldScript } from '../chinese/script-tables.ts';
import type { AskedInput } from '../domain/asked-input.ts';
import type { Criterion, Passes, Scheme } from '../domain/schemes.ts';
import type { SchemesFile } from './scheme-schemas.ts';

type FactRow = SchemesFile['facts'][number];
type CriterionRow = SchemesFile['schemes'][number]['criteria'][number];

/** The rows of schemes.yaml with what each criterion asks in its place. `unknown` names facts that no row describes. */
export function readSchemes({ checkedOn, facts, schemes }: SchemesFile): {
  readonly schemes: readonly Scheme[];
  readonly unknown: readonly { readonly scheme: string; readonly fact: string }[];
} {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  const asked = new Map(facts.map((fact) => [fact.id, toAskedInput(fact)]));
  const unknown: { readonly scheme: string; readonly fact: string }[] = [];
  const read = schemes.map(({ criteria, ceiling, keywords, ...scheme }): Scheme => {
    const resolved = criteria.flatMap((row) => {
      const [fact, input] = [known.get(row.fact), asked.get(row.fact)];
      if (fact !== undefined && input !== undefined) return [toCriterion(row, fact, input)];
      unknown.push({ scheme: scheme.id, fact: row.fact });
      return [];
    });
    return {
      ...scheme,
      checkedOn,
      keywords: keywords.map((word) => foldScript(word.toLowerCase())),
      criteria: resolved,
      ceiling: ceiling && { value: ceiling.amount, currency: ceiling.currency, per: ceiling.per },
    };
  });
  return { schemes: read, unknown };
}

function toAskedInput({ id, kind, question, currency, unit, options, words }: FactRow): AskedInput {
  const patterns = (value: string) =>
    (words[value] ?? []).map(
      (pattern) => new RegExp(foldScript(pattern.replace('(#)', String.raw`(\d+(?:\.\d+)?)`)), 'u'),
    );
  const unlabelled = kind === 'yes-no' ? ['yes', 'no'] : kind === 'number' ? ['number'] : [];
  const values = [...unlabelled.map((value) => ({ value, label: null })), ...options];
  return {
    id,
    kind,
    question,
    currency,
    unit,
    options: values.map((option) => ({ ...option, words: patterns(option.value) })),
  };
}

function toCriterion(row: CriterionRow, fact: FactRow, asked: AskedInput): Criterion {
  return {
    asked,
    passes: passesOf(row),
    passed: row.passed ?? fact.passed,
    failed: row.failed ?? fact.failed,
    mayStillPass: row['may-still-pass'],
  };
}

/** The schema sees to it that exactly one test is there. */
function passesOf(row: CriterionRow): Passes {
  if (row.is !== undefined) return { is: row.is };
  if (row['at-least'] !== undefined) return { atLeast: row['at-least'] };
  if (row['at-most'] !== undefined) return { atMost: row['at-most'] };
  if (row.below !== undefined) return { below: row.below };
  return { oneOf: row['one-of'] ?? [] };
}
