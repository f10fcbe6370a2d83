import { formatFault } from '../knowledge/fault.ts';
import { readKnowledge } from '../knowledge/read-knowledge.ts';

const USAGE = 'npm run knowledge check [-- FOLDER]   checks all articles, tables and terms, or those below FOLDER';

/** npm run knowledge: the editors' commands. */
export async function runKnowledge(
  args: readonly string[],
  knowledgeDir: string,
  print: (line: string) => void,
): Promise<number> {
  const [command, ...rest] = args;
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
