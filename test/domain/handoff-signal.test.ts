import { describe, expect, it } from 'vitest';
import { handoffSignalOf } from '../../src/domain/handoff-signal.ts';

const AT = '2026-11-27T04:00:00.000Z';

describe('what a hub is told when the visitor withdraws', () => {
  it('is that the hand-off failed while it went on', () => {
    expect(handoffSignalOf({ state: 'withdrawn', resolvedAt: AT }, { what: 'withdrawn', at: AT })).toEqual({
      name: 'handoff.status',
      state: 'failed',
    });
  });

  it('is nothing when it had been completed before', () => {
    const resolvedAt = '2026-11-26T04:00:00.000Z';
    expect(handoffSignalOf({ state: 'withdrawn', resolvedAt }, { what: 'withdrawn', at: AT })).toBeNull();
  });
});
