/** Weighted terms of a question: term id → weight. */
export type QueryTerms = ReadonlyMap<number, number>;

/** A finished index as plain data: it is kept with a model. */
export interface Bm25Data {
  /** Number of documents. */
  readonly size: number;
  /** Where each term's postings begin; one entry more than there are terms. */
  readonly starts: Uint32Array;
  readonly documents: Uint16Array | Uint32Array;
  readonly impacts: Float32Array;
  readonly idf: Float32Array;
  readonly unknownIdf: number;
  readonly skipBelowIdf: number;
}

/**
 * BM25 over documents given as term ids, postings in typed arrays. Each posting keeps its finished contribution
 * idf x tf x (k1 + 1) / (tf + k1 x (1 - b + b x length / average)), so that a search only multiplies and adds.
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009).
 */
export class Bm25Index {
  readonly data: Bm25Data;

  constructor(data: Bm25Data) {
    this.data = data;
  }

  static of(
    documents: readonly Uint32Array[],
    vocabularySize: number,
    parameters: { readonly k1: number; readonly b: number; readonly skipBelowIdf?: number },
  ): Bm25Index {
    const { k1, b, skipBelowIdf = 0 } = parameters;
    const size = documents.length;
    const frequency = documentFrequencies(documents, vocabularySize);
    const idf = new Float32Array(vocabularySize);
    const starts = new Uint32Array(vocabularySize + 1);
    for (let term = 0; term < vocabularySize; term++) {
      const df = frequency[term] ?? 0;
      idf[term] = inverseFrequency(df, size);
      starts[term + 1] = (starts[term] ?? 0) + df;
    }
    const total = starts[vocabularySize] ?? 0;
    const data: Bm25Data = {
      size,
      starts,
      documents: size <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total),
      impacts: new Float32Array(total),
      idf,
      unknownIdf: inverseFrequency(0, size),
      skipBelowIdf,
    };
    const average = documents.reduce((sum, document) => sum + document.length, 0) / Math.max(1, size);
    fillPostings(data, documents, { k1, b, average });
    return new Bm25Index(data);
  }

  get size(): number {
    return this.data.size;
  }

  /** Inverse document frequency; of an unknown term, as if no document held it. */
  idf(term: number | undefined): number {
    return term === undefined ? this.data.unknownIdf : (this.data.idf[term] ?? this.data.unknownIdf);
  }

  hasTerm(term: number): boolean {
    return (this.data.starts[term + 1] ?? 0) > (this.data.starts[term] ?? 0);
  }

  /** Whether a document holds a term: postings are sorted by document. */
  holds(document: number, term: number): boolean {
    let low = this.data.starts[term] ?? 0;
    let high = (this.data.starts[term + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.data.documents[middle] as number; // between the term's start and end
      if (found === document) return true;
      if (found < document) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** Adds to `scores`, one for each document, what the query scores there. */
  addScores(query: QueryTerms, scores: Float64Array): void {
    const { starts, documents, impacts, idf, skipBelowIdf } = this.data;
    for (const [term, weight] of query) {
      if ((idf[term] ?? 0) < skipBelowIdf) continue;
      const end = starts[term + 1] ?? 0;
      for (let position = starts[term] ?? 0; position < end; position++) {
        const document = documents[position] as number; // position < end: inside the typed arrays
        scores[document] = (scores[document] as number) + weight * (impacts[position] as number);
      }
    }
  }
}

/** Everything in variables: this goes over all texts. */
function fillPostings(
  { starts, idf, documents: postings, impacts }: Bm25Data,
  documents: readonly Uint32Array[],
  { k1, b, average }: { readonly k1: number; readonly b: number; readonly average: number },
): void {
  const next = starts.slice();
  const counts = new Uint32Array(idf.length);
  for (let id = 0; id < documents.length; id++) {
    const document = documents[id] as Uint32Array; // id < length
    const norm = k1 * (1 - b + (b * document.length) / Math.max(1, average));
    // Terms lie inside the vocabulary, and so inside every array below.
    for (let place = 0; place < document.length; place++) {
      const term = document[place] as number;
      counts[term] = (counts[term] as number) + 1;
    }
    for (let place = 0; place < document.length; place++) {
      const term = document[place] as number;
      const tf = counts[term] as number;
      if (tf === 0) continue;
      counts[term] = 0;
      const position = next[term] as number;
      next[term] = position + 1;
      postings[position] = id;
      impacts[position] = ((idf[term] as number) * tf * (k1 + 1)) / (tf + norm);
    }
  }
}

/** In how many documents each term stands. */
function documentFrequencies(documents: readonly Uint32Array[], vocabularySize: number): Uint32Array {
  const frequency = new Uint32Array(vocabularySize);
  /** The last document in which the term was met, counted from 1. */
  const metIn = new Uint32Array(vocabularySize);
  for (let id = 0; id < documents.length; id++) {
    const document = documents[id] as Uint32Array; // id < length
    for (let place = 0; place < document.length; place++) {
      const term = document[place] as number; // terms lie inside the vocabulary
      if (metIn[term] === id + 1) continue;
      metIn[term] = id + 1;
      frequency[term] = (frequency[term] as number) + 1;
    }
  }
  return frequency;
}

function inverseFrequency(documentFrequency: number, documents: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}
