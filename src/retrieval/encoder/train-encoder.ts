import { latentTerms, type SparseRow } from './latent-terms.ts';
import { seededRandom } from './seeded-random.ts';
import { type EncoderData, embedRow, toSparseRow } from './text-encoder.ts';

/** A text the encoder learns from. */
export interface TrainingText {
  readonly terms: readonly string[];
  /** Index of its article: texts of one article belong together. */
  readonly article: number;
  readonly kind: 'passage' | 'question';
}

/** Range and effect measured in docs/retrieval.md; epochs and the pairs per question keep training in seconds. */
export const TRAINING = Object.freeze({
  dimensions: 64,
  batch: 64,
  temperature: 0.15,
  rate: 0.03,
  epochs: 4,
  /** Questions of an article drawn per epoch: an article with many does not need more steps, only other ones. */
  anchorsPerArticle: 6,
  passagesPerQuestion: 2,
  questionsPerQuestion: 2,
  /** Below this many question-passage pairs the encoder does harm (docs/retrieval.md). */
  minPairs: 300,
  seed: 20261122,
});

/**
 * Shared embedding bag, started from latent semantic analysis, trained to bring the texts of one article together:
 * softmax over the batch, other texts of the same article masked, Adagrad. null when there is too little to learn from.
 */
export function trainEncoder(texts: readonly TrainingText[]): EncoderData | null {
  const { dimensions, seed, minPairs } = TRAINING;
  const { terms, ids, idf } = countVocabulary(texts);
  const rows = texts.map((text) => toSparseRow(text.terms, ids, idf));
  const groups = groupByArticle(texts);
  const available = texts.filter(
    (text) => text.kind === 'question' && (groups.get(text.article)?.passages.length ?? 0) > 0,
  ).length;
  if (available < minPairs) return null;

  const vectors = latentTerms(rows, terms.length, dimensions, seed);
  const squares = new Float32Array(vectors.length).fill(1e-6);
  const random = seededRandom(seed + 1);
  for (let epoch = 0; epoch < TRAINING.epochs; epoch++) {
    const pairs = drawPairs(groups, random);
    for (let start = 0; start < pairs.length; start += TRAINING.batch) {
      trainBatch(pairs.slice(start, start + TRAINING.batch), texts, rows, vectors, squares);
    }
  }
  return { dimensions, terms, idf, vectors };
}

function countVocabulary(texts: readonly TrainingText[]) {
  const frequency = new Map<string, number>();
  const inQuestions = new Set<string>();
  for (const text of texts) {
    for (const term of new Set(text.terms)) {
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
      if (text.kind === 'question') inQuestions.add(term);
    }
  }
  const terms = [...frequency.keys()].filter((term) => (frequency.get(term) ?? 0) >= 2 || inQuestions.has(term));
  const ids = new Map(terms.map((term, id) => [term, id]));
  const idf = Float32Array.from(terms, (term) =>
    Math.max(0.05, Math.log((texts.length + 1) / (frequency.get(term) ?? 1)) - 0.5),
  );
  return { terms, ids, idf };
}

interface Group {
  readonly passages: number[];
  readonly questions: number[];
}

function groupByArticle(texts: readonly TrainingText[]): Map<number, Group> {
  const groups = new Map<number, Group>();
  texts.forEach((text, index) => {
    const group = groups.get(text.article) ?? { passages: [], questions: [] };
    group[text.kind === 'passage' ? 'passages' : 'questions'].push(index);
    groups.set(text.article, group);
  });
  return groups;
}

type Pair = readonly [anchor: number, positive: number];

/** Some questions of every article, each with a few passages and a few other questions of it, in random order. */
function drawPairs(groups: ReadonlyMap<number, Group>, random: () => number): Pair[] {
  const pairs: Pair[] = [];
  const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
  const draw = (anchor: number, group: Group) => {
    for (let n = 0; n < TRAINING.passagesPerQuestion; n++) {
      const positive = pick(group.passages);
      if (positive !== undefined) pairs.push([anchor, positive]);
    }
    for (let n = 0; n < TRAINING.questionsPerQuestion; n++) {
      const positive = pick(group.questions);
      if (positive !== undefined && positive !== anchor) pairs.push([anchor, positive]);
    }
  };
  for (const group of groups.values()) {
    for (const anchor of someOf(group.questions, TRAINING.anchorsPerArticle, random)) draw(anchor, group);
  }
  for (let index = pairs.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [pairs[index], pairs[other]] = [pairs[other] as Pair, pairs[index] as Pair]; // both inside the array
  }
  return pairs;
}

