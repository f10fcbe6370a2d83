import { describe, expect, it } from 'vitest';
import { Bm25Index } from '../../../src/retrieval/lexical/bm25-index.ts';
import { joinTerms, splitTerms, TermList } from '../../../src/retrieval/lexical/term-list.ts';
import { Vocabulary } from '../../../src/retrieval/lexical/vocabulary.ts';
import { fc } from '../../support/property.ts';

const TERMS = 12;
const documents = fc.array(fc.array(fc.nat(TERMS - 1), { maxLength: 15 }), { maxLength: 12 });
const query = fc.dictionary(fc.nat(TERMS - 1).map(String), fc.double({ min: 0.05, max: 3, noNaN: true }));
const parameters = fc.record({
  k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** BM25 as the textbook writes it, one document and one term at a time. */
function reference(
  all: readonly (readonly number[])[],
  weights: ReadonlyMap<number, number>,
  { k1, b }: { k1: number; b: number },
) {
  const average = Math.max(1, all.reduce((sum, one) => sum + one.length, 0) / Math.max(1, all.length));
  return all.map((document) => {
    let score = 0;
    for (const [term, weight] of weights) {
      const tf = document.filter((other) => other === term).length;
      if (tf === 0) continue;
      const df = all.filter((other) => other.includes(term)).length;
      const idf = Math.log(1 + (all.length - df + 0.5) / (df + 0.5));
      score += weight * idf * ((tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * document.length) / average)));
    }
    return score;
  });
}

function scoresOf(index: Bm25Index, weights: ReadonlyMap<number, number>): Map<number, number> {
  const scores = new Float64Array(index.size);
  index.addScores(weights, scores);
  return new Map([...scores.entries()].filter(([, score]) => score > 0));
}

describe('the BM25 index', () => {
  it('scores as the textbook formula does', () => {
    fc.assert(
      fc.property(documents, query, parameters, (all, asked, numbers) => {
        const weights = new Map(Object.entries(asked).map(([term, weight]) => [Number(term), weight]));
        const index = Bm25Index.of(
          all.map((document) => Uint32Array.from(document)),
          TERMS,
          numbers,
        );
        const expected = reference(all, weights, numbers);
        const found = scoresOf(index, weights);
        expected.forEach((score, document) => {
          expect(found.get(document) ?? 0).toBeCloseTo(score, 4);
          expect(found.has(document)).toBe(score > 0);
        });
      }),
    );
  });

  it('gives the same scores when asked again: nothing is left over from a search', () => {
    fc.assert(
      fc.property(documents, query, query, (all, first, second) => {
        const index = Bm25Index.of(
          all.map((document) => Uint32Array.from(document)),
          TERMS,
          { k1: 1.2, b: 0.75 },
        );
        const weigh = (asked: Record<string, number>) =>
          new Map(Object.entries(asked).map(([term, weight]) => [Number(term), weight]));
        const before = scoresOf(index, weigh(first));
        scoresOf(index, weigh(second));
        expect(scoresOf(index, weigh(first))).toEqual(before);
      }),
    );
  });

  it('knows which document holds which term', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const index = Bm25Index.of(
          all.map((document) => Uint32Array.from(document)),
          TERMS,
          { k1: 1.2, b: 0.75 },
        );
        for (let term = 0; term < TERMS; term++) {
          expect(index.hasTerm(term)).toBe(all.some((document) => document.includes(term)));
          all.forEach((document, id) => expect(index.holds(id, term)).toBe(document.includes(term)));
        }
      }),
    );
  });

  it('weighs a rarer term more, and an unknown one like the rarest', () => {
    const index = Bm25Index.of(
      [[0, 1], [0, 2], [0]].map((document) => Uint32Array.from(document)),
      3,
      { k1: 1.2, b: 0.75 },
    );
    expect(index.idf(1)).toBeGreaterThan(index.idf(0));
    expect(index.idf(undefined)).toBeGreaterThan(index.idf(1));
  });

  it('gives a term one number for good', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n ]/u.test(text));
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (listed, words) => {
        const known = [...new Set(listed)];
        const vocabulary = new Vocabulary(new TermList(joinTerms(known)));
        expect(known.map((term) => vocabulary.idOf(term))).toEqual(known.map((_, id) => id));
        const ids = words.map((word) => vocabulary.intern(word));
        expect(words.map((word) => vocabulary.idOf(word))).toEqual(ids);
        const all = [...new Set([...known, ...words])];
        expect(vocabulary.size).toBe(all.length);
        expect(splitTerms(vocabulary.lines())).toEqual(all);
        // Its lines are what it can be made from again.
        const again = new Vocabulary(new TermList(vocabulary.lines()));
        expect(words.map((term) => again.idOf(term))).toEqual(ids);
        expect(again.idOf('never met')).toBeUndefined();
      }),
    );
  });
});
