import { beforeAll, describe, expect, it } from 'vitest';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { LEAD_BANDS, type LeadBand } from '../../src/domain/lead.ts';
import type { Slots } from '../../src/domain/slots.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { checkRouting } from '../../src/leads/check-routing.ts';
import { desksOf } from '../../src/leads/desks-of.ts';
import { type RoutingRules, readRouting } from '../../src/leads/read-routing.ts';
import { routeLead } from '../../src/leads/route-lead.ts';
import { readRealLexicon, readRealRules, routingFile } from '../support/leads.ts';
import { fc } from '../support/property.ts';
import { readRealTables } from '../support/real-tables.ts';

const NEEDS = ['tax', 'banking', 'visa', 'finance', 'legal', 'market-entry', 'partner', 'set-up', 'other'];

describe('the desk of a lead', () => {
  let rules: RoutingRules;
  let tables: Tables;
  beforeAll(async () => {
    ({ routing: rules } = await readRealRules());
    tables = await readRealTables();
  });
  const route = (slots: Slots, language: Language = 'zh-Hans', band: LeadBand = 'nurture') =>
    routeLead(rules, slots, language, tables, band);

  it.each<[string, Slots, string, string]>([
    ['a tax question', { needs: ['tax'], province: 'guangdong' }, 'ird', 'tax'],
    ['a bank account', { needs: ['banking'] }, 'hkma', 'banking'],
    ['a visa', { needs: ['visa'] }, 'immd', 'visa'],
    ['financing', { needs: ['finance'] }, 'hkma', 'finance'],
    [
      'a large raising of funds',
      { needs: ['finance'], investment: { value: 1e9, currency: 'HKD' } },
      'hkex',
      'large-finance',
    ],
    ['a legal question', { needs: ['legal'], markets: ['vietnam'] }, 'doj', 'legal'],
    ['a partner', { needs: ['partner'] }, 'hktdc', 'partner'],
    ['setting up', { needs: ['set-up'] }, 'investhk', 'set-up'],
    [
      'a market that an office covers',
      { needs: ['market-entry'], markets: ['vietnam'], province: 'shandong' },
      'singapore',
      'market',
    ],
    ['several needs and a market', { needs: ['tax', 'visa'], markets: ['thailand'] }, 'bangkok', 'market'],
    ['the first market that is covered', { markets: ['kazakhstan', 'uae', 'thailand'] }, 'dubai', 'market'],
    [
      'a market of an unverified row',
      { needs: ['market-entry'], markets: ['japan'], province: 'hubei' },
      'wheto',
      'province',
    ],
    [
      'a market without an office',
      { needs: ['market-entry'], markets: ['brazil'] },
      'hktdc',
      'market-entry-without-office',
    ],
    ['several needs and a province', { needs: ['tax', 'banking'], province: 'guangdong' }, 'gdeto', 'province'],
    ['a city without its province', { city: 'qingdao' }, 'sheto', 'province'],
    ['a place that is no province', { province: 'atlantis' }, 'investhk', 'co-ordination'],
    ['nothing', {}, 'investhk', 'co-ordination'],
  ])('for %s is chosen by its rule', (_, slots, desk, rule) => {
    expect(route(slots)).toMatchObject({ desk, rule });
  });

  it('goes by score and by language where nothing else is known', () => {
    expect(route({}, 'zh-Hans', 'qualified')).toMatchObject({ desk: 'investhk', rule: 'ready' });
    expect(route({}, 'en')).toMatchObject({ desk: 'investhk', rule: 'written-in-english' });
  });

  it('is the office of the table for every province', () => {
    for (const province of tables.provinces) expect(route({ province: province.id }).desk).toBe(province.office);
  });

  it('says why, with names as each reader writes them', () => {
    expect(route({ province: 'guangdong' }).reason).toEqual({
      en: 'Hong Kong Economic and Trade Office in Guangdong covers Guangdong.',
      'zh-Hant': '香港特別行政區政府駐粵經濟貿易辦事處負責廣東。',
      'zh-Hans': '香港特别行政区政府驻粤经济贸易办事处负责广东。',
    });
  });

  it('is followed by the desks of later rules, the co-ordinator and duty', () => {
    expect(route({ needs: ['tax'], province: 'guangdong' })).toMatchObject({
      desk: 'ird',
      next: ['investhk', 'gdeto', 'duty'],
    });
    expect(route({ markets: ['usa'], province: 'guangdong' })).toMatchObject({
      desk: 'washington',
      next: ['newyork', 'investhk', 'duty'],
    });
    expect(route({})).toMatchObject({ desk: 'investhk', next: ['duty'] });
  });

  it('exists, differs from all that are asked next, and leads to duty, whatever is said', () => {
    const ids = new Set(desksOf(rules, tables).map(({ id }) => id));
    const anything = fc.record(
      {
        needs: fc.oneof(fc.subarray(NEEDS), fc.constant('tax')),
        markets: fc.oneof(fc.subarray(tables.markets.map(({ id }) => id)), fc.string()),
        province: fc.oneof(fc.constantFrom(...tables.provinces.map(({ id }) => id)), fc.string()),
        city: fc.string(),
        investment: fc.record({ value: fc.double(), currency: fc.constantFrom('USD', null) }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Slots>;
    fc.assert(
      fc.property(anything, fc.constantFrom(...LANGUAGES), fc.constantFrom(...LEAD_BANDS), (slots, language, band) => {
        const { desk, next, reason } = route(slots, language, band);
        const chain = [desk, ...next];
        expect(chain.every((id) => ids.has(id))).toBe(true);
        expect(new Set(chain).size).toBe(chain.length);
        expect(chain.at(-1)).toBe('duty');
        expect(chain.length).toBeLessThanOrEqual(rules.askAtMost + 1);
        for (const each of LANGUAGES) expect(reason[each]).toMatch(/^[^{}]+$/u);
        expect([...reason['zh-Hant']].filter(isSimplifiedOnly)).toEqual([]);
        expect([...reason['zh-Hans']].filter(isTraditionalOnly)).toEqual([]);
        expect(reason.en).not.toMatch(/\p{Script=Han}/u);
      }),
    );
  });

  it('is duty when no rule leads to a desk', () => {
    const none = { ...tables, agencies: [], mainlandOffices: [], overseasOffices: [] };
    expect(routeLead(rules, { needs: ['tax'], province: 'guangdong' }, 'en', none, 'qualified')).toEqual({
      desk: 'duty',
      next: [],
      rule: 'duty',
      reason: rules.duty.reason,
    });
  });
});

describe('the desks', () => {
  it('are every office, the chosen agencies and duty, with names from the tables', async () => {
    const tables = await readRealTables();
    const { routing } = await readRealRules();
    const desks = desksOf(routing, tables);
    expect(desks).toHaveLength(
      tables.mainlandOffices.length + tables.overseasOffices.length + routing.agencies.length + 1,
    );
    expect(new Set(desks.map(({ id }) => id)).size).toBe(desks.length);
    expect(desks.find(({ id }) => id === 'gdeto')?.name).toEqual(
      tables.mainlandOffices.find(({ id }) => id === 'gdeto')?.name,
    );
    expect(desks.at(-1)).toMatchObject({ id: 'duty', body: null });
    for (const { acceptWithinMinutes, replyWithinHours } of desks)
      expect(replyWithinHours * 60).toBeGreaterThan(acceptWithinMinutes);
  });
});

describe('the file of the routes', () => {
  type Rule = Record<string, unknown> & { reason: Record<string, string> };
  type File = Record<string, unknown> & {
    rules: Rule[];
    agencies: string[];
    prefill: { needs: Record<string, string[]>; sectors: Record<string, string[]> };
  };
  let known: Parameters<typeof checkRouting>[1];
  beforeAll(async () => {
    const { scoring } = await readRealRules();
    known = {
      tables: await readRealTables(),
      sectors: [
        'manufacturing',
        'technology',
        'energy',
        'biotech',
        'consumer',
        'trade',
        'finance',
        'services',
        'other',
      ],
      terms: new Set((await readRealLexicon()).map(({ id }) => id)),
      roughUsdRates: scoring.roughUsdRates,
    };
  });
  const check = async (change: (file: File) => void) => {
    const file = (await routingFile()) as File;
    change(file);
    return checkRouting(file, known).map(({ message }) => message);
  };

  it('that is shipped has no faults', async () => {
    expect(await check(() => undefined)).toEqual([]);
  });

  it.each<[string, (file: File) => void, RegExp]>([
    ['a desk is unknown', ({ rules }) => (rules[0]!['desks'] = ['irs']), /Rule «tax»: there is no desk «irs»/u],
    ['a body is unknown', ({ agencies }) => agencies.push('irs'), /«irs», which is not in agencies\.yaml/u],
    [
      'a priority is used twice',
      ({ rules }) => (rules[1]!['priority'] = 10),
      /«tax» and «banking» have the same priority 10/u,
    ],
    ['an id is used twice', ({ rules }) => (rules[1]!['id'] = 'tax'), /«tax» is used twice/u],
    [
      'a text is missing',
      ({ rules }) => delete rules[0]!.reason['zh-Hans'],
      /Rule «tax».*reason\.zh-Hans.*must be a text/u,
    ],
    [
      'a name cannot be filled in',
      ({ rules }) => (rules[0]!.reason['en'] = '{market}'),
      /Rule «tax»: \{market\} cannot be filled in/u,
    ],
    [
      'a need is unknown',
      ({ rules }) => (rules[0]!['when'] = { slot: 'needs', only: 'taxes' }),
      /«needs» has no value «taxes»/u,
    ],
    ['a rule names no desk', ({ rules }) => (rules[0]!['desks'] = []), /Rule «tax».*needs either desks or officeOf/u],
    [
      'a day ends before it begins',
      (file) => ((file['hours'] as Record<string, string>)['until'] = '08:00'),
      /end \(08:00\) before they begin/u,
    ],
    [
      'a reply is promised before all desks were asked',
      (file) => ((file['kinds'] as Record<string, { replyWithinHours: number }>)['agency']!.replyWithinHours = 12),
      /«kinds\.agency» may wait 780 minutes/u,
    ],
    [
      'a term is not in the lexicon',
      ({ prefill }) => prefill.needs['tax']!.push('no-such-term'),
      /«no-such-term», which is not in the lexicon/u,
    ],
    [
      'a term means two needs',
      ({ prefill }) => prefill.needs['tax']!.push('bank-account'),
      /«bank-account» stands under/u,
    ],
    [
      'a lead has no such need',
      ({ prefill }) => (prefill.needs['taxes'] = []),
      /«prefill\.needs»: the form has no «taxes»/u,
    ],
    [
      'a form has no such sector',
      ({ prefill }) => (prefill.sectors['space'] = []),
      /«prefill\.sectors»: the form has no «space»/u,
    ],
  ])('is at fault when %s', async (_, change, says) => {
    const messages = await check(change);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(says);
  });

  it('is not read when its shape is broken, and the rule is named', async () => {
    const file = (await routingFile()) as File;
    file.rules[0]!['priority'] = 'first';
    expect(() => readRouting(file, {})).toThrow(/routing\.yaml: Rule «tax».*priority/u);
  });

  it('may stand in any order: the priority decides', async () => {
    const { routing, scoring } = await readRealRules();
    const file = (await routingFile()) as File;
    expect(readRouting({ ...file, rules: file.rules.toReversed() }, scoring.roughUsdRates)).toEqual(routing);
  });
});
