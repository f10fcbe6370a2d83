/**
 * Texts of any embedding model share a direction: unrelated ones have cosines of .3 to .8, so that a quotient of
 * cosines hardly tells articles apart. Without their mean, unrelated texts lie near 0, as the combination of the arms
 * expects (Mu and Viswanath 2018, "All-but-the-Top", arXiv 1702.01417).
 */
export function meanOf(vectors: Iterable<Float32Array>): Float32Array {
  let sum = new Float32Array();
  let count = 0;
  for (const vector of vectors) {
    if (count === 0) sum = new Float32Array(vector.length);
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (vector[d] ?? 0);
    count++;
  }
  return sum.map((value) => value / count);
}

/** The vector without the mean, of length 1; all zeros when nothing is left. */
export function centre(vector: ArrayLike<number>, mean: Float32Array): Float32Array {
  return toUnitLength(Float32Array.from(vector, (value, d) => value - (mean[d] ?? 0)));
}

/** The same direction with length 1; all zeros stay as they are. */
export function toUnitLength(vector: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}
