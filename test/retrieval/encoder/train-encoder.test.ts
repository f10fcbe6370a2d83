import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/retrieval/encoder/seeded-random.ts';
import { TextEncoder } from '../../../src/retrieval/encoder/text-encoder.ts';
import { TRAINING, type TrainingText, trainEncoder } from '../../../src/retrieval/encoder/train-encoder.ts';
import { indexTerms } from '../../../src/retrieval/lexical/terms.ts';
import { textsOf } from '../../../src/retrieval/train-model.ts';
import { syntheticCollection } from '../../support/synthetic-collection.ts';

const texts = (articles: number): TrainingText[] =>
  textsOf(syntheticCollection(articles, 12, 0).collection).map(({ text, ...rest }) => ({
    ...rest,
    terms: indexTerms(text),
  }));

describe('the trained encoder', () => {
  const some = texts(26);
  const data = trainEncoder(some);
  if (data === null) throw new Error('26 articles with 12 questions are enough to train');
  const encoder = new TextEncoder(data);
  const cosine = (one: Float32Array, other: Float32Array) =>
    one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

  it('is the same whenever it is trained on the same texts', () => {
    const again = trainEncoder(some);
    expect(again?.terms).toEqual(data.terms);
    expect(Buffer.from(again?.vectors.buffer ?? new ArrayBuffer(0)).equals(Buffer.from(data.vectors.buffer))).toBe(
      true,
    );
  });

  it('holds only numbers', () => {
    expect(data.vectors.every(Number.isFinite)).toBe(true);
    expect(data.vectors).toHaveLength(data.terms.length * TRAINING.dimensions);
  });

  it('brings a question nearer to its own article than to others', () => {
    const vectors = some.map((text) => encoder.encode(text.terms));
    let nearest = 0;
    let questions = 0;
    some.forEach((text, index) => {
      if (text.kind !== 'question') return;
      questions++;
      const [best] = some
        .map((other, position) => ({
          other,
          score: other.kind === 'passage' ? cosine(vectors[index]!, vectors[position]!) : -2,
        }))
        .sort((a, b) => b.score - a.score);
      if (best?.other.article === text.article) nearest++;
    });
    expect(nearest / questions).toBeGreaterThan(0.9);
  });

  it('gives unit vectors, and nothing for words it has never seen', () => {
    for (const text of some.slice(0, 50))
      expect(cosine(encoder.encode(text.terms), encoder.encode(text.terms))).toBeCloseTo(1, 5);
    expect(encoder.encode(['never', 'seen']).every((value) => value === 0)).toBe(true);
    expect(encoder.encode([]).every((value) => value === 0)).toBe(true);
  });

  it('is not trained on too few examples: it would do harm', () => {
    expect(trainEncoder(texts(4))).toBeNull();
    expect(trainEncoder([])).toBeNull();
  });
});

describe('seeded random numbers', () => {
  it('repeat with the seed, differ between seeds, and stay between 0 and 1', () => {
    const draw = (seed: number) => Array.from({ length: 1000 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
    expect(draw(3).reduce((sum, value) => sum + value) / 1000).toBeCloseTo(0.5, 1);
  });
});
