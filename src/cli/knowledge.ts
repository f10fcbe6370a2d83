import type { Storage } from '../adapters/storage/create-storage.ts';
import { clusterGaps, type Gap } from '../insights/cluster-gaps.ts';
import { formatFault } from '../knowledge/fault.ts';
import { readKnowledge } from '../knowledge/read-knowledge.ts';
import type { Retriever } from '../retrieval/retriever.ts';

const USAGE = `npm run knowledge check [-- FOLDER]     checks all articles, tables and terms, or those below FOLDER
npm run knowledge gaps [-- --days 30]   what visitors asked in these days that nothing answered, in groups`;

const DAY_MS = 24 * 3_600_000;
const GAP_QUESTIONS = 2_000;
const WORDINGS_SHOWN = 5;

/** What only some commands need, made when they do. */
export interface KnowledgeTools {
  /** Reads what the words of a question are, and which of them nothing knows. */
  readonly words: () => Promise<Retriever['words']>;
  readonly storage: () => Promise<Storage>;
}

/** npm run knowledge: the editors' commands. */
export async function runKnowledge(
  args: readonly string[],
  knowledgeDir: string,
  print: (line: string) => void,
  tools: KnowledgeTools,
): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'gaps') return gaps(rest, print, tools);
  if (command !== 'check') {
    print(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  return check(
    knowledgeDir,
    rest.find((argument) => !argument.startsWith('-')),
    print,
  );
}

async function check(knowledgeDir: string, below: string | undefined, print: (line: string) => void): Promise<number> {
  const { knowledge, faults } = await readKnowledge(knowledgeDir);
  const prefix = below?.replace(/^knowledge\//u, '') ?? '';
  const shown = faults.filter((fault) => fault.file.startsWith(prefix));
  for (const fault of shown) print(formatFault(fault));
  print(
    `${knowledge.articles.length} articles, ${knowledge.lexicon.length} terms, version ${knowledge.digest}: ` +
      (shown.length === 0 ? 'nothing to mend.' : `${shown.length} to mend.`),
  );
  return shown.length === 0 ? 0 : 1;
}

/** The same groups as on the console's gap desk. */
async function gaps(args: readonly string[], print: (line: string) => void, tools: KnowledgeTools): Promise<number> {
  const at = args.indexOf('--days');
  const days = at < 0 ? 30 : Number(args[at + 1]);
  if (!Number.isInteger(days) || days < 1) {
    print(USAGE);
    return 2;
  }
  const storage = await tools.storage();
  try {
    const questions = await storage.insights.unansweredSince(new Date(Date.now() - days * DAY_MS), GAP_QUESTIONS);
    const found = questions.length === 0 ? [] : clusterGaps(questions, await tools.words());
    for (const gap of found) printGap(gap, print);
    print(`${questions.length} questions without an answer in ${days} days, ${found.length} groups.`);
    return 0;
  } finally {
    await storage.close();
  }
}

function printGap(gap: Gap, print: (line: string) => void): void {
  const near = gap.article === null ? 'nothing near' : `${gap.article}${gap.section === null ? '' : `#${gap.section}`}`;
  print(
    `${gap.count} × ${near}  (${Object.entries(gap.languages)
      .map(([language, count]) => `${language} ${count}`)
      .join(', ')})`,
  );
  for (const { text, count } of gap.questions.slice(0, WORDINGS_SHOWN)) print(`    ${count} × ${text}`);
  if (gap.unknownWords.length > 0) print(`    unknown: ${gap.unknownWords.map(({ word }) => word).join(', ')}`);
}
