import { beforeAll, describe, expect, it } from 'vitest';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import type { Slots, SlotValue } from '../../src/domain/slots.ts';
import { checkScoring, readScoring, type ScoringRules } from '../../src/leads/read-scoring.ts';
import { scoreLead } from '../../src/leads/score-lead.ts';
import { readRealRules, scoringFile } from '../support/leads.ts';
import { fc } from '../support/property.ts';

const READY: Slots = {
  needs: ['market-entry'], company: 'Hengda Auto Parts', province: 'shandong', sector: 'auto-parts', stage: 'deciding',
  markets: ['vietnam'], investment: { value: 100_000_000, currency: 'CNY' }, timing: 'half-year', email: 'a@example.com',
}; // biome-ignore format: one visitor

const NEEDS = ['tax', 'banking', 'visa', 'finance', 'legal', 'market-entry', 'partner', 'set-up', 'other'];
const values: Readonly<Record<string, fc.Arbitrary<SlotValue>>> = {
  needs: fc.subarray(NEEDS),
  company: fc.constantFrom('', ' ', 'A company'),
  province: fc.constantFrom('guangdong', 'shandong'),
  city: fc.constant('shenzhen'),
  sector: fc.constant('nev'),
  stage: fc.constantFrom('exploring', 'planning', 'deciding', 'operating', 'in-hong-kong', 'overseas'),
  markets: fc.subarray(['vietnam', 'japan', 'uae']),
  investment: fc.record({
    value: fc.nat(100_000_000),
    currency: fc.constantFrom('USD', 'CNY', 'XAU', 'constructor', null),
  }),
  timing: fc.constantFrom('now', 'quarter', 'half-year', 'year', 'later', 'open'),
  hasHongKongEntity: fc.boolean(),
  brNumber: fc.constant('12345678'),
  email: fc.constant('a@example.com'),
  wechat: fc.constant('a'),
};
const anySlots = fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Slots>;

