import type { SparseRow } from './latent-terms.ts';

/** A trained encoder as plain data: it can be stored, and sent between threads. */
export interface EncoderData {
  readonly dimensions: number;
  /** Term of each row of `vectors`. */
  readonly terms: readonly string[];
  readonly idf: Float32Array;
  /** Row-major, one row of `dimensions` numbers per term. */
  readonly vectors: Float32Array;
}

/** How many terms of a text take part: the most telling ones, by tf x idf. Keeps training and long passages cheap. */
const TERMS_PER_TEXT = 64;

/** A text becomes the normalised sum of its terms' vectors, weighted by tf x idf. */
export class TextEncoder {
  readonly data: EncoderData;
  readonly #ids: ReadonlyMap<string, number>;

  constructor(data: EncoderData) {
    this.data = data;
    this.#ids = new Map(data.terms.map((term, id) => [term, id]));
  }

  /** Unit vector; all zeros when no term is known. */
  encode(terms: readonly string[]): Float32Array<ArrayBuffer> {
    const row = toSparseRow(terms, this.#ids, this.data.idf);
    return embedRow(row, this.data.vectors, this.data.dimensions);
  }
}

export function embedRow(row: SparseRow, vectors: Float32Array, dimensions: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(dimensions);
  for (let t = 0; t < row.terms.length; t++) {
    const base = (row.terms[t] as number) * dimensions;
    const weight = row.weights[t] as number;
    for (let d = 0; d < dimensions; d++) out[d] = (out[d] as number) + weight * (vectors[base + d] as number);
  }
  let norm = 0;
  for (const value of out) norm += value * value;
  if (norm > 0) {
    const scale = 1 / Math.sqrt(norm);
    for (let d = 0; d < dimensions; d++) out[d] = (out[d] as number) * scale;
  }
  return out;
}

/** The most telling terms with weight (1 + log tf) x idf, scaled to length 1. */
export function toSparseRow(terms: readonly string[], ids: ReadonlyMap<string, number>, idf: Float32Array): SparseRow {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const id = ids.get(term);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const weighted = [...counts].map(([id, tf]) => ({ id, weight: (1 + Math.log(tf)) * (idf[id] ?? 0) }));
  if (weighted.length > TERMS_PER_TEXT) {
    weighted.sort((a, b) => b.weight - a.weight || a.id - b.id);
    weighted.length = TERMS_PER_TEXT;
  }
  const length = Math.sqrt(weighted.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
  return {
    terms: Uint32Array.from(weighted, ({ id }) => id),
    weights: Float32Array.from(weighted, ({ weight }) => weight / length),
  };
}
