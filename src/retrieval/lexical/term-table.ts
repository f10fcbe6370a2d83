import { indexTerms } from './terms.ts';

/**
 * The terms of many texts as numbers, in flat arrays. A text is analysed once; the lexical index, the encoder and the
 * folds of calibration are made from this, and it is what is kept on disk.
 */
export interface TermTable {
  /** Different terms in order of their first appearance: a term's place is its number. */
  readonly vocabulary: readonly string[];
  /** Where each text's terms begin in `ids`; one entry more than there are texts. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
}

/** A table with what its texts were, from which unchanged texts are taken over. */
export interface KnownTerms {
  readonly table: TermTable;
  readonly positionOf: ReadonlyMap<string, number>;
}

/** One entry per text, in order. The result does not depend on `known`: it only saves the analysis. */
export function readTermTable(texts: readonly string[], known: KnownTerms | null = null): TermTable {
  const numbers = new Map<string, number>();
  const renumbered = new Int32Array(known?.table.vocabulary.length ?? 0).fill(-1);
  const ids: number[] = [];
  const starts = new Uint32Array(texts.length + 1);
  const numberOf = (term: string) => {
    const found = numbers.get(term);
    if (found !== undefined) return found;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  texts.forEach((text, index) => {
    const position = known?.positionOf.get(text);
    if (known === null || position === undefined) {
      for (const term of indexTerms(text)) ids.push(numberOf(term));
    } else {
      for (const id of termsOfText(known.table, position)) {
        if ((renumbered[id] as number) < 0) renumbered[id] = numberOf(known.table.vocabulary[id] as string);
        ids.push(renumbered[id] as number);
      }
    }
    starts[index + 1] = ids.length;
  });
  return { vocabulary: [...numbers.keys()], starts, ids: Uint32Array.from(ids) };
}

/** The table that reading these texts alone would give. */
export function selectTexts(table: TermTable, positions: readonly number[]): TermTable {
  const renumbered = new Int32Array(table.vocabulary.length).fill(-1);
  const vocabulary: string[] = [];
  const starts = new Uint32Array(positions.length + 1);
  let length = 0;
  for (const position of positions) length += (table.starts[position + 1] ?? 0) - (table.starts[position] ?? 0);
  const ids = new Uint32Array(length);
  let next = 0;
  positions.forEach((position, index) => {
    for (const id of termsOfText(table, position)) {
      if ((renumbered[id] as number) < 0) {
        renumbered[id] = vocabulary.length;
        vocabulary.push(table.vocabulary[id] as string);
      }
      ids[next++] = renumbered[id] as number;
    }
    starts[index + 1] = next;
  });
  return { vocabulary, starts, ids };
}

/** Term numbers of one text, with repeats; a view, not a copy. */
export function termsOfText(table: TermTable, position: number): Uint32Array {
  return table.ids.subarray(table.starts[position] ?? 0, table.starts[position + 1] ?? 0);
}

/** The terms of one text, with repeats. */
export function termsIn(table: TermTable, position: number): string[] {
  return Array.from(termsOfText(table, position), (id) => table.vocabulary[id] as string);
}
