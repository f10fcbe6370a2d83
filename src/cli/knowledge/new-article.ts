import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import { scaffoldArticle } from '../../knowledge/scaffold-article.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** knowledge new TOPIC/ID: the four files of an article with what its writer has to answer. Nothing is overwritten. */
export async function newArticle(
  args: readonly string[],
  { knowledgeDir, today, print }: Pick<KnowledgeCommandParts, 'knowledgeDir' | 'today' | 'print'>,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { owner: { type: 'string' } },
    allowPositionals: true,
  });
  const [topic = '', id = '', ...more] = (positionals[0] ?? '').split('/');
  if (!SLUG.test(topic) || !SLUG.test(id) || more.length > 0) {
    print('Say topic and id, in lower-case words joined by hyphens: npm run knowledge -- new tax/withholding-tax');
    return 2;
  }
  const { knowledge } = await readKnowledge(knowledgeDir);
  const twin = knowledge.articles.find((article) => article.id === id);
  if (twin !== undefined) {
    print(`There is an article «${id}» already, in articles/${twin.topic}. Extend it, or choose another id.`);
    return 1;
  }
  const owner = values.owner ?? 'investhk';
  if (!knowledge.tables.agencies.some((agency) => agency.id === owner)) {
    print(`«${owner}» is not in tables/agencies.yaml. Name the body that can confirm the article's facts.`);
    return 1;
  }
  const folder = join(knowledgeDir, 'articles', topic, id);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(scaffoldArticle({ topic, id, owner, today }))) {
    try {
      await writeFile(join(folder, name), text, { flag: 'wx' });
      print(join(folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      print(`${join(folder, name)} stands already and is left as it is.`);
    }
  }
  print(`Write over every ‹…›, then: npm run knowledge -- check articles/${topic}/${id}`);
  return 0;
}
