import type { CitedRow, Figure, WorkingLine } from '../domain/calculation.ts';
import type { LocalizedText } from '../domain/language.ts';

/** A sentence of wording.yaml («calculate.» and this key) with its figures and the rows it rests on. */
export function line(
  say: string,
  figures: Readonly<Record<string, Figure>> = {},
  rows: readonly CitedRow[] = [],
): WorkingLine {
  return { say, figures, rows };
}

export function money(value: number, currency: string | null): Figure {
  return { kind: 'money', value: toCents(value), currency };
}

export function number(value: number): Figure {
  return { kind: 'number', value };
}

export function day(iso: string): Figure {
  return { kind: 'day', day: iso };
}

export function text(words: LocalizedText): Figure {
  return { kind: 'text', text: words };
}

/** Sums of money are kept to the cent. */
export function toCents(value: number): number {
  return Math.round(value * 100) / 100;
}
