import { splitTerms, TermList } from '../lexical/term-list.ts';
import { type TermTable, termsOfText } from '../lexical/term-table.ts';
import type { SparseRow } from './latent-terms.ts';

/** A trained encoder as plain data: it can be stored, and sent between threads. */
export interface EncoderData {
  readonly dimensions: number;
  /** Terms of the rows of `vectors`, one a line. */
  readonly terms: string;
  readonly idf: Float32Array;
  /** Row-major, one row of `dimensions` numbers per term. */
  readonly vectors: Float32Array;
}

/** How many terms of a text take part: the most telling ones, by tf x idf. Keeps training and long passages cheap. */
const TERMS_PER_TEXT = 64;

/** A text becomes the normalised sum of its terms' vectors, weighted by tf x idf. */
export class TextEncoder {
  readonly data: EncoderData;
  readonly #terms: TermList;
  readonly #rows: RowReader;

  constructor(data: EncoderData) {
    this.data = data;
    this.#terms = new TermList(data.terms);
    this.#rows = new RowReader(data.idf);
  }

  /** Unit vector; all zeros when no term is known. */
  encode(terms: readonly string[]): Float32Array<ArrayBuffer> {
    const ids: number[] = [];
    for (const term of terms) {
      const id = this.#terms.numberOf(term);
      if (id !== undefined) ids.push(id);
    }
    return embedRow(this.#rows.read(ids), this.data.vectors, this.data.dimensions);
  }

  /** Vectors of all texts of a table, row-major. */
  encodeTable(table: TermTable): Float32Array<ArrayBuffer> {
    const { dimensions, vectors } = this.data;
    const idOf = Int32Array.from(splitTerms(table.vocabulary), (term) => this.#terms.numberOf(term) ?? -1);
    const count = table.starts.length - 1;
    const all = new Float32Array(count * dimensions);
    for (let text = 0; text < count; text++) {
      const row = this.#rows.read(knownIds(table, text, idOf));
      all.set(embedRow(row, vectors, dimensions), text * dimensions);
    }
    return all;
  }
}

/** Ids of a text's terms, with repeats; `idOf` has -1 for a term of the table that is not known. */
export function knownIds(table: TermTable, text: number, idOf: Int32Array): number[] {
  const ids: number[] = [];
  for (const term of termsOfText(table, text)) {
    const id = idOf[term] as number; // one entry per term of the table
    if (id >= 0) ids.push(id);
  }
  return ids;
}

export function embedRow(row: SparseRow, vectors: Float32Array, dimensions: number): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(dimensions);
  for (let t = 0; t < row.terms.length; t++) {
    const base = (row.terms[t] as number) * dimensions;
    const weight = row.weights[t] as number;
    for (let d = 0; d < dimensions; d++) sums[d] = (sums[d] as number) + weight * (vectors[base + d] as number);
  }
  let norm = 0;
  for (let d = 0; d < dimensions; d++) norm += (sums[d] as number) * (sums[d] as number);
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  const out = new Float32Array(dimensions);
  for (let d = 0; d < dimensions; d++) out[d] = (sums[d] as number) * scale;
  return out;
}

/** Makes sparse rows of term ids: the most telling terms with weight (1 + log tf) x idf, scaled to length 1. */
export class RowReader {
  readonly #idf: Float32Array;
  /** Scratch: all zeros between two calls. */
  readonly #counts: Uint32Array;

  constructor(idf: Float32Array) {
    this.#idf = idf;
    this.#counts = new Uint32Array(idf.length);
  }

  /** `ids` may repeat; all of them lie inside idf. */
  read(ids: readonly number[]): SparseRow {
    let terms: number[] = [];
    for (const id of ids) {
      const count = this.#counts[id] as number;
      if (count === 0) terms.push(id);
      this.#counts[id] = count + 1;
    }
    let weights = terms.map((id) => {
      const tf = this.#counts[id] as number;
      this.#counts[id] = 0;
      return (1 + Math.log(tf)) * (this.#idf[id] as number);
    });
    if (terms.length > TERMS_PER_TEXT) {
      const best = terms
        .map((id, place) => ({ id, weight: weights[place] as number }))
        .sort((a, b) => b.weight - a.weight || a.id - b.id)
        .slice(0, TERMS_PER_TEXT);
      terms = best.map(({ id }) => id);
      weights = best.map(({ weight }) => weight);
    }
    let squares = 0;
    for (const weight of weights) squares += weight * weight;
    const length = Math.sqrt(squares) || 1;
    return {
      terms: Uint32Array.from(terms),
      weights: Float32Array.from(weights, (weight) => weight / length),
    };
  }
}
