import { type Fault, formatFault, formatWarning } from '../../knowledge/fault.ts';
import { ParseCache } from '../../knowledge/parse-cache.ts';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

/** knowledge check: every fault and warning with file, line, what is wrong and how to mend it. Only faults fail it. */
export async function checkKnowledge(
  args: readonly string[],
  { knowledgeDir, today, print }: Pick<KnowledgeCommandParts, 'knowledgeDir' | 'today' | 'print'>,
): Promise<number> {
  const { knowledge, faults, warnings } = await readKnowledge(knowledgeDir, new ParseCache(), today);
  const below = args.find((argument) => !argument.startsWith('-'))?.replace(/^(?:\.\/)?knowledge\//u, '') ?? '';
  const isBelow = ({ file }: Fault) => file.startsWith(below);
  const shown = faults.filter(isBelow);
  const remarks = warnings.filter(isBelow);
  for (const fault of shown) print(formatFault(fault));
  for (const warning of remarks) print(formatWarning(warning));
  print(
    `${knowledge.articles.length} articles, ${knowledge.lexicon.length} terms, version ${knowledge.digest}: ` +
      (shown.length === 0 ? 'nothing to mend.' : `${shown.length} to mend.`) +
      (remarks.length === 0 ? '' : ` ${remarks.length} ${remarks.length === 1 ? 'warning' : 'warnings'}.`),
  );
  return shown.length === 0 ? 0 : 1;
}
