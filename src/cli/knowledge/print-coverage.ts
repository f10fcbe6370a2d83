import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES } from '../../domain/language.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import { countKnowledge } from '../../knowledge/coverage/count-knowledge.ts';
import { countPublishers } from '../../knowledge/coverage/count-publishers.ts';
import { FactFinder, isCovered, type Match } from '../../knowledge/coverage/find-fact.ts';
import { type ListedFact, readFactList } from '../../knowledge/coverage/read-fact-list.ts';
import { isLeftOut, readLeftOut } from '../../knowledge/coverage/read-left-out.ts';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

const LEFT_OUT = 'docs/knowledge-left-out.md';

/**
 * knowledge coverage: what is held, by topic and table. With --facts: which sourced bullets of the Markdown lists in a
 * folder stand nowhere yet, unless docs/knowledge-left-out.md names them; 1 when there are any.
 */
export async function printCoverage(
  args: readonly string[],
  { knowledgeDir, print }: Pick<KnowledgeCommandParts, 'knowledgeDir' | 'print'>,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { facts: { type: 'string' }, publishers: { type: 'boolean' }, 'left-out': { type: 'string' } },
  });
  const { knowledge } = await readKnowledge(knowledgeDir);
  if (values.publishers === true) {
    for (const line of publisherLines(countPublishers(knowledge))) print(line);
    return 0;
  }
  if (values.facts !== undefined) {
    const leftOut = readLeftOut(await readFile(values['left-out'] ?? LEFT_OUT, 'utf8').catch(() => ''));
    return printUncovered(await readFactLists(values.facts), new FactFinder(knowledge), leftOut, print);
  }
  for (const line of countLines(countKnowledge(knowledge))) print(line);
  return 0;
}

function countLines({ topics, tables }: ReturnType<typeof countKnowledge>): string[] {
  const sum = (of: (topic: (typeof topics)[number]) => number) => topics.reduce((total, topic) => total + of(topic), 0);
  const row = (name: string, of: (pick: (topic: (typeof topics)[number]) => number) => number) => [
    name,
    ...[
      of((t) => t.articles),
      of((t) => t.sections),
      ...LANGUAGES.map((language) => of((t) => t.questions[language])),
      of((t) => t.mustMention),
      of((t) => t.sources),
      of((t) => t.officialSources),
    ].map(String),
  ];
  return [
    ...tableLines(
      'Articles, each in three languages',
      [
        'topic',
        'articles',
        'sections',
        ...LANGUAGES.map((l) => `questions ${l}`),
        'must-mention',
        'sources',
        'official',
      ],
      [...topics.map((topic) => row(topic.topic, (pick) => pick(topic))), row('all', sum)],
    ),
    ...tableLines(
      'Table rows',
      ['table', 'rows', 'official', 'secondary', 'unverified, not spoken'],
      tables.map(({ table, rows, official, secondary, unverified }) => [
        table,
        ...[rows, official, secondary, unverified].map(String),
      ]),
    ),
  ];
}

function publisherLines(publishers: ReturnType<typeof countPublishers>): string[] {
  return [
    '| publisher | kind | articles and rows citing it |',
    '| --- | --- | --- |',
    ...publishers.map(({ name, kind, count }) => `| ${name} | ${kind} | ${count} |`),
  ];
}

async function readFactLists(folder: string): Promise<ListedFact[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort();
  const lists = await Promise.all(
    files.map(async (file) => readFactList(basename(file, '.md'), await readFile(join(folder, file), 'utf8'))),
  );
  return lists.flat();
}

function printUncovered(
  facts: readonly ListedFact[],
  finder: FactFinder,
  leftOut: ReturnType<typeof readLeftOut>,
  print: (line: string) => void,
): number {
  const uncovered: { fact: ListedFact; match: Match | null }[] = [];
  let covered = 0;
  let onPurpose = 0;
  for (const fact of facts) {
    const match = finder.find(fact);
    if (isLeftOut(fact, leftOut)) onPurpose++;
    else if (isCovered(fact, match)) covered++;
    else uncovered.push({ fact, match });
  }
  for (const { fact, match } of uncovered) {
    const nearest =
      match === null
        ? ''
        : `  nearest ${match.place}, figures ${match.figures.toFixed(2)}, words ${match.words.toFixed(2)}`;
    print(`${fact.list}:${fact.line}  ${fact.section}  ${fact.text}${nearest}`);
  }
  print(
    `${facts.length} sourced bullets: ${covered} used, ${onPurpose} left out on purpose, ${uncovered.length} nowhere yet.`,
  );
  return uncovered.length === 0 ? 0 : 1;
}
