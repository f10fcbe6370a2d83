import { joinTerms, splitTerms } from '../lexical/term-list.ts';
import { type TermTable, termsOfText } from '../lexical/term-table.ts';
import { latentTerms, type SparseRow } from './latent-terms.ts';
import { seededRandom } from './seeded-random.ts';
import { type EncoderData, embedRow, knownIds, RowReader } from './text-encoder.ts';

/** A text the encoder learns from; its terms stand in a table. */
export interface TrainingText {
  /** Index of its article. */
  readonly article: number;
  /** The passage that it is, or that answers it: texts of one passage belong together. Without one, those of the article. */
  readonly passage?: number | null;
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
  seed: 20261127,
});

/**
 * Shared embedding bag, started from latent semantic analysis, trained to bring a passage and the questions that it answers
 * together: softmax over the batch, other texts that belong to the anchor masked, Adagrad. null when there is too little
 * to learn from.
 * `table` has the terms of each text.
 */
export function trainEncoder(texts: readonly TrainingText[], table: TermTable): EncoderData | null {
  const { dimensions, seed, minPairs } = TRAINING;
  const groups = groupBy(texts, ({ article }) => article);
  const ofPassage = groupBy(texts, ({ passage }) => passage ?? null);
  const available = texts.filter(
    (text) => text.kind === 'question' && (groups.get(text.article)?.passages.length ?? 0) > 0,
  ).length;
  if (available < minPairs) return null;
  const { terms, idOf, idf } = countVocabulary(texts, table);
  const reader = new RowReader(idf);
  const rows = texts.map((_, index) => reader.read(knownIds(table, index, idOf)));

  const vectors = latentTerms(rows, terms.length, dimensions, seed);
  const squares = new Float64Array(terms.length).fill(1e-6);
  const random = seededRandom(seed + 1);
  for (let epoch = 0; epoch < TRAINING.epochs; epoch++) {
    const pairs = drawPairs({ groups, ofPassage, texts }, random);
    for (let start = 0; start < pairs.length; start += TRAINING.batch) {
      trainBatch(pairs.slice(start, start + TRAINING.batch), texts, rows, vectors, squares);
    }
  }
  return { dimensions, terms: joinTerms(terms), idf, vectors };
}

/** Two words, or several Chinese characters. */
const COMPOUND = /_|^w:|\p{Script=Han}{2}/u;

/**
 * Terms that two texts hold, and single words of questions: with their ids by their number in the table (-1: left out).
 * A pair that stands once would double the vocabulary and tell of nothing but its one text.
 */
function countVocabulary(texts: readonly TrainingText[], table: TermTable) {
  const vocabulary = splitTerms(table.vocabulary);
  const size = vocabulary.length;
  const frequency = new Uint32Array(size);
  const isInQuestions = new Uint8Array(size);
  /** The last text in which the term was met, counted from 1. */
  const metIn = new Uint32Array(size);
  texts.forEach(({ kind }, index) => {
    for (const term of termsOfText(table, index)) {
      if (kind === 'question') isInQuestions[term] = 1;
      if (metIn[term] === index + 1) continue;
      metIn[term] = index + 1;
      frequency[term] = (frequency[term] as number) + 1;
    }
  });
  const terms: string[] = [];
  const idOf = new Int32Array(size).fill(-1);
  const rarity: number[] = [];
  vocabulary.forEach((term, number) => {
    const count = frequency[number] as number; // one entry per term
    if (count < 2 && (isInQuestions[number] !== 1 || COMPOUND.test(term))) return;
    idOf[number] = terms.length;
    terms.push(term);
    rarity.push(Math.max(0.05, Math.log((texts.length + 1) / count) - 0.5));
  });
  return { terms, idOf, idf: Float32Array.from(rarity) };
}

interface Group {
  readonly passages: number[];
  readonly questions: number[];
}

function groupBy(texts: readonly TrainingText[], keyOf: (text: TrainingText) => number | null): Map<number, Group> {
  const groups = new Map<number, Group>();
  texts.forEach((text, index) => {
    const key = keyOf(text);
    if (key === null) return;
    const group = groups.get(key) ?? { passages: [], questions: [] };
    group[text.kind === 'passage' ? 'passages' : 'questions'].push(index);
    groups.set(key, group);
  });
  return groups;
}

type Pair = readonly [anchor: number, positive: number];

/**
 * Some questions of every article in random order, each with its passage and a few other questions of that; where editors
 * name no passage, with those of the article.
 */
