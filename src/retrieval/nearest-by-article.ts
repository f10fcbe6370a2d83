import { type SearchableCollection, textsOf } from './searchable.ts';

/**
 * Cosine of a vector with each article: the largest over its passages and questions, at least 0. Exact, and so slower
 * than the vector index. `vectors` are those of textsOf(collection), row-major and of length 1.
 */
export function nearestByArticle(
  collection: SearchableCollection,
  vectors: Float32Array,
  dimensions: number,
): (vector: Float32Array) => Float64Array {
  const articles = Uint32Array.from(textsOf(collection), ({ article }) => article);
  // Doubles, so that nothing has to be converted in the loop.
  const all = Float64Array.from(vectors);
  const question = new Float64Array(dimensions);
  const even = dimensions - (dimensions % 4);
  return (vector) => {
    question.fill(0);
    question.set(vector.subarray(0, dimensions));
    const best = new Float64Array(collection.articles.length);
    for (let text = 0; text < articles.length; text++) {
      const base = text * dimensions;
      // Four sums that do not wait for one another; every index lies inside its array.
      let [a, b, c, e] = [0, 0, 0, 0];
      for (let d = 0; d < even; d += 4) {
        const at = base + d;
        a += (question[d] as number) * (all[at] as number);
        b += (question[d + 1] as number) * (all[at + 1] as number);
        c += (question[d + 2] as number) * (all[at + 2] as number);
        e += (question[d + 3] as number) * (all[at + 3] as number);
      }
      for (let d = even; d < dimensions; d++) a += (question[d] as number) * (all[base + d] as number);
      const cosine = a + b + (c + e);
      const article = articles[text] as number;
      if (cosine > (best[article] as number)) best[article] = cosine;
    }
    return best;
  };
}
