import { seededRandom } from './seeded-random.ts';

/** A sparse row: term ids with their weights, of length 1 as a vector. */
export interface SparseRow {
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * Latent semantic analysis by randomised SVD (Halko, Martinsson, Tropp 2011): one vector of `rank` numbers per term,
 * row-major. The rank is capped at half the rows: above that the space is noise (docs/retrieval.md).
 */
export function latentTerms(
  rows: readonly SparseRow[],
  vocabularySize: number,
  dimensions: number,
  seed: number,
): Float32Array {
  const rank = Math.min(dimensions, Math.floor(rows.length / 2));
  const vectors = new Float32Array(vocabularySize * dimensions);
  const random = seededRandom(seed);
  if (rank < 1) return vectors.map(() => (random() - 0.5) * 0.1);
  const width = Math.min(rank + 8, rows.length);
  let right = new Float32Array(vocabularySize * width).map(() => random() - 0.5);
  let left = new Float32Array(rows.length * width);
  for (let pass = 0; pass < 2; pass++) {
    left = multiply(rows, right, width);
    orthonormalise(left, rows.length, width);
    right = multiplyTransposed(rows, left, width, vocabularySize);
  }
  // right = Xᵀ Q. Its small Gram matrix has the singular values squared; rotating by its eigenvectors sorts the directions.
  const { values, vectors: rotation } = symmetricEigen(gram(right, vocabularySize, width), width);
  const sums = new Float64Array(rank);
  const scales = Float64Array.from(sums, (_, d) => 1 / Math.sqrt(Math.max(1e-12, at(values, d))));
  for (let term = 0; term < vocabularySize; term++) {
    sums.fill(0);
    for (let w = 0; w < width; w++) {
      const value = at(right, term * width + w);
      const base = w * width;
      for (let d = 0; d < rank; d++) sums[d] = at(sums, d) + value * at(rotation, base + d);
    }
    for (let d = 0; d < rank; d++) vectors[term * dimensions + d] = at(sums, d) * at(scales, d);
  }
  return vectors;
}

/** Typed arrays are read inside their bounds here; the compiler cannot know. */
function at(array: Float32Array | Float64Array, index: number): number {
  return array[index] as number;
}

function multiply(rows: readonly SparseRow[], right: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(rows.length * width);
  const sums = new Float64Array(width);
  rows.forEach((row, r) => {
    sums.fill(0);
    for (let t = 0; t < row.terms.length; t++) {
      const base = (row.terms[t] as number) * width;
      const weight = at(row.weights, t);
      for (let w = 0; w < width; w++) sums[w] = at(sums, w) + weight * at(right, base + w);
    }
    out.set(sums, r * width);
  });
  return out;
}

function multiplyTransposed(
  rows: readonly SparseRow[],
  left: Float32Array,
  width: number,
  vocabularySize: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(vocabularySize * width);
  rows.forEach((row, r) => {
    for (let t = 0; t < row.terms.length; t++) {
      const base = (row.terms[t] as number) * width;
      const weight = at(row.weights, t);
      for (let w = 0; w < width; w++) out[base + w] = at(out, base + w) + weight * at(left, r * width + w);
    }
  });
  return out;
}

/**
 * Columns of length 1 that stand upright on one another, by Cholesky of the Gram matrix: unlike Gram-Schmidt on columns
 * it goes through the matrix row by row. A column that the others span becomes 0.
 */
function orthonormalise(matrix: Float32Array, height: number, width: number): void {
  const factor = cholesky(gram(matrix, height, width), width);
  const row = new Float64Array(width);
  for (let r = 0; r < height; r++) {
    const base = r * width;
    for (let column = 0; column < width; column++) {
      const pivot = at(factor, column * width + column);
      let value = at(matrix, base + column);
      for (let earlier = 0; earlier < column; earlier++)
        value -= at(factor, column * width + earlier) * at(row, earlier);
      row[column] = pivot === 0 ? 0 : value / pivot;
    }
    matrix.set(row, base);
  }
}

/** Lower triangle L with L Lᵀ = the matrix; a row without a pivot is 0. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i * size + j);
      for (let k = 0; k < j; k++) sum -= at(lower, i * size + k) * at(lower, j * size + k);
      const pivot = at(lower, j * size + j);
      if (i === j) lower[i * size + i] = sum > 1e-10 * Math.max(1e-2, at(matrix, i * size + i)) ? Math.sqrt(sum) : 0;
      else lower[i * size + j] = pivot === 0 ? 0 : sum / pivot;
    }
  }
  return lower;
}

function gram(matrix: Float32Array, height: number, width: number): Float64Array {
  const out = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let r = 0; r < height; r++) {
    row.set(matrix.subarray(r * width, (r + 1) * width));
    for (let a = 0; a < width; a++) {
      const value = at(row, a);
      if (value === 0) continue;
      const base = a * width;
      for (let b = a; b < width; b++) out[base + b] = at(out, base + b) + value * at(row, b);
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) out[a * width + b] = at(out, b * width + a);
  return out;
}

/** Eigenvalues, largest first, and eigenvectors by column: cyclic Jacobi rotations. */
function symmetricEigen(input: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = input.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < 12; sweep++) {
    let offDiagonal = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) offDiagonal += at(a, p * size + q) ** 2;
    if (offDiagonal < 1e-14) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => at(a, y * size + y) - at(a, x * size + x));
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    values[to] = at(a, from * size + from);
    for (let i = 0; i < size; i++) vectors[i * size + to] = at(v, i * size + from);
  });
  return { values, vectors };
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = at(a, p * size + q);
  if (Math.abs(apq) < 1e-15) return;
  const theta = (at(a, q * size + q) - at(a, p * size + p)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < size; i++) {
    const [ip, iq] = [at(a, i * size + p), at(a, i * size + q)];
    a[i * size + p] = c * ip - s * iq;
    a[i * size + q] = s * ip + c * iq;
  }
  for (let i = 0; i < size; i++) {
    const [pi, qi] = [at(a, p * size + i), at(a, q * size + i)];
    a[p * size + i] = c * pi - s * qi;
    a[q * size + i] = s * pi + c * qi;
    const [vp, vq] = [at(v, i * size + p), at(v, i * size + q)];
    v[i * size + p] = c * vp - s * vq;
    v[i * size + q] = s * vp + c * vq;
  }
}