function drawPairs(
  {
    groups,
    ofPassage,
    texts,
  }: { readonly [name in 'groups' | 'ofPassage']: ReadonlyMap<number, Group> } & {
    readonly texts: readonly TrainingText[];
  },
  random: () => number,
): Pair[] {
  const pairs: Pair[] = [];
  const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
  const draw = (anchor: number, ofArticle: Group) => {
    const group = ofPassage.get(texts[anchor]?.passage ?? -1) ?? ofArticle;
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
  squares: Float64Array,
): void {
  const { dimensions, temperature } = TRAINING;
  const size = pairs.length;
  const anchorTexts = pairs.map(([anchor]) => texts[anchor] as TrainingText); // pairs hold indexes of texts
  const rowOf = (index: number) => rows[index] as SparseRow; // pairs hold indexes of texts, one row each
  const anchors = new Float64Array(size * dimensions);
  const positives = new Float64Array(size * dimensions);
  pairs.forEach(([anchor, positive], index) => {
    anchors.set(embedRow(rowOf(anchor), vectors, dimensions), index * dimensions);
    positives.set(embedRow(rowOf(positive), vectors, dimensions), index * dimensions);
  });
  const anchorGradients = new Float64Array(size * dimensions);
  const positiveGradients = new Float64Array(size * dimensions);
  const logits = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < size; j++) {
      const isMasked = i !== j && belongTogether(anchorTexts[i] as TrainingText, anchorTexts[j] as TrainingText);
      const logit = isMasked
        ? Number.NEGATIVE_INFINITY
        : dot(anchors, i * dimensions, positives, j * dimensions, dimensions) / temperature;
      logits[j] = logit;
      if (logit > top) top = logit;
    }
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const power = Math.exp((logits[j] as number) - top);
      logits[j] = power;
      sum += power;
    }
    for (let j = 0; j < size; j++) {
      const slope = ((logits[j] as number) / sum - (i === j ? 1 : 0)) / temperature / size;
      if (Math.abs(slope) < NO_SLOPE) continue;
      addScaled(anchorGradients, i * dimensions, positives, j * dimensions, slope, dimensions);
      addScaled(positiveGradients, j * dimensions, anchors, i * dimensions, slope, dimensions);
    }
  }
  pairs.forEach(([anchor, positive], index) => {
    applyGradient(rowOf(anchor), anchors, anchorGradients, index * dimensions, vectors, squares);
    applyGradient(rowOf(positive), positives, positiveGradients, index * dimensions, vectors, squares);
  });
}

/** The same article, unless they are known to belong to different passages of it. */
function belongTogether(a: TrainingText, b: TrainingText): boolean {
  if (a.article !== b.article) return false;
  return (a.passage ?? null) === null || (b.passage ?? null) === null || a.passage === b.passage;
}

/** A slope of this size moves nothing. */
const NO_SLOPE = 5e-5;

function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, dimensions: number): number {
  let even = 0;
  let odd = 0;
  // Two sums that do not wait for one another. The dimensions are an even number.
  for (let d = 0; d < dimensions; d += 2) {
    even += (a[aStart + d] as number) * (b[bStart + d] as number);
    odd += (a[aStart + d + 1] as number) * (b[bStart + d + 1] as number);
  }
  return even + odd;
}

function addScaled(
  target: Float64Array,
  targetStart: number,
  source: Float64Array,
  sourceStart: number,
  scale: number,
  dimensions: number,
): void {
  for (let d = 0; d < dimensions; d++) {
    target[targetStart + d] = (target[targetStart + d] as number) + scale * (source[sourceStart + d] as number);
  }
}

/** Back through the normalisation (only the part across the unit vector moves it), then Adagrad with one sum of squares for each term. */
function applyGradient(
  row: SparseRow,
  units: Float64Array,
  gradients: Float64Array,
  start: number,
  vectors: Float32Array,
  squares: Float64Array,
): void {
  const { dimensions, rate } = TRAINING;
  const along = dot(units, start, gradients, start, dimensions);
  const across = new Float64Array(dimensions);
  for (let d = 0; d < dimensions; d++)
    across[d] = (gradients[start + d] as number) - along * (units[start + d] as number);
  const meanSquare = dot(across, 0, across, 0, dimensions) / dimensions;
  for (let t = 0; t < row.terms.length; t++) {
    const term = row.terms[t] as number;
    const weight = row.weights[t] as number;
    const square = (squares[term] as number) + weight * weight * meanSquare;
    squares[term] = square;
    const step = (rate * weight) / Math.sqrt(square);
    const base = term * dimensions;
    for (let d = 0; d < dimensions; d++) {
      vectors[base + d] = (vectors[base + d] as number) - step * (across[d] as number);
    }
  }
}
