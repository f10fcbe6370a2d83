/** Weighted terms of a question: term id → weight. */
export type QueryTerms = ReadonlyMap<number, number>;

/**
 * BM25 over documents given as term ids, postings in typed arrays. Each posting keeps its finished contribution
 * idf x tf x (k1 + 1) / (tf + k1 x (1 - b + b x length / average)), so that a search only multiplies and adds.
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009).
 */
export class Bm25Index {
  readonly size: number;
  readonly #starts: Uint32Array;
  readonly #documents: Uint16Array | Uint32Array;
  readonly #impacts: Float32Array;
  readonly #idf: Float32Array;
  readonly #unknownIdf: number;
  readonly #skipBelowIdf: number;

  constructor(
    documents: readonly Uint32Array[],
    vocabularySize: number,
    parameters: { readonly k1: number; readonly b: number; readonly skipBelowIdf?: number },
  ) {
    const { k1, b, skipBelowIdf = 0 } = parameters;
    this.#skipBelowIdf = skipBelowIdf;
    this.size = documents.length;
    const frequency = documentFrequencies(documents, vocabularySize);

    this.#idf = new Float32Array(vocabularySize);
    this.#starts = new Uint32Array(vocabularySize + 1);
    for (let term = 0; term < vocabularySize; term++) {
      const df = frequency[term] ?? 0;
      this.#idf[term] = inverseFrequency(df, this.size);
      this.#starts[term + 1] = (this.#starts[term] ?? 0) + df;
    }
    this.#unknownIdf = inverseFrequency(0, this.size);
    const total = this.#starts[vocabularySize] ?? 0;
    this.#documents = this.size <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total);
    this.#impacts = new Float32Array(total);

    const average = documents.reduce((sum, document) => sum + document.length, 0) / Math.max(1, documents.length);
    this.#fill(documents, { k1, b, average });
  }

  /** Everything in variables: this goes over all texts at every start. */
  #fill(documents: readonly Uint32Array[], parameters: { k1: number; b: number; average: number }): void {
    const { k1, b, average } = parameters;
    const next = this.#starts.slice();
    const idf = this.#idf;
    const postings = this.#documents;
    const impacts = this.#impacts;
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

  /** Inverse document frequency; of an unknown term, as if no document held it. */
  idf(term: number | undefined): number {
    return term === undefined ? this.#unknownIdf : (this.#idf[term] ?? this.#unknownIdf);
  }

  hasTerm(term: number): boolean {
    return (this.#starts[term + 1] ?? 0) > (this.#starts[term] ?? 0);
  }

  /** Whether a document holds a term: postings are sorted by document. */
  holds(document: number, term: number): boolean {
    let low = this.#starts[term] ?? 0;
    let high = (this.#starts[term + 1] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#documents[middle] as number; // between the term's start and end
      if (found === document) return true;
      if (found < document) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** Adds to `scores`, one for each document, what the query scores there. */
  addScores(query: QueryTerms, scores: Float64Array): void {
    const starts = this.#starts;
    const documents = this.#documents;
    const impacts = this.#impacts;
    for (const [term, weight] of query) {
      if ((this.#idf[term] ?? 0) < this.#skipBelowIdf) continue;
      const end = starts[term + 1] ?? 0;
      for (let position = starts[term] ?? 0; position < end; position++) {
        const document = documents[position] as number; // position < end: inside the typed arrays
        scores[document] = (scores[document] as number) + weight * (impacts[position] as number);
      }
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
