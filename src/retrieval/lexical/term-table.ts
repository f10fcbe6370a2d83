import { joinTerms, splitTerms } from './term-list.ts';
import { indexTerms } from './terms.ts';
import { Vocabulary } from './vocabulary.ts';

/**
 * The terms of many texts as numbers, in flat arrays. A text is analysed once; the lexical index, the encoder and the
 * folds of calibration are made from this, and it is what is kept on disk.
 */
export interface TermTable {
  /** Different terms, one a line: a term's line is its number. */
  readonly vocabulary: string;
  /** Where each text's terms begin in `ids`; one entry more than there are texts. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
}

/** A table with what its texts were, from which unchanged texts are taken over. */
export interface KnownTerms {
  readonly table: TermTable;
  readonly positionOf: ReadonlyMap<string, number>;
  /** Of the table; new terms are added to it. An index that holds it already meets them as terms that no text has. */
  readonly vocabulary: Vocabulary;
}

/** One entry per text, in order. With `known`, terms keep their numbers, and those that no text has any more stay. */
export function readTermTable(texts: readonly string[], known: KnownTerms | null = null): TermTable {
  const vocabulary = known?.vocabulary ?? new Vocabulary();
  const read = texts.map((text) => {
    const position = known?.positionOf.get(text);
    return known === null || position === undefined
      ? Uint32Array.from(indexTerms(text), (term) => vocabulary.intern(term))
      : termsOfText(known.table, position);
  });
  const starts = new Uint32Array(texts.length + 1);
  read.forEach((terms, index) => {
    starts[index + 1] = (starts[index] as number) + terms.length;
  });
  const ids = new Uint32Array(starts[texts.length] as number);
  read.forEach((terms, index) => ids.set(terms, starts[index]));
  return { vocabulary: vocabulary.lines(), starts, ids };
}

/** The table that reading these texts alone would give. */
export function selectTexts(table: TermTable, positions: readonly number[]): TermTable {
  const terms = splitTerms(table.vocabulary);
  const renumbered = new Int32Array(terms.length).fill(-1);
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
        vocabulary.push(terms[id] as string);
      }
      ids[next++] = renumbered[id] as number;
    }
    starts[index + 1] = next;
  });
  return { vocabulary: joinTerms(vocabulary), starts, ids };
}

/** Term numbers of one text, with repeats; a view, not a copy. */
export function termsOfText(table: TermTable, position: number): Uint32Array {
  return table.ids.subarray(table.starts[position] ?? 0, table.starts[position + 1] ?? 0);
}
