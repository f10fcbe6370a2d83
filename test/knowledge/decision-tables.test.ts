import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALCULATORS } from '../../src/calculating/calculators.ts';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { readDialogs } from '../../src/dialogs/read-dialogs.ts';
import { LANGUAGES, type LocalizedText } from '../../src/domain/language.ts';
import { extractFigures } from '../../src/knowledge/extract-figures.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { DIALOGS_DIR, KNOWLEDGE_DIR } from '../support/folders.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';
import { readRealTables } from '../support/real-tables.ts';

const SCHEMES = `checkedOn: 2026-11-01
facts:
  - id: tea
    kind: yes-no
    question: { en: Is it tea?, zh-Hant: 是茶葉嗎？, zh-Hans: 是茶叶吗？ }
    words: { 'yes': ['茶'], 'no': ['咖啡'] }
    passed: { en: it is tea, zh-Hant: 是茶葉, zh-Hans: 是茶叶 }
    failed: { en: it is no tea, zh-Hant: 不是茶葉, zh-Hans: 不是茶叶 }
schemes:
  - id: tea-fund
    name: { en: Tea Fund, zh-Hant: 茶葉基金, zh-Hans: 茶叶基金 }
    kind: grant
    body: tea-board
    status: open
    criteria: [{ fact: tea, is: true }]
    mainlandParent: false
    source: https://tea.example/fund
    confidence: official
`;
const THRESHOLDS = `checkedOn: 2026-11-01
thresholds:
  - id: tea-line
    topic: tea
    name: { en: Tea line, zh-Hant: 茶葉界線, zh-Hans: 茶叶界线 }
    value: 3
    unit: tons
    comparison: at-most
    authority: tea-board
    status: current
    source: https://tea.example/line
    confidence: official
`;

describe('tables of schemes, thresholds and events', () => {
  let folder: KnowledgeFolder;
  beforeEach(async () => {
    folder = await createKnowledgeFolder();
    await folder.write({ 'tables/schemes.yaml': SCHEMES, 'tables/thresholds.yaml': THRESHOLDS });
  });
  afterEach(() => folder.dispose());

  it('are read, with what each criterion asks in its place', async () => {
    const { knowledge, faults } = await readKnowledge(folder.root);
    expect(faults).toEqual([]);
    expect(knowledge.tables.schemes[0]).toMatchObject({
      id: 'tea-fund',
      checkedOn: '2026-11-01',
      criteria: [{ passes: { is: true }, asked: { id: 'tea', kind: 'yes-no' } }],
    });
    expect(knowledge.tables.thresholds[0]).toMatchObject({ value: 3, comparison: 'at-most', fee: null });
  });

  it.each([
    ['an unknown fact', 'tables/schemes.yaml', 'fact: tea,', 'fact: milk,', /asks for an unknown fact: «milk»/],
    [
      'an unknown body',
      'tables/schemes.yaml',
      'body: tea-board',
      'body: milk-board',
      /names no known body: «milk-board»/,
    ],
    ['two tests in one criterion', 'tables/schemes.yaml', 'is: true }', 'is: true, below: 3 }', /exactly one of/],
    ['no test in a criterion', 'tables/schemes.yaml', ', is: true', '', /exactly one of/],
    ['a broken pattern', 'tables/schemes.yaml', "['茶']", "['茶(']", /is no regular expression/],
    ['a fact in two languages', 'tables/schemes.yaml', ', zh-Hans: 是茶叶吗？', '', /zh-Hans/],
    [
      'a scheme without a source',
      'tables/schemes.yaml',
      '    source: https://tea.example/fund\n',
      '',
      /«tea-fund» has no source/,
    ],
    [
      'an unknown article',
      'tables/schemes.yaml',
      'status: open',
      'status: open\n    article: milk',
      /there is no article «milk»/,
    ],
    [
      'an unknown authority',
      'tables/thresholds.yaml',
      'authority: tea-board',
      'authority: milk-board',
      /names no known body: «milk-board»/,
    ],
    [
      'an unknown fee',
      'tables/thresholds.yaml',
      'status: current',
      'status: current\n    fee: milk',
      /names no known fee: «milk»/,
    ],
    ['an unknown comparison', 'tables/thresholds.yaml', 'at-most', 'about', /comparison/],
    [
      'a date that is none',
      'tables/events.yaml',
      'events: []',
      "events: [{ id: e, date: soon, title: {en: E, zh-Hant: 茶, zh-Hans: 茶}, place: {en: P, zh-Hant: 港, zh-Hans: 港}, type: meeting, status: planned, source: 'https://e.example', confidence: official }]",
      /must be YYYY-MM-DD/,
    ],
  ])('name %s', async (_, file, from, to, says) => {
    await folder.edit(file, from, to);
    expect((await readKnowledge(folder.root)).faults).toContainEqual({
      file,
      line: expect.any(Number),
      message: expect.stringMatching(says),
    });
  });

  it('take an unquoted year for a date', async () => {
    await folder.edit(
      'tables/events.yaml',
      'events: []',
      'events: [{ id: e, date: 2027, title: {en: E, zh-Hant: 茶, zh-Hans: 茶}, place: {en: P, zh-Hant: 港, zh-Hans: 港}, type: meeting, status: expected, source: "https://e.example", confidence: official }]',
    );
    expect((await readKnowledge(folder.root)).knowledge.tables.events[0]?.date).toBe('2027');
  });
});

