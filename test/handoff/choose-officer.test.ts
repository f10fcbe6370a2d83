import { describe, expect, it } from 'vitest';
import { type Candidate, chooseOfficer } from '../../src/handoff/choose-officer.ts';
import { fc } from '../support/property.ts';

const DESK = 'investhk';
const CASE = { desk: DESK, language: 'en' } as const;
const NOBODY: ReadonlySet<string> = new Set();

function officer(id: string, differing: Partial<Candidate> = {}): Candidate {
  return { id, desks: [DESK], languages: [], isAvailable: true, capacity: 5, ...differing };
}

function loads(cases: Readonly<Record<string, number>> = {}, lastOffers: Readonly<Record<string, string>> = {}) {
  return { cases: new Map(Object.entries(cases)), lastOffers: new Map(Object.entries(lastOffers)) };
}

describe('the officer who is asked', () => {
  it('has the fewest open cases', () => {
    const chosen = chooseOfficer(CASE, [officer('a'), officer('b')], loads({ a: 2, b: 1 }), NOBODY);
    expect(chosen).toEqual({ officer: 'b', reason: 'fewest-open' });
  });

  it('is of several with as few the one who waits longest for an offer, or never had one', () => {
    const officers = [officer('a'), officer('b'), officer('c')];
    const asked = { a: '2026-11-27T01:00:00.000Z', b: '2026-11-27T02:00:00.000Z', c: '2026-11-27T01:30:00.000Z' };
    expect(chooseOfficer(CASE, officers, loads({}, asked), NOBODY)).toEqual({
      officer: 'a',
      reason: 'longest-since-last',
    });
    const others = { a: asked.a, c: asked.c };
    expect(chooseOfficer(CASE, officers, loads({}, others), NOBODY)?.officer).toBe('b');
  });

  it.each([
    ['is away', officer('a', { isAvailable: false })],
    ['works for other desks', officer('a', { desks: ['hktdc'] })],
    ['answers in other languages', officer('a', { languages: ['zh-Hant', 'zh-Hans'] })],
    ['has as much as they can take', officer('a', { capacity: 1 })],
  ])('is nobody who %s', (_what, unable) => {
    expect(chooseOfficer(CASE, [unable], loads({ a: 1 }), NOBODY)).toBeNull();
  });

  it('may answer in the language of the case among others', () => {
    expect(chooseOfficer(CASE, [officer('a', { languages: ['zh-Hant', 'en'] })], loads(), NOBODY)?.officer).toBe('a');
  });

  it('is nobody who was asked for this case, and works for every desk when none is named', () => {
    expect(chooseOfficer(CASE, [officer('a')], loads(), new Set(['a']))).toBeNull();
    expect(chooseOfficer(CASE, [officer('a', { desks: [] })], loads(), NOBODY)?.officer).toBe('a');
  });
});

describe('any number of cases among any officers', () => {
  const anyOfficers = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      desks: fc.constantFrom<readonly string[]>([], [DESK], ['hktdc'], [DESK, 'hktdc']),
      languages: fc.constant([]),
      isAvailable: fc.boolean(),
      capacity: fc.integer({ min: 1, max: 8 }),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  );

  it('go to nobody above their capacity, away or of another desk, and to no one officer before another’s turn', () => {
    fc.assert(
      fc.property(anyOfficers, fc.integer({ min: 0, max: 60 }), (officers, count) => {
        const cases = new Map<string, number>();
        const lastOffers = new Map<string, string>();
        for (let index = 0; index < count; index += 1) {
          const chosen = chooseOfficer(CASE, officers, { cases, lastOffers }, NOBODY);
          if (chosen === null) break;
          cases.set(chosen.officer, (cases.get(chosen.officer) ?? 0) + 1);
          lastOffers.set(chosen.officer, new Date(Date.UTC(2026, 10, 27, 0, index)).toISOString());
        }
        const able = officers.filter(
          ({ isAvailable, desks }) => isAvailable && (desks.length === 0 || desks.includes(DESK)),
        );
        for (const [id, had] of cases) {
          const who = able.find((each) => each.id === id);
          expect(who).toBeDefined();
          expect(had).toBeLessThanOrEqual(who?.capacity ?? 0);
        }
        // Fair within one: who could have taken more has at most one case less than anybody.
        const most = Math.max(0, ...cases.values());
        for (const { id, capacity } of able) {
          const had = cases.get(id) ?? 0;
          if (had < capacity) expect(had).toBeGreaterThanOrEqual(most - 1);
        }
        const room = able.reduce((sum, { capacity }) => sum + capacity, 0);
        expect([...cases.values()].reduce((sum, had) => sum + had, 0)).toBe(Math.min(count, room));
      }),
    );
  });
});
