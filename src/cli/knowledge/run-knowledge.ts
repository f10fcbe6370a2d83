import { checkKnowledge } from './check-knowledge.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';
import { diffKnowledge } from './diff-knowledge.ts';
import { newArticle } from './new-article.ts';
import { printCoverage } from './print-coverage.ts';
import { printGaps } from './print-gaps.ts';
import { printStale } from './print-stale.ts';

const USAGE = `npm run knowledge -- check [FOLDER]                 every article, table and term, or those below FOLDER
npm run knowledge -- new TOPIC/ID [--owner AGENCY]  a new article's four files, with the questions to answer
npm run knowledge -- ask "question"                 what would be answered, with passages, scores and why
npm run knowledge -- coverage [--facts FOLDER] [--publishers]
                                                    what is held; which sourced bullets of a fact list are not used yet
npm run knowledge -- stale [--days 180]             most cited and longest unreviewed first
npm run knowledge -- gaps [--days 30]               questions that nothing answered, in groups
npm run knowledge -- diff REVISION                  which golden questions change answer, source or status since then`;

/** npm run knowledge: the editors' commands. Returns the exit code: 0 good, 1 something is to mend, 2 not understood. */
export async function runKnowledge(args: readonly string[], parts: KnowledgeCommandParts): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'check':
      return checkKnowledge(rest, parts);
    case 'new':
      return newArticle(rest, parts);
    case 'ask':
      return parts.ask([...rest, '--why']);
    case 'coverage':
      return printCoverage(rest, parts);
    case 'stale':
      return printStale(rest, parts);
    case 'gaps':
      return printGaps(rest, parts);
    case 'diff':
      return diffKnowledge(rest, parts);
    default:
      parts.print(USAGE);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}
