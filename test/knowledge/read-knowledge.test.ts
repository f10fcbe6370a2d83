import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/knowledge/fault.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { articleFiles, createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';

const TEA = 'articles/trade/tea-export';

describe('the knowledge reader', () => {
  let folder: KnowledgeFolder;
  beforeEach(async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
  });
  afterEach(() => folder.dispose());

  const read = async () => {
    const { knowledge, faults } = await readKnowledge(folder.root);
    return { knowledge, faults, ids: knowledge.articles.map((article) => article.id) };
  };

  it('reads a sound folder without a fault', async () => {
    const { knowledge, faults, ids } = await read();
    expect(faults).toEqual([]);
    expect(ids).toEqual(['coffee-export', 'tea-export']);
    expect(knowledge.tables.agencies.map(({ id, checkedOn }) => [id, checkedOn])).toEqual([
      ['tea-board', '2026-11-01'],
    ]);
    expect(knowledge.lexicon).toHaveLength(1);
    expect(knowledge.outOfScope['zh-Hant']).toEqual(['今日天氣點？']);
  });

  /** One fault an editor makes: what is changed, and where and how it is reported. */
  interface Slip {
    readonly slip: string;
    readonly file: string;
    readonly from: string | RegExp;
    readonly to: string;
    /** The file and line that are named; the file that was changed unless said. */
    readonly at?: { readonly file?: string; readonly line: number };
    readonly says: RegExp;
    /** Only reported: the article's own words are sound. */
    readonly keepsArticle?: true;
  }

  const SLIPS: readonly Slip[] = [
    {
      slip: 'YAML that is broken',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: tea: board',
      at: { line: 3 },
      says: /The YAML cannot be read: .+ Check quotes, indentation and colons on this line\./,
    },
    {
      slip: 'a key that stands twice',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: tea-board\nowner: tea-board',
      at: { line: 4 },
      says: /The YAML cannot be read/,
    },
    {
      slip: 'YAML aliases without an anchor',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: *nobody',
      at: { line: 1 },
      says: /The YAML cannot be read/,
    },
    {
      slip: 'front matter that is broken',
      file: `${TEA}/en.md`,
      from: 'title: Exporting tea',
      to: 'title: Exporting: tea',
      at: { line: 2 },
      says: /The YAML cannot be read/,
    },
    {
      slip: 'a file without front matter',
      file: `${TEA}/en.md`,
      from: /^---\n/,
      to: '',
      at: { line: 1 },
      says: /must start with --- title, summary, questions ---/,
    },
    {
      slip: 'a missing title',
      file: `${TEA}/zh-Hans.md`,
      from: 'title: 茶叶出口\n',
      to: '',
      at: { line: 2 },
      says: /title/,
    },
    {
      slip: 'an unknown field',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'ower: tea-board',
      at: { line: 1 },
      says: /owner|ower/,
    },
    {
      slip: 'a day that is none',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 31 May 2027',
      at: { line: 5 },
      says: /reviewBy: must be a day written YYYY-MM-DD\./,
    },
    {
      slip: 'a review day before the check',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 2026-10-31',
      at: { line: 1 },
      says: /reviewBy must lie after checkedOn\./,
    },
    {
      slip: 'a source address that no browser should open',
      file: `${TEA}/article.yaml`,
      from: 'https://tea.example/export',
      to: 'javascript:alert(1)',
      at: { line: 10 },
      says: /sources\.0\.url/,
    },
    {
      slip: 'a title that lacks a language',
      file: `${TEA}/article.yaml`,
      from: 'zh-Hant: 茶葉出口, ',
      to: '',
      at: { line: 8 },
      says: /sources\.0\.title\.zh-Hant/,
    },
    {
      slip: 'a source for a section that does not exist',
      file: `${TEA}/article.yaml`,
      from: 'kind: official',
      to: 'kind: official\n    supports: [form, fees, who]',
      at: { line: 1 },
      says: /source board-page, supports: there is no section «fees»\. Use one of summary, form, fee, who\./,
    },
    {
      slip: 'a section that no source backs',
      file: `${TEA}/article.yaml`,
      from: 'kind: official',
      to: 'kind: official\n    supports: [form, fee]',
      at: { line: 1 },
      says: /No source supports the section «who»\. Add it to a source's supports\./,
    },
    {
      slip: 'a must-mention fact for a section that does not exist',
      file: `${TEA}/article.yaml`,
      from: 'appliesTo: [fee]',
      to: 'appliesTo: [price]',
      at: { line: 1 },
      says: /mustMention limit, appliesTo: there is no section «price»/,
    },
    {
      slip: 'a must-mention fact with other figures',
      file: `${TEA}/article.yaml`,
      from: '每年最多200萬港元',
      to: '每年最多20萬港元',
      at: { line: 1 },
      says: /mustMention limit: en\.md has the number 2000000, this text has not/,
    },
    {
      slip: 'sections in another order',
      file: `${TEA}/zh-Hans.md`,
      from: /(## 费用[\s\S]+?)(## 由谁[\s\S]+)/,
      to: '$2\n$1',
      at: { line: 2 },
      says: /The sections differ from en\.md\. en\.md has: form, fee, who\. This file has: form, who, fee\./,
    },
    {
      slip: 'a section that is missing in one language',
      file: `${TEA}/zh-Hant.md`,
      from: /## 由誰決定[\s\S]+/,
      to: '',
      at: { line: 2 },
      says: /The sections differ from en\.md/,
    },
    {
      slip: 'a section id used twice',
      file: `${TEA}/en.md`,
      from: 'decides? {#who}',
      to: 'decides? {#fee}',
      at: { line: 24 },
      says: /The section id «fee» is used twice\./,
    },
    {
      slip: 'a heading without an id',
      file: `${TEA}/en.md`,
      from: ' fee? {#fee}',
      to: ' fee?',
      at: { line: 21 },
      says: /A heading is written «## Question \{#section-id\}»/,
    },
    {
      slip: 'a heading of the wrong depth',
      file: `${TEA}/en.md`,
      from: '## What is the fee?',
      to: '### What is the fee?',
      at: { line: 21 },
      says: /with two hashes and an id/,
    },
    {
      slip: 'text before the first heading',
      file: `${TEA}/en.md`,
      from: '## Which form',
      to: 'Tea is old.\n\n## Which form',
      at: { line: 16 },
      says: /stands before the first heading and would never be quoted/,
    },
    {
      slip: 'a section without text',
      file: `${TEA}/en.md`,
      from: 'The Tea Board decides within 10 days.',
      to: '',
      at: { line: 24 },
      says: /The section «Who decides\?» has no text\./,
    },
    {
      slip: 'another number',
      file: `${TEA}/zh-Hant.md`,
      from: '裝貨前3日',
      to: '裝貨前5日',
      at: { line: 16 },
      says: /en\.md has the number 3, this text has not; this text has the number 5, en\.md has not\. Make the languages say the same\./,
    },
    {
      slip: '20萬 where English says 2 million',
      file: `${TEA}/zh-Hant.md`,
      from: '貨值超過200萬港元',
      to: '貨值超過20萬港元',
      at: { line: 21 },
      says: /2000000.+200000/,
    },
    {
      slip: 'another day in a date',
      file: `${TEA}/zh-Hans.md`,
      from: '2026年4月1日',
      to: '2026年4月11日',
      at: { line: 16 },
      says: /number 1, .+ 11/,
    },
    {
      slip: 'another month in a date',
      file: `${TEA}/zh-Hans.md`,
      from: '2026年4月1日',
      to: '2026年5月1日',
      at: { line: 16 },
      says: /number 4, this text has not; this text has the number 5/,
    },
    {
      slip: 'another form',
      file: `${TEA}/zh-Hans.md`,
      from: '自2026年4月1日起，须填表格T1',
      to: '自2026年4月1日起，须填表格T2',
      at: { line: 16 },
      says: /the form name T1, this text has not; this text has the form name T2/,
    },
    {
      slip: 'a figure in the summary alone',
      file: `${TEA}/en.md`,
      from: 'a fee of HK$500.',
      to: 'a fee of HK$500 and 7 copies.',
      at: { file: `${TEA}/zh-Hant.md`, line: 2 },
      says: /number 7/,
    },
    {
      slip: 'Simplified characters in Traditional text',
      file: `${TEA}/zh-Hant.md`,
      from: '茶葉局在10日內決定',
      to: '茶叶局在10日内决定',
      at: { line: 24 },
      says: /Simplified characters: 叶 内 决\. Write them in this file's script\./,
    },
    {
      slip: 'Traditional characters in Simplified text',
      file: `${TEA}/zh-Hans.md`,
      from: '茶叶局在10天内决定',
      to: '茶葉局在10天内决定',
      at: { line: 24 },
      says: /Traditional characters: 葉/,
    },
    {
      slip: 'Simplified characters in a Traditional question',
      file: `${TEA}/zh-Hant.md`,
      from: '茶葉點樣出口 beta',
      to: '茶叶點樣出口 beta',
      at: { line: 2 },
      says: /Simplified characters: 叶/,
    },
    {
      slip: 'HTML',
      file: `${TEA}/en.md`,
      from: 'The Tea Board decides',
      to: 'The <b>Tea Board</b> decides',
      at: { line: 24 },
      says: /HTML is not allowed\. Use Markdown\./,
    },
    {
      slip: 'a link in the text',
      file: `${TEA}/en.md`,
      from: 'The Tea Board decides',
      to: 'The [Tea Board](https://tea.example) decides',
      at: { line: 24 },
      says: /A link stands in the text\. Move it to sources/,
    },
    {
      slip: 'a bare web address in the text',
      file: `${TEA}/zh-Hans.md`,
      from: '茶叶局在10天内决定',
      to: '茶叶局（www.tea.example）在10天内决定',
      at: { line: 24 },
      says: /A link stands in the text/,
    },
    {
      slip: 'too few questions',
      file: `${TEA}/en.md`,
      from: '  - How do I export tea kappa?\n',
      to: '',
      at: { line: 2 },
      says: /9 example questions; there must be 10 to \d+\./,
    },
    {
      slip: 'a question for a section that is not there',
      file: `${TEA}/en.md`,
      from: 'How do I export tea kappa?',
      to: 'How do I export tea kappa? {#no-such}',
      at: { line: 2 },
      says: /names the section «no-such», which is not here/,
    },
    {
      slip: 'a question that stands twice',
      file: `${TEA}/en.md`,
      from: 'How do I export tea kappa?',
      to: 'how do I export tea, alpha',
      at: { line: 2 },
      says: /The question «how do I export tea, alpha» stands twice\. Replace one by another wording\./,
    },
    {
      slip: 'an id that is not the folder',
      file: `${TEA}/article.yaml`,
      from: 'id: tea-export',
      to: 'id: tea',
      at: { line: 1 },
      says: /id must be the folder's name «tea-export»\./,
    },
    {
      slip: 'a topic that is not the parent folder',
      file: `${TEA}/article.yaml`,
      from: 'topic: trade',
      to: 'topic: tax',
      at: { line: 1 },
      says: /topic must be the parent folder's name «trade»\./,
    },
    {
      slip: 'characters that were lost when the file was saved in another encoding',
      file: `${TEA}/zh-Hant.md`,
      from: '茶葉局在10日內決定',
      to: '茶\uFFFD局在10日內決定',
      at: { line: 25 },
      says: /UTF-8/,
    },
    {
      slip: 'an owner nobody knows',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: coffee-board',
      at: { line: 1 },
      says: /owner «coffee-board» is not in tables\/agencies\.yaml\./,
      keepsArticle: true,
    },
    {
      slip: 'a related article that does not exist',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: tea-board\nrelated: [cocoa]',
      at: { line: 1 },
      says: /related: there is no article «cocoa»\./,
      keepsArticle: true,
    },
    {
      slip: 'a market that does not exist',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: tea-board\nmarkets: [atlantis]',
      at: { line: 1 },
      says: /markets: «atlantis» is not in tables\/markets\.yaml\./,
      keepsArticle: true,
    },
  ];

  it.each(SLIPS)('reports $slip with file, line and a plain sentence', async ({
    file,
    from,
    to,
    at,
    says,
    keepsArticle,
  }) => {
    await folder.edit(file, from, to);
    const { faults, ids } = await read();
    const expected = { file: at?.file ?? file, line: at?.line ?? 1, message: expect.stringMatching(says) };
    expect(faults).toContainEqual(expected);
    expect(ids).toEqual(keepsArticle ? ['coffee-export', 'tea-export'] : ['coffee-export']);
  });

  it.each(['article.yaml', 'en.md', 'zh-Hant.md', 'zh-Hans.md'])('reports that %s is missing', async (name) => {
    await folder.remove(`${TEA}/${name}`);
    const { faults, ids } = await read();
    expect(faults).toEqual([
      { file: `${TEA}/${name}`, line: 1, message: expect.stringMatching(/missing or cannot be read/) },
    ]);
    expect(ids).toEqual(['coffee-export']);
  });

  it('reports every fault of a file at once', async () => {
    await folder.edit(`${TEA}/en.md`, ' fee? {#fee}', ' fee?');
    await folder.edit(`${TEA}/en.md`, 'title: Exporting tea', 'titel: Exporting tea');
    const { faults } = await read();
    expect(faults.map((fault) => fault.line)).toEqual(expect.arrayContaining([2, 21]));
  });

  it('counts lines the same way when a file was saved on Windows', async () => {
    const [text] = Object.entries(articleFiles('tea-export')).filter(([file]) => file.endsWith('/en.md'));
    await writeFile(
      join(folder.root, `${TEA}/en.md`),
      `\uFEFF${text?.[1].replace(' fee? {#fee}', ' fee?').replaceAll('\n', '\r\n') ?? ''}`,
    );
    const { faults } = await read();
    expect(faults.map(({ file, line }: Fault) => `${file}:${line}`)).toEqual([`${TEA}/en.md:21`]);
  });

  it('tells where an id stands already', async () => {
    const files = Object.entries(articleFiles('tea-export'));
    await folder.write(
      Object.fromEntries(
        files.map(([path, text]) => [path.replace('/trade/', '/tax/'), text.replace('topic: trade', 'topic: tax')]),
      ),
    );
    const { faults } = await read();
    expect(faults).toEqual([
      {
        file: `${TEA}/article.yaml`,
        line: 1,
        message: 'The id «tea-export» stands already in articles/tax/tea-export/article.yaml. Rename one.',
      },
    ]);
  });

  it('answers from neither of two articles with the same id', async () => {
    const files = Object.entries(articleFiles('tea-export'));
    await folder.write(
      Object.fromEntries(
        files.map(([path, text]) => [path.replace('/trade/', '/tax/'), text.replace('topic: trade', 'topic: tax')]),
      ),
    );
    const { ids } = await read();
    expect(ids.filter((id) => id === 'tea-export').length).toBeLessThan(2);
  });

  it.each([
    ['agencies.yaml', /agencies/],
    ['mainland-offices.yaml', /offices|provinces/],
    ['overseas-offices.yaml', /offices/],
    ['markets.yaml', /markets/],
    ['agreements.yaml', /agreements|statusTexts/],
    ['fees.yaml', /fees/],
    ['thresholds.yaml', /thresholds/],
    ['schemes.yaml', /facts|schemes/],
    ['events.yaml', /events/],
  ])('leaves out a broken table %s and reads everything else', async (name, says) => {
    await folder.write({ [`tables/${name}`]: 'checkedOn: 2026-11-01\nnothing: here\n' });
    const { faults, ids, knowledge } = await read();
    expect(faults).toContainEqual({
      file: `tables/${name}`,
      line: expect.any(Number),
      message: expect.stringMatching(says),
    });
    expect(ids).toEqual(
      expect.arrayContaining(name === 'agencies.yaml' ? ['tea-export'] : ['coffee-export', 'tea-export']),
    );
    expect(knowledge.lexicon).toHaveLength(1);
  });

  it('names a table that is missing', async () => {
    await folder.remove('tables/fees.yaml');
    expect((await read()).faults).toEqual([
      { file: 'tables/fees.yaml', line: 1, message: 'The file is missing or cannot be read.' },
    ]);
  });

  it.each([
    [
      'an id that is used twice',
      'tables/markets.yaml',
      /$/,
      '  - { id: vietnam, kind: economy, name: { en: V, zh-Hant: 越, zh-Hans: 越 } }\n',
      /The id «vietnam» is used twice/,
    ],
    [
      'a spoken row without a source',
      'tables/agencies.yaml',
      '    source: https://tea.example/about\n',
      '',
      /«tea-board» has no source\. Add one, or set confidence to unverified\./,
    ],
    [
      'a province whose office is unknown',
      'tables/mainland-offices.yaml',
      'office: north',
      'office: south',
      /Province «beijing» names no known office: «south»/,
    ],
    [
      'an office for an unknown market',
      'tables/overseas-offices.yaml',
      'offices: []',
      'offices: [{ id: o, name: {en: O, zh-Hant: 歐, zh-Hans: 欧}, short: {en: O, zh-Hant: 歐, zh-Hans: 欧}, city: {en: O, zh-Hant: 歐, zh-Hans: 欧}, economies: [atlantis], source: https://o.example, confidence: official }]',
      /names an unknown market: «atlantis»/,
    ],
    [
      'an agreement with an unknown market',
      'tables/agreements.yaml',
      'agreements: []',
      'agreements: [{ market: atlantis }]',
      /There is no market «atlantis» in markets\.yaml/,
    ],
  ])('reports %s in a table', async (_, file, from, to, says) => {
    await folder.edit(file, from, to);
    expect((await read()).faults).toContainEqual({ file, line: 1, message: expect.stringMatching(says) });
  });

  it('leaves out a broken lexicon file and reports a term that stands twice', async () => {
    await folder.write({
      'lexicon/broken.yaml': 'terms: [',
      'lexicon/other.yaml':
        'terms:\n  - { id: tea, kind: concept, en: [cha], zh-Hant: [茶], zh-Hans: [茶], pinyin: [] }\n',
    });
    const { faults, knowledge, ids } = await read();
    expect(faults).toContainEqual({
      file: 'lexicon/broken.yaml',
      line: 1,
      message: expect.stringMatching(/YAML cannot be read/),
    });
    expect(faults).toContainEqual({
      file: 'lexicon/other.yaml',
      line: 1,
      message: 'The id «tea» stands already in lexicon/general.yaml. Merge the two entries.',
    });
    expect(knowledge.lexicon.map((entry) => entry.words.en)).toEqual([['tea']]);
    expect(ids).toHaveLength(2);
  });

  it('goes on without out-of-scope questions when their file is broken or gone', async () => {
    await folder.write({ 'out-of-scope.yaml': 'en: {' });
    expect((await read()).faults.map((fault) => fault.file)).toContain('out-of-scope.yaml');
    await folder.remove('out-of-scope.yaml');
    const { faults, knowledge, ids } = await read();
    expect(faults).toEqual([{ file: 'out-of-scope.yaml', line: 1, message: 'The file is missing or cannot be read.' }]);
    expect(knowledge.outOfScope).toEqual({ en: [], 'zh-Hant': [], 'zh-Hans': [] });
    expect(ids).toHaveLength(2);
  });

  it('reads the rest when a folder has the name of a file', async () => {
    await mkdir(join(folder.root, 'lexicon/odd.yaml'));
    const { faults, ids } = await read();
    expect(faults.map((fault) => fault.file)).toEqual(['lexicon/odd.yaml']);
    expect(ids).toHaveLength(2);
  });

  it('gives the same version for the same words and another one after any change', async () => {
    const before = (await read()).knowledge.digest;
    expect((await read()).knowledge.digest).toBe(before);
    await folder.edit(`${TEA}/en.md`, 'Exporting tea', 'Exporting green tea');
    const after = (await read()).knowledge.digest;
    expect(after).not.toBe(before);
    await folder.edit(`${TEA}/en.md`, 'Exporting green tea', 'Exporting tea');
    expect((await read()).knowledge.digest).toBe(before);
  });

  it('finds no knowledge, but does not fail, in an empty or absent folder', async () => {
    const { knowledge, faults } = await readKnowledge(join(folder.root, 'nowhere'));
    expect(knowledge.articles).toEqual([]);
    expect(faults.map((fault) => fault.file)).toEqual(
      expect.arrayContaining(['tables/agencies.yaml', 'out-of-scope.yaml']),
    );
  });
});
