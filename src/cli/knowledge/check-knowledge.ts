import { formatFault } from '../../knowledge/fault.ts';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

/** knowledge check: every fault with file, line, what is wrong and how to mend it. */
export async function checkKnowledge(
  args: readonly string[],
  { knowledgeDir, print }: Pick<KnowledgeCommandParts, 'knowledgeDir' | 'print'>,
): Promise<number> {
  const { knowledge, faults } = await readKnowledge(knowledgeDir);
  const below = args.find((argument) => !argument.startsWith('-'))?.replace(/^(?:\.\/)?knowledge\//u, '') ?? '';
  const shown = faults.filter((fault) => fault.file.startsWith(below));
  for (const fault of shown) print(formatFault(fault));
  print(
    `${knowledge.articles.length} articles, ${knowledge.lexicon.length} terms, version ${knowledge.digest}: ` +
      (shown.length === 0 ? 'nothing to mend.' : `${shown.length} to mend.`),
  );
  return shown.length === 0 ? 0 : 1;
}