describe('the score of a lead', () => {
  let rules: ScoringRules;
  beforeAll(async () => {
    ({ scoring: rules } = await readRealRules());
  });

  it('calls a visitor with a plan, a market and a date qualified, and says why', () => {
    const { score, band, reasons } = scoreLead(rules, READY);
    expect(band).toBe('qualified');
    expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
    expect(reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['company-named', 'market-named', 'stage-deciding', 'investment-ten-million']),
    );
  });

  it.each([
    ['nothing', {}, 0, 'self-service'],
    ['an empty form', { company: '  ', needs: [], markets: [] }, 0, 'self-service'],
    ['a need outside the list', { needs: ['other'] }, 0, 'self-service'],
    ['a later plan only', { timing: 'later' }, 0, 'self-service'],
    ['a company with a need and a market', { company: 'A', needs: ['tax'], markets: ['uae'] }, 30, 'nurture'],
  ] as const)('of %s is as the file says', (_, slots, score, band) => {
    expect(scoreLead(rules, slots)).toMatchObject({ score, band });
  });

  it('counts an amount by its rough value in US dollars, and one without a known currency not at all', () => {
    const points = (value: number, currency: string | null) =>
      scoreLead(rules, { investment: { value, currency } }).score;
    expect(points(1_000_000, 'USD')).toBe(10);
    expect(points(999_999, 'USD')).toBe(0);
    expect(points(1_000_000, 'CNY')).toBe(0);
    expect(points(10_000_000, 'CNY')).toBe(10);
    expect(points(100_000_000, 'HKD')).toBe(15);
    expect(points(1e12, null)).toBe(0);
    expect(points(1e12, 'XAU')).toBe(0);
    expect(points(1e12, 'constructor')).toBe(0);
  });

  it('is from 0 to 100, the same every time, and its band follows from it', () => {
    fc.assert(
      fc.property(anySlots, (slots) => {
        const found = scoreLead(rules, slots);
        expect(found.score).toBeGreaterThanOrEqual(0);
        expect(found.score).toBeLessThanOrEqual(100);
        expect(found.band).toBe(
          found.score >= rules.bands.qualified
            ? 'qualified'
            : found.score >= rules.bands.nurture
              ? 'nurture'
              : 'self-service',
        );
        expect(scoreLead(rules, slots)).toEqual(found);
      }),
    );
  });

  it('never falls when a visitor adds something, unless a listed rule takes points away', () => {
    fc.assert(
      fc.property(anySlots, anySlots, (known, added) => {
        const before = scoreLead(rules, known);
        const more: Slots = { ...added, ...known };
        const after = scoreLead(rules, more);
        const lost = after.reasons.filter(
          ({ rule, points }) => points < 0 && !before.reasons.some((old) => old.rule === rule),
        );
        const taken = lost.reduce((sum, { points }) => sum + points, 0);
        expect(after.score).toBeGreaterThanOrEqual(Math.max(0, before.score + taken));
        expect(lost.map(({ rule }) => rule).every((rule) => rule === 'timing-later')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never falls when a list gets longer or an amount larger', () => {
    fc.assert(
      fc.property(
        anySlots,
        fc.constantFrom(...NEEDS),
        fc.nat(50_000_000),
        fc.nat(50_000_000),
        (slots, need, sum, more) => {
          const needs = Array.isArray(slots['needs']) ? (slots['needs'] as string[]) : [];
          const at = (value: number) => scoreLead(rules, { ...slots, investment: { value, currency: 'USD' } }).score;
          expect(scoreLead(rules, { ...slots, needs: [...needs, need] }).score).toBeGreaterThanOrEqual(
            scoreLead(rules, slots).score,
          );
          expect(at(sum + more)).toBeGreaterThanOrEqual(at(sum));
        },
      ),
    );
  });

  it('gives its reasons in the right script', () => {
    for (const { text } of rules.rules) {
      expect([...text['zh-Hant']].filter(isSimplifiedOnly)).toEqual([]);
      expect([...text['zh-Hans']].filter(isTraditionalOnly)).toEqual([]);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('the file of the score', () => {
  type File = Record<string, unknown> & { rules: Record<string, unknown>[] };
  const broken = async (change: (file: File) => void) => {
    const file = (await scoringFile()) as File;
    change(file);
    return checkScoring(file).map(({ message }) => message);
  };

  it('that is shipped has no faults', async () => {
    expect(checkScoring(await scoringFile())).toEqual([]);
  });

  it.each<[string, (file: File) => void, RegExp]>([
    [
      'a text is missing',
      ({ rules }) => delete (rules[0]!['text'] as Record<string, string>)['zh-Hant'],
      /Rule «need-named».*text\.zh-Hant.*must be a text/u,
    ],
    [
      'a text is empty',
      ({ rules }) => ((rules[0]!['text'] as Record<string, string>)['en'] = ' '),
      /Rule «need-named».*text\.en.*must be a text/u,
    ],
    ['a slot is unknown', ({ rules }) => (rules[0]!['when'] = { slot: 'wealth', filled: true }), /no slot «wealth»/u],
    [
      'a value is unknown',
      ({ rules }) => (rules[0]!['when'] = { any: [{ slot: 'stage', equals: 'rich' }] }),
      /«stage» has no value «rich»/u,
    ],
    [
      'a condition is unknown',
      ({ rules }) => (rules[0]!['when'] = { slot: 'stage', isNot: 'exploring' }),
      /Rule «need-named».*no condition/u,
    ],
    ['an id is used twice', ({ rules }) => (rules[1]!['id'] = 'need-named'), /«need-named» is used twice/u],
    ['points are taken away unlisted', ({ rules }) => (rules[0]!['points'] = -3), /takes points away/u],
    [
      'a listed rule gives points',
      (file) => (file['lowering'] = ['need-named', 'timing-later']),
      /«need-named», but there is no rule/u,
    ],
    [
      'more said would lower the score',
      ({ rules }) => (rules[0]!['when'] = { slot: 'needs', only: 'tax' }),
      /«only» is for routing/u,
    ],
    ['bands are upside down', (file) => (file['bands'] = { qualified: 20, nurture: 30 }), /must begin below/u],
    [
      'nobody can qualify',
      (file) => (file['rules'] = file.rules.filter(({ id }) => ['need-named', 'timing-later'].includes(id as string))),
      /No visitor can reach/u,
    ],
    ['points are half', ({ rules }) => (rules[0]!['points'] = 0.5), /Rule «need-named».*points/u],
  ])('is at fault when %s', async (_, change, says) => {
    const messages = await broken(change);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(says);
  });

  it('is not read when it has faults, and all of them are named', async () => {
    const file = (await scoringFile()) as File;
    file.rules[0]!['points'] = -1;
    file.rules[1]!['when'] = { slot: 'wealth', filled: true };
    expect(() => readScoring(file)).toThrow(/takes points away[\s\S]*wealth/u);
    expect(() => readScoring(null)).toThrow('scoring.yaml');
  });
});
