import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffSeconds, MAX_ATTEMPTS } from '../../src/outbox/back-off.ts';

describe('backOffSeconds', () => {
  it('doubles from five seconds up to an hour', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => backOffSeconds(index + 1, 0));
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]);
  });

  it('gives up after the twelfth attempt', () => {
    expect(backOffSeconds(12, 0)).toBeNull();
    expect(backOffSeconds(13, 0, 60)).toBeNull();
  });

  it('waits as long as the receiver asks, but no longer than a day', () => {
    expect(backOffSeconds(1, 0, 120)).toBe(120);
    expect(backOffSeconds(5, 0, 1)).toBe(80);
    expect(backOffSeconds(1, 0, 1e9)).toBe(86_400);
  });

  it('is never shorter than the rule nor more than a fifth longer, and never over an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, chance) => {
          const [least, wait] = [backOffSeconds(attempts, 0) ?? 0, backOffSeconds(attempts, chance) ?? 0];
          expect(wait).toBeGreaterThanOrEqual(least);
          expect(wait).toBeLessThanOrEqual(Math.min(least * 1.2, 3600));
        },
      ),
    );
  });
});
