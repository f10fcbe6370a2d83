import { describe, expect, it } from 'vitest';
import { rankArticles, rankPassages } from '../../src/retrieval/rank.ts';
import { fc } from '../support/property.ts';

const scores = (length: number) =>
  fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: length, maxLength: length });
const cosines = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const sample = fc.integer({ min: 0, max: 9 }).chain((length) =>
  fc.record({
    lexical: scores(length).map((values) => Float64Array.from(values)),
    cosines: fc.option(cosines(length).map((values) => Float64Array.from(values))),
    prior: fc
      .array(fc.double({ min: 0, max: 0.1, noNaN: true }), { minLength: length, maxLength: length })
      .map((values) => Float64Array.from(values)),
    share,
  }),
);

describe('ranking articles', () => {
  it('never gives a score that is not a number, nor one outside 0 to 1 plus the prior', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const {
          scores: all,
          gap,
          ranked,
          topCosine,
        } = rankArticles(given.lexical, given.cosines, given.share, given.prior);
        for (const score of [...all, gap, topCosine]) expect(Number.isFinite(score)).toBe(true);
        all.forEach((score, article) => {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + (given.prior[article] ?? 0) + 1e-9);
        });
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).toSorted((a, b) => b - a));
        expect(new Set(ranked.map(({ article }) => article)).size).toBe(ranked.length);
      }),
    );
  });

  it('keeps the lexical order when there are no vectors', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const { ranked } = rankArticles(given.lexical, null, given.share);
        const expected = [...given.lexical.keys()]
          .filter((article) => (given.lexical[article] ?? 0) > 0)
          .sort((a, b) => (given.lexical[b] ?? 0) - (given.lexical[a] ?? 0) || a - b);
        const top = Math.max(0, ...given.lexical);
        fc.pre(expected.every((article) => (given.lexical[article] ?? 0) / top > 0));
        expect(ranked.map(({ article }) => given.lexical[article])).toEqual(
          expected.map((article) => given.lexical[article]),
        );
      }),
    );
  });

  it('does not depend on the scale of the lexical scores', () => {
    const order = (factor: number) =>
      rankArticles(Float64Array.of(3 * factor, 1 * factor, 2 * factor), Float64Array.of(0.1, 0.9, 0.3), 0.4).ranked;
    expect(order(1000).map(({ article }) => article)).toEqual(order(1).map(({ article }) => article));
  });

  it('finds nothing where nothing matched', () => {
    expect(rankArticles(new Float64Array(3), new Float64Array(3), 0.5).ranked).toEqual([]);
    expect(rankArticles(new Float64Array(0), null, 0.5).ranked).toEqual([]);
  });

  it('lets a prior decide between equals', () => {
    expect(rankArticles(Float64Array.of(1, 1), null, 0.5, Float64Array.of(0, 0.1)).ranked[0]?.article).toBe(1);
  });
});

describe('ranking passages', () => {
  it('prefers the better article among equal passages, and stays between 0 and 2', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }).chain((length) => fc.tuple(scores(length), scores(length))),
        ([own, articles]) => {
          const belongs = Uint32Array.from(own, (_, index) => index);
          for (const { score } of rankPassages(Float64Array.from(own), Float64Array.from(articles), belongs)) {
            expect(score).toBeGreaterThan(0);
            expect(score).toBeLessThanOrEqual(2);
          }
        },
      ),
    );
    const [first] = rankPassages(Float64Array.of(1, 1), Float64Array.of(0.2, 0.9), Uint32Array.of(0, 1));
    expect(first?.passage).toBe(1);
  });
});