describe('the rows that are shipped', () => {
  it('say the same figures in all three languages, each in its script', async () => {
    const { schemes, thresholds, events } = await readRealTables();
    const texts: (LocalizedText | null)[] = [
      ...thresholds.flatMap(({ result, otherwise, note }) => [result, otherwise, note]),
      ...schemes.flatMap(({ support, howToApply, note, ceiling, criteria }) => [
        support,
        howToApply,
        note,
        ceiling?.per ?? null,
        ...criteria.flatMap(({ asked, passed, failed }) => [asked.question, passed, failed]),
      ]),
      ...events.map(({ summary }) => summary),
    ];
    const wrong = texts.flatMap((text) => {
      if (text === null) return [];
      const [en, hant, hans] = LANGUAGES.map((language) => extractFigures(text[language], language).numbers.join());
      const script = [...text['zh-Hant']].some(isSimplifiedOnly) || [...text['zh-Hans']].some(isTraditionalOnly);
      return en === hant && hant === hans && !script ? [] : [text];
    });
    expect(wrong).toEqual([]);
  });

  it('give every threshold a figure with a unit, or a rule in words', async () => {
    const { thresholds } = await readRealTables();
    expect(
      thresholds
        .filter(({ value, unit, result }) => (value === null ? result === null : unit === ''))
        .map(({ id }) => id),
    ).toEqual([]);
  });

  it('are dated, and no event is called held before its day', async () => {
    const { events } = await readRealTables();
    expect(
      events.filter(({ status, date, checkedOn }) => status === 'held' && (date === null || date > checkedOn)),
    ).toEqual([]);
    expect(
      events.filter(
        ({ status, source, confidence }) => status === 'not-found' && (source !== null || confidence !== 'unverified'),
      ),
    ).toEqual([]);
  });

  it('are asked for by calculators that exist, about articles that exist', async () => {
    const [{ calculations }, { knowledge }] = await Promise.all([
      readDialogs(DIALOGS_DIR),
      readKnowledge(KNOWLEDGE_DIR),
    ]);
    expect(calculations.calculations.map(({ name }) => name).sort()).toEqual([...CALCULATORS.keys()].sort());
    const articles = new Set(knowledge.articles.map(({ id }) => id));
    expect(calculations.calculations.flatMap((dialog) => dialog.articles).filter((id) => !articles.has(id))).toEqual(
      [],
    );
  });
});
