import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KNOWLEDGE_DIR } from './folders.ts';

/** A knowledge folder of a test's own, in the system's temporary folder. */
export interface KnowledgeFolder {
  readonly root: string;
  /** Writes files by path; what is there already is replaced. */
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** Replaces words in a file; fails when they are not there, so that no test passes by accident. */
  readonly edit: (file: string, from: string | RegExp, to: string) => Promise<void>;
  /** Copies a file or folder of the real knowledge, by its path there. */
  readonly copyReal: (path: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** A folder with tables, lexicon and the given articles, all sound. */
export async function createKnowledgeFolder(articles: readonly string[] = ['tea-export']): Promise<KnowledgeFolder> {
  const folder = await emptyFolder();
  await folder.write(SMALL_TABLES);
  for (const id of articles) await folder.write(articleFiles(id));
  return folder;
}

/** A copy of the real tables, lexicon and out-of-scope questions with a few real articles, named "topic/id". */
export async function copyKnowledge(articles: readonly string[]): Promise<KnowledgeFolder> {
  const folder = await emptyFolder();
  for (const path of ['tables', 'lexicon', 'out-of-scope.yaml', ...articles.map((article) => `articles/${article}`)]) {
    await folder.copyReal(path);
  }
  return folder;
}

async function emptyFolder(): Promise<KnowledgeFolder> {
  const root = await mkdtemp(join(tmpdir(), 'goglobal-knowledge-'));
  const write: KnowledgeFolder['write'] = async (files) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  };
  return {
    root,
    write,
    edit: async (file, from, to) => {
      const before = await readFile(join(root, file), 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} does not hold ${String(from)}`);
      await writeFile(join(root, file), after);
    },
    copyReal: (path) => cp(join(KNOWLEDGE_DIR, path), join(root, path), { recursive: true }),
    remove: (path) => rm(join(root, path), { recursive: true }),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}

/** An article about nothing real, in three languages, without a fault. Its folder is articles/trade/<id>. */
export function articleFiles(id: string): Record<string, string> {
  const folder = `articles/trade/${id}`;
  return {
    [`${folder}/article.yaml`]: `id: ${id}
topic: trade
owner: tea-board
checkedOn: 2026-11-01
reviewBy: 2027-05-31
sources:
  - id: board-page
    title: { en: Tea export, zh-Hant: 茶葉出口, zh-Hans: 茶叶出口 }
    publisher: { en: Tea Board, zh-Hant: 茶葉局, zh-Hans: 茶叶局 }
    url: https://tea.example/export
    date: 2026-10
    kind: official
mustMention:
  - id: limit
    appliesTo: [fee]
    text:
      en: At most HK$2 million a year.
      zh-Hant: 每年最多200萬港元。
      zh-Hans: 每年最多200万港元。
`,
    [`${folder}/en.md`]: `---
title: Exporting tea
summary: Tea leaves Hong Kong with form T1 and a fee of HK$500.
questions:
${questions('How do I export tea', 'en')}
---
## Which form is needed? {#form}
Form T1 is needed, from 1 April 2026.

- Send it 3 days before loading.

## What is the fee? {#fee}
The fee is HK$500, or 1.5% of a load above HK$2 million.

## Who decides? {#who}
The Tea Board decides within 10 days.
`,
    [`${folder}/zh-Hant.md`]: `---
title: 茶葉出口
summary: 茶葉出口須填表格T1，費用500港元。
questions:
${questions('茶葉點樣出口', 'zh-Hant')}
---
## 需要哪份表格？ {#form}
由2026年4月1日起，須填表格T1。

- 裝貨前3日遞交。

## 費用是多少？ {#fee}
費用500港元；貨值超過200萬港元，收1.5%。

## 由誰決定？ {#who}
茶葉局在10日內決定。
`,
    [`${folder}/zh-Hans.md`]: `---
title: 茶叶出口
summary: 茶叶出口须填表格T1，费用500港元。
questions:
${questions('茶叶怎么出口', 'zh-Hans')}
---
## 需要哪份表格？ {#form}
自2026年4月1日起，须填表格T1。

- 装货前3天提交。

## 费用是多少？ {#fee}
费用500港元；货值超过200万港元，收1.5%。

## 由谁决定？ {#who}
茶叶局在10天内决定。
`,
  };
}

/** Ten different questions: three for each section, the last for the article as a whole. */
function questions(stem: string, language: string): string {
  const ends = 'alpha beta gamma delta epsilon zeta eta theta iota'.split(' ');
  const mark = language === 'en' ? '?' : '？';
  const tagged = ends.map((end, index) => `  - ${stem} ${end}${mark} {#${['form', 'fee', 'who'][index % 3] ?? ''}}`);
  return [...tagged, `  - ${stem} kappa${mark}`].join('\n');
}

const SMALL_TABLES = {
  'tables/agencies.yaml': `checkedOn: 2026-11-01
agencies:
  - id: tea-board
    name: { en: Tea Board, zh-Hant: 茶葉局, zh-Hans: 茶叶局 }
    short: { en: Tea Board, zh-Hant: 茶葉局, zh-Hans: 茶叶局 }
    whatFor: { en: Tea., zh-Hant: 茶葉。, zh-Hans: 茶叶。 }
    website: https://tea.example
    source: https://tea.example/about
    confidence: official
`,
  'tables/mainland-offices.yaml': `checkedOn: 2026-11-01
offices:
  - id: north
    name: { en: North Office, zh-Hant: 北方辦事處, zh-Hans: 北方办事处 }
    short: { en: North Office, zh-Hant: 北辦, zh-Hans: 北办 }
    city: { en: Beijing, zh-Hant: 北京, zh-Hans: 北京 }
    source: https://north.example
    confidence: official
provinces:
  - id: beijing
    name: { en: Beijing, zh-Hant: 北京, zh-Hans: 北京 }
    office: north
    source: https://north.example
    confidence: official
`,
  'tables/overseas-offices.yaml': `checkedOn: 2026-11-01
offices: []
`,
  'tables/markets.yaml': `checkedOn: 2026-11-01
markets:
  - id: vietnam
    kind: economy
    name: { en: Vietnam, zh-Hant: 越南, zh-Hans: 越南 }
`,
  'tables/agreements.yaml': `checkedOn: 2026-11-01
statusTexts:
  in_force: { en: in force, zh-Hant: 已生效, zh-Hans: 已生效 }
agreements: []
`,
  'tables/fees.yaml': `checkedOn: 2026-11-01
fees: []
`,
  'tables/thresholds.yaml': `checkedOn: 2026-11-01
thresholds: []
`,
  'tables/schemes.yaml': `checkedOn: 2026-11-01
facts: []
schemes: []
`,
  'tables/events.yaml': `checkedOn: 2026-11-01
events: []
`,
  'lexicon/general.yaml': `terms:
  - { id: tea, kind: concept, en: [tea], zh-Hant: [茶葉], zh-Hans: [茶叶], pinyin: [chaye] }
`,
  'out-of-scope.yaml': `en: [What is the weather?]
zh-Hant: [今日天氣點？]
zh-Hans: [今天天气怎么样？]
`,
};
