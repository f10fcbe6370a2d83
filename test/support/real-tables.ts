import type { Inputs } from '../../src/domain/asked-input.ts';
import type { Calculation, Calculator, Figure, WorkingLine } from '../../src/domain/calculation.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { readFiles } from '../../src/knowledge/knowledge-files.ts';
import { ParseCache } from '../../src/knowledge/parse-cache.ts';
import { readTables } from '../../src/knowledge/read-tables.ts';
import { KNOWLEDGE_DIR } from './folders.ts';
import { TODAY } from './real-assistant.ts';

/** The rows that are shipped. */
export async function readRealTables(): Promise<Tables> {
  return readTables(await readFiles(KNOWLEDGE_DIR), new ParseCache()).tables;
}

/** What a calculator makes of inputs that it accepts as complete. */
export function calculated(calculator: Calculator, inputs: Inputs, tables: Tables, today = TODAY): Calculation {
  const missing = calculator.missing(inputs, tables, today);
  const calculation = calculator.calculate(inputs, tables, today);
  if (missing !== null || calculation === null) throw new Error(`not calculated; missing: ${String(missing)}`);
  return calculation;
}

export function linesOf({ result, inputs, steps, notes }: Calculation): readonly WorkingLine[] {
  return [...result, ...inputs, ...steps, ...notes];
}

/** The number of a figure in the first line that has it; undefined when none has. */
export function figureOf(calculation: Calculation, name: string): number | string | undefined {
  const figure: Figure | undefined = linesOf(calculation).find(({ figures }) => name in figures)?.figures[name];
  if (figure === undefined) return undefined;
  return figure.kind === 'text' ? figure.text.en : figure.kind === 'day' ? figure.day : figure.value;
}

/** Ids of all rows that a calculation cites. */
export function rowsOf(calculation: Calculation): ReadonlySet<string> {
  return new Set(linesOf(calculation).flatMap(({ rows }) => rows.map(({ id }) => id)));
}

/** The same tables with one row of a kind changed, or taken out. */
export function withRow<K extends 'fees' | 'thresholds' | 'schemes'>(
  tables: Tables,
  kind: K,
  id: string,
  change: Partial<Tables[K][number]> | null,
): Tables {
  const rows = (tables[kind] as readonly Tables[K][number][]).flatMap((row) =>
    row.id !== id ? [row] : change === null ? [] : [{ ...row, ...change }],
  );
  return { ...tables, [kind]: rows };
}
