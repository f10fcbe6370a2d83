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
  for (let pass = 0; pass < 3; pass++) {
    left = multiply(rows, right, width);
    orthonormalise(left, rows.length, width);
    right = multiplyTransposed(rows, left, width, vocabularySize);
  }
  // right = Xᵀ Q. Its small Gram matrix has the singular values squared; rotating by its eigenvectors sorts the directions.
  const { values, vectors: rotation } = symmetricEigen(gram(right, vocabularySize, width), width);
  for (let term = 0; term < vocabularySize; term++) {
    for (let d = 0; d < rank; d++) {
      let sum = 0;
      for (let w = 0; w < width; w++) sum += at(right, term * width + w) * at(rotation, w * width + d);
      vectors[term * dimensions + d] = sum / Math.sqrt(Math.max(1e-12, at(values, d)));
    }
  }
  return vectors;
}

/** Typed arrays are read inside their bounds here; the compiler cannot know. */
function at(array: Float32Array | Float64Array, index: number): number {
  return array[index] as number;
}

function multiply(rows: readonly SparseRow[], right: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, r) => {
    for (let t = 0; t < row.terms.length; t++) {
      const base = (row.terms[t] as number) * width;
      const weight = at(row.weights, t);
      for (let w = 0; w < width; w++) out[r * width + w] = at(out, r * width + w) + weight * at(right, base + w);
    }
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

/** Modified Gram-Schmidt on the columns. */
function orthonormalise(matrix: Float32Array, height: number, width: number): void {
  for (let column = 0; column < width; column++) {
    for (let earlier = 0; earlier < column; earlier++) {
      let dot = 0;
      for (let r = 0; r < height; r++) dot += at(matrix, r * width + column) * at(matrix, r * width + earlier);
      for (let r = 0; r < height; r++) {
        matrix[r * width + column] = at(matrix, r * width + column) - dot * at(matrix, r * width + earlier);
      }
    }
    let norm = 0;
    for (let r = 0; r < height; r++) norm += at(matrix, r * width + column) ** 2;
    const scale = norm > 1e-12 ? 1 / Math.sqrt(norm) : 0;
    for (let r = 0; r < height; r++) matrix[r * width + column] = at(matrix, r * width + column) * scale;
  }
}

function gram(matrix: Float32Array, height: number, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let r = 0; r < height; r++) {
    const base = r * width;
    for (let a = 0; a < width; a++) {
      const value = at(matrix, base + a);
      if (value === 0) continue;
      for (let b = a; b < width; b++) out[a * width + b] = at(out, a * width + b) + value * at(matrix, base + b);
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
