import { beforeAll, describe, expect, it } from 'vitest';
import { CALIBRATION_POLICY, type Calibration, calibrate } from '../../src/retrieval/calibration.ts';
import { readCollection } from '../../src/retrieval/collection-terms.ts';
import { fitLogistic, probability } from '../../src/retrieval/logistic.ts';
import { createExpander } from '../../src/retrieval/synonyms.ts';
import { syntheticCollection } from '../support/synthetic-collection.ts';

describe('calibration', () => {
  const { collection, outOfScope } = syntheticCollection(24, 12, 120);
  const calibrateAgain = (without = outOfScope) =>
    calibrate(readCollection(collection), without, 'en', createExpander([]), () => null, 0);
  let calibration: Calibration;
  beforeAll(() => {
    calibration = calibrateAgain();
  });

  it('counts every question exactly once', () => {
    const { counts } = calibration;
    expect(counts.inScope).toBe(24 * 12);
    expect(counts.outOfScope).toBe(120);
    expect(counts.answered + counts.likely + counts.offered + counts.declined).toBe(counts.inScope);
  });

  it('answers from the right article as often as the policy asks, and still answers most', () => {
    const { answered, answeredRight, inScope } = calibration.counts;
    expect(answeredRight / answered).toBeGreaterThanOrEqual(CALIBRATION_POLICY.rightAmongAnswered);
    expect(answered / inScope).toBeGreaterThan(0.5);
  });

  it('declines no more answerable questions than the policy allows', () => {
    expect(calibration.counts.declined / calibration.counts.inScope).toBeLessThanOrEqual(
      CALIBRATION_POLICY.declinedInScope,
    );
  });

  it('answers no more foreign questions than the policy allows, and declines most', () => {
    const { outOfScope: foreign, outOfScopeAnswered, outOfScopeDeclined } = calibration.counts;
    expect(outOfScopeAnswered / foreign).toBeLessThanOrEqual(CALIBRATION_POLICY.answeredOutOfScope);
    expect(outOfScopeDeclined / foreign).toBeGreaterThan(0.5);
  });

  it('gives the same thresholds for the same questions', () => {
    expect(calibrateAgain()).toEqual(calibration);
  });

  it('declines nothing for lack of foreign questions, and keeps all numbers finite', () => {
    const alone = calibrateAgain([]);
    expect(alone.counts.outOfScope).toBe(0);
    expect(alone.counts.declined / alone.counts.inScope).toBeLessThanOrEqual(CALIBRATION_POLICY.declinedInScope);
    for (const value of [alone.refuseBelow, alone.answerFrom, alone.scope.bias, ...alone.right.weights])
      expect(Number.isFinite(value)).toBe(true);
  });

  it('answers nothing when there is nothing to learn from', () => {
    const empty = calibrate(
      readCollection({ passages: [], articles: [] }),
      ['x'],
      'en',
      createExpander([]),
      () => null,
      0,
    );
    expect(empty.counts).toMatchObject({ inScope: 0, answered: 0 });
  });
});

describe('the logistic rule', () => {
  const samples = Array.from({ length: 40 }, (_, index) => ({ features: [index / 40, 0.5], isPositive: index >= 20 }));

  it('tells what was told apart', () => {
    const rule = fitLogistic(samples);
    expect(probability(rule, [0.05, 0.5])).toBeLessThan(0.2);
    expect(probability(rule, [0.95, 0.5])).toBeGreaterThan(0.8);
  });

  it('weighs both classes the same, however few one of them has', () => {
    const rule = fitLogistic(samples.filter(({ isPositive }, index) => isPositive || index % 10 === 0));
    expect(probability(rule, [0.05, 0.5])).toBeLessThan(0.3);
  });

  it('is sure when there is only one class', () => {
    expect(probability(fitLogistic(samples.filter(({ isPositive }) => isPositive)), [0, 0])).toBeGreaterThan(0.99);
    expect(probability(fitLogistic(samples.filter(({ isPositive }) => !isPositive)), [0, 0])).toBeLessThan(0.01);
  });
});
