import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/knowledge/fault.ts';
import { ParseCache } from '../../src/knowledge/parse-cache.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { articleFiles, createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';

const TEA = 'articles/trade/tea-export';
const COFFEE = 'articles/trade/coffee-export';
const TODAY = '2026-11-26';
/** The sentence that the three files of the small articles have in common, and into which errors are planted. */
const DECIDES = {
  en: 'The Tea Board decides within 10 days.',
  'zh-Hant': '茶葉局在10日內決定。',
  'zh-Hans': '茶叶局在10天内决定。',
};
/** Words that are replaced in a file. */
type Edit = readonly [file: string, from: string, to: string];
/** Says the same in every language of an article, so that nothing but the planted error is found. */
const sayIn = (article: string, en: string, hant: string, hans: string) => ({
  file: `${article}/en.md`,
  from: DECIDES.en,
  to: en,
  also: [
    [`${article}/zh-Hant.md`, DECIDES['zh-Hant'], hant],
    [`${article}/zh-Hans.md`, DECIDES['zh-Hans'], hans],
  ] satisfies Edit[] as readonly Edit[],
  at: { line: 24 },
});

describe('the knowledge reader', () => {
  let folder: KnowledgeFolder;
  beforeEach(async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
  });
  afterEach(() => folder.dispose());

  const read = async () => {
    const { knowledge, faults, warnings } = await readKnowledge(folder.root, new ParseCache(), TODAY);
    return { knowledge, faults, warnings, ids: knowledge.articles.map((article) => article.id) };
  };

  it('reads a sound folder without a fault', async () => {
    const { knowledge, faults, warnings, ids } = await read();
    expect(faults).toEqual([]);
    expect(warnings).toEqual([]);
    expect(ids).toEqual(['coffee-export', 'tea-export']);
    expect(knowledge.tables.agencies.map(({ id, checkedOn }) => [id, checkedOn])).toEqual([
      ['tea-board', '2026-11-01'],
      ['cup-office', '2026-11-01'],
      ['pot-office', '2026-11-01'],
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
    /** More places that the same error needs. */
    readonly also?: readonly Edit[];
    /** Shown, but nothing is left out for it. */
    readonly severity?: 'warning';
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
      slip: 'a half-width comma in a Chinese section',
      file: `${TEA}/zh-Hans.md`,
      from: DECIDES['zh-Hans'],
      to: '茶叶局收齐文件后,在10天内决定。',
      at: { line: 24 },
      says: /«,» stands beside a Chinese character\. Write the full-width mark/,
    },
    {
      slip: 'half-width brackets in the Chinese title of a source',
      file: `${TEA}/article.yaml`,
      from: 'zh-Hant: 茶葉出口, ',
      to: 'zh-Hant: 茶葉出口(英文), ',
      at: { line: 8 },
      says: /sources\.0\.title\.zh-Hant: «\(» stands beside a Chinese character/,
    },
    {
      slip: 'a publisher that is a bare address',
      file: `${TEA}/article.yaml`,
      from: 'publisher: { en: Tea Board,',
      to: 'publisher: { en: tea.example (copy),',
      at: { line: 9 },
      says: /sources\.0\.publisher\.en: «tea\.example \(copy\)» begins with an address/,
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
      says: /markets: «atlantis» is not in tables\/markets\.yaml\. Use an id/,
      keepsArticle: true,
    },
    {
      slip: 'a day that no calendar has',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 2027-02-31',
      at: { line: 5 },
      says: /reviewBy: is no day of the calendar/,
    },
    {
      slip: 'a month that no calendar has',
      file: `${TEA}/article.yaml`,
      from: 'date: 2026-10',
      to: 'date: 2026-13',
      at: { line: 11 },
      says: /sources\.0\.date: is no day of the calendar/,
    },
    {
      slip: 'an article without a source',
      file: `${TEA}/article.yaml`,
      from: /sources:[\s\S]+(?=mustMention)/,
      to: 'sources: []\n',
      at: { line: 6 },
      says: /sources: needs at least one source/,
    },
    {
      slip: 'a source of an unknown kind',
      file: `${TEA}/article.yaml`,
      from: 'kind: official',
      to: 'kind: rumour',
      at: { line: 12 },
      says: /sources\.0\.kind/,
    },
    {
      slip: 'a source dated after the day on which it was read',
      file: `${TEA}/article.yaml`,
      from: 'date: 2026-10',
      to: 'date: 2026-11-20',
      says: /The source «board-page» is dated 2026-11-20, after checkedOn 2026-11-01\. Read it again/,
    },
    {
      slip: 'a fact that stands twice',
      file: `${TEA}/article.yaml`,
      from: /(mustMention:\n)([\s\S]+)/,
      to: '$1$2$2',
      says: /The mustMention «limit» stands twice\. Merge the two entries\./,
    },
    {
      slip: 'an article that is related to itself',
      file: `${TEA}/article.yaml`,
      from: 'owner: tea-board',
      to: 'owner: tea-board\nrelated: [tea-export]',
      says: /related names this very article\. Remove it\./,
    },
    {
      slip: 'a check in the future',
      file: `${TEA}/article.yaml`,
      from: 'checkedOn: 2026-11-01',
      to: 'checkedOn: 2026-12-01',
      at: { line: 4 },
      says: /checkedOn 2026-12-01 lies in the future; today is 2026-11-26\. Write the day/,
    },
    {
      slip: 'a table checked in the future',
      file: 'tables/fees.yaml',
      from: 'checkedOn: 2026-11-01',
      to: 'checkedOn: 2027-11-01',
      says: /checkedOn 2027-11-01 lies in the future/,
      keepsArticle: true,
    },
    {
      slip: 'an end before the check',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 2027-05-31\nvalidUntil: 2026-10-01',
      at: { line: 6 },
      says: /validUntil 2026-10-01 lies before checkedOn 2026-11-01.+Mend one of the two days\./,
    },
    {
      slip: 'an end that has passed',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 2027-05-31\nvalidUntil: 2026-11-25',
      at: { line: 6 },
      says: /^withheld: validUntil 2026-11-25 has passed.+Rewrite it for today/,
      severity: 'warning',
      keepsArticle: true,
    },
    {
      slip: 'a review day that has passed',
      file: `${TEA}/article.yaml`,
      from: 'reviewBy: 2027-05-31',
      to: 'reviewBy: 2026-11-25',
      at: { line: 5 },
      says: /reviewBy 2026-11-25 has passed; visitors see an amber date\. Compare the article with its sources/,
      severity: 'warning',
      keepsArticle: true,
    },
    {
      slip: 'another currency',
      file: `${TEA}/zh-Hans.md`,
      from: '费用500港元；货值超过200万港元',
      to: '费用500美元；货值超过200万美元',
      at: { line: 21 },
      says: /en\.md has the currency HKD, this text has not; this text has the currency USD/,
    },
    {
      slip: 'one amount in another currency',
      ...sayIn(TEA, 'Pay HK$70 or US$9.', '繳付70美元或9港元。', '支付70美元或9港元。'),
      at: { file: `${TEA}/zh-Hant.md`, line: 24 },
      says: /en\.md has HKD 70, this text has USD 70\. Make the languages say the same\./,
    },
    {
      slip: 'a percentage without its sign',
      file: `${TEA}/zh-Hant.md`,
      from: '收1.5%',
      to: '收1.5港元',
      at: { line: 21 },
      says: /en\.md has the percentage 1\.5%, this text has not/,
    },
    {
      slip: 'day and month exchanged',
      file: `${TEA}/zh-Hans.md`,
      from: '2026年4月1日',
      to: '2026年1月4日',
      at: { line: 16 },
      says: /en\.md has the day \(month-day\) 4-1, this text has not; this text has the day \(month-day\) 1-4/,
    },
    {
      slip: 'another e-mail address',
      ...sayIn(TEA, 'Write to tea@board.hk.', '電郵至tea@board.hk。', '发邮件到tee@board.hk。'),
      at: { file: `${TEA}/zh-Hans.md`, line: 24 },
      says: /en\.md has the address tea@board\.hk, this text has not; this text has the address tee@board\.hk/,
    },
    {
      slip: "Hong Kong's word in Simplified text",
      ...sayIn(TEA, 'Ask for information.', '索取資訊。', '索取资讯。'),
      at: { file: `${TEA}/zh-Hans.md`, line: 24 },
      says: /«资讯» is not said on the side of the Mainland\. Write 信息;/,
    },
    {
      slip: "the Mainland's word in Traditional text",
      ...sayIn(TEA, 'Ask for information.', '索取信息。', '索取信息。'),
      at: { file: `${TEA}/zh-Hant.md`, line: 24 },
      says: /«信息» is not said on the side of Hong Kong\. Write 資訊;/,
    },
    {
      slip: "the other side's word in a must-mention fact",
      file: `${TEA}/article.yaml`,
      from: '每年最多200万港元',
      to: '资讯：每年最多200万港元',
      says: /«资讯» is not said/,
    },
    {
      slip: 'an exclamation mark',
      ...sayIn(TEA, 'Apply today!', '今日申請！', '今天申请！'),
      says: /«!» does not belong in an answer\. Remove it\./,
    },
    {
      slip: 'a smiling face',
      ...sayIn(TEA, 'Apply today 😀.', '今日申請。', '今天申请。'),
      says: /«😀» does not belong in an answer/,
    },
    {
      slip: 'a section that begins with a list',
      file: `${TEA}/en.md`,
      from: DECIDES.en,
      to: `- ${DECIDES.en}`,
      at: { line: 24 },
      says: /The section begins with a list\. Answer the heading in one sentence/,
    },
    {
      slip: 'a heading that stands twice',
      file: `${TEA}/en.md`,
      from: '## Who decides?',
      to: '## What is the fee?',
      at: { line: 24 },
      says: /Another section has this heading\. Ask another question/,
    },
    {
      slip: 'a section without questions of its own',
      file: `${TEA}/en.md`,
      from: /(gamma|zeta|iota)\? \{#who\}/,
      to: '$1? {#fee}',
      also: [[`${TEA}/en.md`, 'zeta? {#who}', 'zeta? {#fee}']],
      at: { line: 24 },
      says: /1 example questions end in \{#who\}; every section needs 2/,
    },
    {
      slip: 'a title that is too long',
      file: `${TEA}/en.md`,
      from: 'title: Exporting tea',
      to: `title: Exporting tea ${'and more '.repeat(10)}`,
      at: { line: 2 },
      says: /The title has \d+ characters; at most 80\./,
    },
    {
      slip: 'a summary that is too long',
      file: `${TEA}/en.md`,
      from: 'summary: Tea',
      to: `summary: ${'Tea is good. '.repeat(30)}Tea`,
      at: { line: 2 },
      says: /The summary has \d+ characters; at most 360\./,
    },
    {
      slip: 'a section that is too long',
      file: `${TEA}/en.md`,
      from: DECIDES.en,
      to: `${DECIDES.en}\n\n${'- The Tea Board is kind.\n'.repeat(80)}`,
      at: { line: 24 },
      says: /The section has \d+ characters; at most 1800\. Split it\./,
    },
    {
      slip: 'a question of another article',
      file: `${TEA}/en.md`,
      from: 'How do I export tea kappa?',
      to: 'Same question for both?',
      also: [[`${COFFEE}/en.md`, 'How do I export coffee kappa?', 'Same question for both?']],
      at: { line: 2 },
      says: /The question «Same question for both\?» stands also in articles\/trade\/coffee-export\/en\.md\. Keep it/,
      keepsArticle: true,
    },
    {
      slip: 'an opening of three sentences',
      ...sayIn(TEA, 'Ask first. Then wait. Then ask again.', '先查詢。再等候。再查詢。', '先咨询。再等候。再咨询。'),
      says: /The first paragraph has 3 sentences; at most 2\. Keep the answer/,
      severity: 'warning',
      keepsArticle: true,
    },
    {
      slip: 'an English sentence without end',
      ...sayIn(TEA, `The board ${'decides and '.repeat(20)}ends.`, '茶葉局決定。', '茶叶局决定。'),
      says: /«The board decides and de…» has 43 words; at most 35 read easily\. Make two sentences of it\./,
      severity: 'warning',
      keepsArticle: true,
    },
    {
      slip: 'a Chinese sentence without end',
      ...sayIn(TEA, 'The board decides.', '茶葉局決定。', `茶叶局${'决定后再决定'.repeat(12)}。`),
      at: { file: `${TEA}/zh-Hans.md`, line: 24 },
      says: /has 76 characters; at most \d+ read easily/,
      severity: 'warning',
      keepsArticle: true,
    },
    {
      slip: 'a fee that the table gives otherwise',
      ...sayIn(TEA, 'The tea export fee is HK$700.', '茶葉出口費為700港元。', '茶叶出口费为700港元。'),
      says: /«Tea export fee» is 700 HKD here, but tables\/fees\.yaml says tea_fee: 500\. Compare with the source/i,
    },
    {
      slip: 'a first day that the table gives otherwise',
      ...sayIn(
        TEA,
        'The tea export fee is due from 1 May 2026.',
        '茶葉出口費自2026年5月1日起徵收。',
        '茶叶出口费自2026年5月1日起征收。',
      ),
      says: /«tea export fee» starts on 2026-05-01 here, but on 2026-04-01 in tables\/fees\.yaml \(tea_fee\)/i,
    },
    {
      slip: 'two articles with two amounts for one fee',
      ...sayIn(COFFEE, 'The tea stall fee is HK$80.', '茶葉攤位費為80港元。', '茶叶摊位费为80港元。'),
      also: [
        [`${COFFEE}/zh-Hant.md`, DECIDES['zh-Hant'], '茶葉攤位費為80港元。'],
        [`${COFFEE}/zh-Hans.md`, DECIDES['zh-Hans'], '茶叶摊位费为80港元。'],
        [`${TEA}/en.md`, DECIDES.en, 'The tea stall fee is HK$90.'],
        [`${TEA}/zh-Hant.md`, DECIDES['zh-Hant'], '茶葉攤位費為90港元。'],
        [`${TEA}/zh-Hans.md`, DECIDES['zh-Hans'], '茶叶摊位费为90港元。'],
      ],
      at: { file: `${TEA}/en.md`, line: 24 },
      says: /«tea stall fee» is 90 here, but 80 in articles\/trade\/coffee-export\/en\.md:24\. Compare both/i,
      keepsArticle: true,
    },
    {
      slip: 'a treaty rate that the table gives otherwise',
      ...sayIn(
        TEA,
        'The treaty with Vietnam caps dividends at 15%.',
        '與越南的協定訂明股息上限15%。',
        '与越南的协定规定股息上限15%。',
      ),
      says: /dividends: 15% here, but tables\/agreements\.yaml \(vietnam\) says 10%\. Compare with the source/,
    },
    {
      slip: 'a first year of a treaty that the table gives otherwise',
      ...sayIn(
        TEA,
        'The treaty with Vietnam applies from 2012/13.',
        '與越南的協定由2012/13年度起適用。',
        '与越南的协定自2012/13年度起适用。',
      ),
      says: /The treaty applies from 2012\/13 here, but from 2010\/11 in tables\/agreements\.yaml \(vietnam\)/,
    },
    {
      slip: 'an agreement that begins on another day than in the table',
      ...sayIn(
        TEA,
        'The investment agreement with Vietnam is in force since 1 July 2019.',
        '與越南的投資協定於2019年7月1日生效。',
        '与越南的投资协定于2019年7月1日生效。',
      ),
      says: /The investment agreement is in force from 2019-07-01 here, but from 2019-06-17 in tables\/agreements\.yaml/,
    },
    {
      slip: 'a company tax that the table gives otherwise',
      ...sayIn(TEA, 'Corporate income tax is 25%.', '企業所得稅稅率為25%。', '企业所得税税率为25%。'),
      also: [
        [`${TEA}/zh-Hant.md`, DECIDES['zh-Hant'], '企業所得稅稅率為25%。'],
        [`${TEA}/zh-Hans.md`, DECIDES['zh-Hans'], '企业所得税税率为25%。'],
        [`${TEA}/article.yaml`, 'owner: tea-board', 'owner: tea-board\nmarkets: [vietnam]'],
      ],
      says: /Company tax is 25% here, but tables\/markets\.yaml \(vietnam\) says 20%\. Compare with the source/,
    },
    {
      slip: 'a telephone number that the table gives otherwise',
      ...sayIn(TEA, 'Call the Tea Board on 2000 2222.', '致電茶葉局，電話2000 2222。', '致电茶叶局，电话2000 2222。'),
      says: /tea-board has the phone 2000 2222 here, but 2000 1111 in tables\/agencies\.yaml\. Compare with the source/,
    },
    {
      slip: "another body's telephone number",
      ...sayIn(TEA, 'Call the Cup Office on 2000 1111.', '致電茶杯處，電話2000 1111。', '致电茶杯处，电话2000 1111。'),
      says: /The phone 2000 1111 belongs to cup-office here, but to tea-board in tables\/agencies\.yaml/,
    },
    {
      slip: 'one telephone number for two bodies in two articles',
      ...sayIn(COFFEE, 'Call the Cup Office on 2000 3333.', '茶杯處電話2000 3333。', '茶杯处电话2000 3333。'),
      also: [
        [`${COFFEE}/zh-Hant.md`, DECIDES['zh-Hant'], '茶杯處電話2000 3333。'],
        [`${COFFEE}/zh-Hans.md`, DECIDES['zh-Hans'], '茶杯处电话2000 3333。'],
        [`${TEA}/en.md`, DECIDES.en, 'Call the Pot Office on 2000 3333.'],
        [`${TEA}/zh-Hant.md`, DECIDES['zh-Hant'], '茶壺處電話2000 3333。'],
        [`${TEA}/zh-Hans.md`, DECIDES['zh-Hans'], '茶壶处电话2000 3333。'],
      ],
      at: { file: `${TEA}/en.md`, line: 24 },
      says: /The phone 2000 3333 belongs to pot-office here, but to cup-office in articles\/trade\/coffee-export\/en\.md:24/,
      keepsArticle: true,
    },
    {
      slip: 'a list of words that is broken',
      file: 'wrong-side-terms.yaml',
      from: 'inTraditional',
      to: 'inTradition',
      says: /inTraditional/,
      keepsArticle: true,
    },
  ];

  it.each(SLIPS)('reports $slip with file, line and a plain sentence', async ({
    file,
    from,
    to,
    also = [],
    at,
    says,
    severity,
    keepsArticle,
  }) => {
    await folder.edit(file, from, to);
    for (const place of also) await folder.edit(...place);
    const { faults, warnings, ids } = await read();
    const expected = { file: at?.file ?? file, line: at?.line ?? 1, message: expect.stringMatching(says) };
    expect(severity === 'warning' ? warnings : faults).toContainEqual(expected);
    if (severity === 'warning') expect(faults).toEqual([]);
    expect(ids).toEqual(keepsArticle ? ['coffee-export', 'tea-export'] : ['coffee-export']);
  });

  it.each([
    ['an official name in which the word may stand', TEA, '《個人信息保護法》適用。'],
    ['an article that may use the word', COFFEE, '信息一詞是內地用語。'],
    ['Cantonese particles', TEA, '交晒表格，睇吓先。'],
    ['half-width brackets inside a Latin name', TEA, '附上CO(CEPA)。'],
  ])('lets pass %s', async (_, article, words) => {
    await folder.edit(`${article}/zh-Hant.md`, DECIDES['zh-Hant'], `${DECIDES['zh-Hant']}${words}`);
    const { faults, warnings } = await read();
    expect([...faults, ...warnings]).toEqual([]);
  });

  it('says nothing when articles and tables agree', async () => {
    const { file, from, to, also } = sayIn(
      TEA,
      'The tea export fee is HK$500 from 1 April 2026; the Tea Board answers on 2000 1111. Without the treaty Vietnam took 20%.',
      '茶葉出口費自2026年4月1日起為500港元；茶葉局電話2000 1111。越南一般扣20%。',
      '茶叶出口费自2026年4月1日起为500港元；茶叶局电话2000 1111。越南一般扣20%。',
    );
    await folder.edit(file, from, to);
    for (const place of also) await folder.edit(...place);
    expect((await read()).faults).toEqual([]);
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

  it('names who runs the site that a row cites, and reports a site without a name', async () => {
    const line = (hosts: string) =>
      `  - { hosts: [${hosts}], name: { en: Tea Board, zh-Hant: 茶葉局, zh-Hans: 茶叶局 } }\n`;
    const publishers = `checkedOn: 2026-11-01\npublishers:\n${line('tea.example, cup.example, pot.example, north.example')}`;
    await folder.write({ 'tables/publishers.yaml': publishers });
    const { knowledge, faults } = await read();
    expect(knowledge.tables.fees[0]?.publisher?.['zh-Hans']).toBe('茶叶局');
    expect(faults).toEqual([
      {
        file: 'tables/publishers.yaml',
        line: 1,
        message: expect.stringMatching(/cites tax\.example, which has no name/),
      },
    ]);
    await folder.write({ 'tables/publishers.yaml': publishers + line('tax.example') });
    expect((await read()).faults).toEqual([]);
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
      'agreements:\n',
      'agreements:\n  - { market: atlantis }\n',
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