/** At most `count` of them, drawn without repeats; all of them in order when there are no more. */
function someOf(items: readonly number[], count: number, random: () => number): readonly number[] {
  if (items.length <= count) return items;
  const drawn = [...items];
  for (let place = 0; place < count; place++) {
    const other = place + Math.floor(random() * (drawn.length - place));
    [drawn[place], drawn[other]] = [drawn[other] as number, drawn[place] as number]; // both inside
  }
  return drawn.slice(0, count);
}

function trainBatch(
  pairs: readonly Pair[],
  texts: readonly TrainingText[],
  rows: readonly SparseRow[],
  vectors: Float32Array,
  squares: Float32Array,
): void {
  const { dimensions, temperature } = TRAINING;
  const size = pairs.length;
  const articles = pairs.map(([anchor]) => texts[anchor]?.article);
  const rowOf = (index: number) => rows[index] as SparseRow; // pairs hold indexes of texts, one row each
  const anchors = pairs.map(([anchor]) => embedRow(rowOf(anchor), vectors, dimensions));
  const positives = pairs.map(([, positive]) => embedRow(rowOf(positive), vectors, dimensions));
  const anchorGradients = pairs.map(() => new Float32Array(dimensions));
  const positiveGradients = pairs.map(() => new Float32Array(dimensions));
  const logits = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < size; j++) {
      const isMasked = i !== j && articles[i] === articles[j];
      const logit = isMasked ? Number.NEGATIVE_INFINITY : dot(anchors[i], positives[j], dimensions) / temperature;
      logits[j] = logit;
      if (logit > top) top = logit;
    }
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.exp((logits[j] as number) - top);
    for (let j = 0; j < size; j++) {
      const share = Math.exp((logits[j] as number) - top) / sum;
      const slope = (share - (i === j ? 1 : 0)) / temperature / size;
      if (Math.abs(slope) < 1e-7) continue;
      addScaled(anchorGradients[i], positives[j], slope, dimensions);
      addScaled(positiveGradients[j], anchors[i], slope, dimensions);
    }
  }
  pairs.forEach(([anchor, positive], index) => {
    applyGradient(rowOf(anchor), anchors[index], anchorGradients[index], vectors, squares);
    applyGradient(rowOf(positive), positives[index], positiveGradients[index], vectors, squares);
  });
}

function dot(a: Float32Array | undefined, b: Float32Array | undefined, dimensions: number): number {
  if (a === undefined || b === undefined) return 0;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

function addScaled(
  target: Float32Array | undefined,
  source: Float32Array | undefined,
  scale: number,
  dimensions: number,
): void {
  if (target === undefined || source === undefined) return;
  for (let d = 0; d < dimensions; d++) target[d] = (target[d] as number) + scale * (source[d] as number);
}

/** Back through the normalisation (only the part across the unit vector moves it), then Adagrad on each term's row. */
function applyGradient(
  row: SparseRow,
  unit: Float32Array | undefined,
  gradient: Float32Array | undefined,
  vectors: Float32Array,
  squares: Float32Array,
): void {
  if (unit === undefined || gradient === undefined) return;
  const { dimensions, rate } = TRAINING;
  const along = dot(unit, gradient, dimensions);
  for (let t = 0; t < row.terms.length; t++) {
    const base = (row.terms[t] as number) * dimensions;
    const weight = row.weights[t] as number;
    for (let d = 0; d < dimensions; d++) {
      const slope = weight * ((gradient[d] as number) - along * (unit[d] as number));
      const position = base + d;
      const square = (squares[position] as number) + slope * slope;
      squares[position] = square;
      vectors[position] = (vectors[position] as number) - (rate * slope) / Math.sqrt(square);
    }
  }
}
