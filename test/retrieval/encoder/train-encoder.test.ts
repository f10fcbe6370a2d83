import { describe, expect, it } from 'vitest';
import { readCollection } from '../../../src/retrieval/collection-terms.ts';
import { seededRandom } from '../../../src/retrieval/encoder/seeded-random.ts';
import { TextEncoder } from '../../../src/retrieval/encoder/text-encoder.ts';
import { TRAINING, trainEncoder } from '../../../src/retrieval/encoder/train-encoder.ts';
import { splitTerms } from '../../../src/retrieval/lexical/term-list.ts';
import { termsOfText } from '../../../src/retrieval/lexical/term-table.ts';
import { textsOf } from '../../../src/retrieval/searchable.ts';
import { syntheticCollection } from '../../support/synthetic-collection.ts';

const read = (articles: number) => {
  const { collection, terms } = readCollection(syntheticCollection(articles, 12, 0).collection);
  return { texts: textsOf(collection), terms };
};

describe('the trained encoder', () => {
  const { texts: some, terms } = read(26);
  const data = trainEncoder(some, terms);
  if (data === null) throw new Error('26 articles with 12 questions are enough to train');
  const encoder = new TextEncoder(data);
  const vocabulary = splitTerms(terms.vocabulary);
  const termsIn = (text: number) => Array.from(termsOfText(terms, text), (id) => vocabulary[id] ?? '');
  const cosine = (one: Float32Array, other: Float32Array) =>
    one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

  it('is the same whenever it is trained on the same texts', () => {
    const again = trainEncoder(some, terms);
    expect(again?.terms).toEqual(data.terms);
    expect(Buffer.from(again?.vectors.buffer ?? new ArrayBuffer(0)).equals(Buffer.from(data.vectors.buffer))).toBe(
      true,
    );
  });

  it('holds only numbers', () => {
    expect(data.vectors.every(Number.isFinite)).toBe(true);
    expect(data.vectors).toHaveLength(splitTerms(data.terms).length * TRAINING.dimensions);
  });

  it('brings a question nearer to its own article than to others', () => {
    const vectors = some.map((_, index) => encoder.encode(termsIn(index)));
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

  it('gives all texts of a table the vectors that it gives them one by one', () => {
    const { dimensions } = data;
    const all = encoder.encodeTable(terms);
    some.forEach((_, index) => {
      const own = all.subarray(index * dimensions, (index + 1) * dimensions);
      expect([...own]).toEqual([...encoder.encode(termsIn(index))]);
    });
  });

  it('gives unit vectors, and nothing for words it has never seen', () => {
    for (const [index] of some.slice(0, 50).entries()) {
      const vector = encoder.encode(termsIn(index));
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
    expect(encoder.encode(['never', 'seen']).every((value) => value === 0)).toBe(true);
    expect(encoder.encode([]).every((value) => value === 0)).toBe(true);
  });

  it('is not trained on too few examples: it would do harm', () => {
    const few = read(4);
    expect(trainEncoder(few.texts, few.terms)).toBeNull();
    expect(trainEncoder([], read(0).terms)).toBeNull();
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
