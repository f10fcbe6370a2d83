import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { Article } from '../domain/article.ts';
import { hongKongDay } from '../domain/clock.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Tables } from '../domain/tables.ts';
import type { Fault } from './fault.ts';
import { folderOf } from './folder-of.ts';
import { inspectArticles } from './inspect-articles.ts';
import { type KnowledgeFiles, readFiles } from './knowledge-files.ts';
import { namePublishers } from './name-publishers.ts';
import { ParseCache } from './parse-cache.ts';
import { readArticle } from './read-article.ts';
import { readLexicon, readOutOfScope } from './read-lexicon.ts';
import { readTables } from './read-tables.ts';
import { readWrongSideTerms } from './read-wrong-side-terms.ts';

export interface KnowledgeReading {
  readonly knowledge: Knowledge;
  /** Everything an editor has to mend; what has a fault is left out of `knowledge`. */
  readonly faults: readonly Fault[];
  /** What an editor should look at; nothing is left out for it. */
  readonly warnings: readonly Fault[];
}

/**
 * The whole knowledge folder, checked. Never rejects because of content: one broken file does not take the rest down.
 * `today` is the day in Hong Kong (YYYY-MM-DD) by which review and expiry days are judged.
 */
export async function readKnowledge(
  root: string,
  cache: ParseCache = new ParseCache(),
  today: string = hongKongDay(new Date()),
): Promise<KnowledgeReading> {
  const faults: Fault[] = [];
  const files = await readFiles(root);
  const read = readTables(files, cache);
  const { tables, faults: nameFaults } = namePublishers(read.tables, files, cache);
  const { lexicon, faults: lexiconFaults } = readLexicon(files, cache);
  const { outOfScope, faults: scopeFaults } = readOutOfScope(files, cache);
  const side = readWrongSideTerms(files, cache);
  faults.push(...read.faults, ...nameFaults, ...lexiconFaults, ...scopeFaults, ...side.faults);

  const folders = listArticleFolders(files);
  const readings = folders.map((folder) => readArticle(files, folder, cache));
  cache.retain(new Set([...files.keys(), ...folders, INSPECTION]));
  const articles: Article[] = [];
  for (const reading of readings) {
    faults.push(...reading.faults);
    if (reading.article !== null) articles.push(reading.article);
  }
  const seen = new Map<string, number>();
  for (const { id } of articles) seen.set(id, (seen.get(id) ?? 0) + 1);
  // Two articles with one id: nobody can tell which is meant, so neither is used.
  const unique = articles.filter(({ id }) => seen.get(id) === 1);
  const digest = digestOf(files);
  const inspection = cache.parse(INSPECTION, `${digest} ${today}`, () =>
    inspectArticles(files, articles, { tables, terms: side.terms, today }, cache),
  );
  faults.push(...inspection.faults, ...checkLinks(articles, folders, tables), ...checkTableDays(tables, today));
  const sound = unique.filter(({ id }) => !inspection.keptOut.has(id));
  return {
    knowledge: { articles: sound, tables, lexicon, outOfScope, digest },
    faults,
    warnings: inspection.warnings,
  };
}

/** Of all files on one day: a name that no file has. */
const INSPECTION = '(inspection)';

function listArticleFolders(files: KnowledgeFiles): string[] {
  const names = [...files.keys()].filter((name) => /^articles\/[^/]+\/[^/]+\/[^/]+$/u.test(name));
  return [...new Set(names.map((name) => dirname(name)))].sort();
}

/** Names that point to other files. They are reported, but do not keep an article out: its own words are sound. */
function checkLinks(articles: readonly Article[], folders: readonly string[], tables: Tables): Fault[] {
  const known = new Set(folders.map((folder) => folder.split('/').at(-1)));
  const agencies = new Set(tables.agencies.map((agency) => agency.id));
  const markets = new Set(tables.markets.map((market) => market.id));
  const seen = new Map<string, string>();
  const ofSchemes = tables.schemes
    .filter(({ article }) => article !== null && !known.has(article))
    .map(({ id, article }) => ({
      file: 'tables/schemes.yaml',
      line: 1,
      message: `related: there is no article «${article}», which scheme «${id}» names.`,
    }));
  const ofArticles = articles.flatMap((article) => {
    const file = `${folderOf(article)}/article.yaml`;
    const twin = seen.get(article.id);
    seen.set(article.id, file);
    return [
      ...(twin === undefined ? [] : [`The id «${article.id}» stands already in ${twin}. Rename one.`]),
      ...(agencies.size === 0 || agencies.has(article.owner)
        ? []
        : [`owner «${article.owner}» is not in tables/agencies.yaml. Use an id of that table, or add the body.`]),
      ...article.related
        .filter((id) => !known.has(id))
        .map((id) => `related: there is no article «${id}». Use the folder name of an article, or remove it.`),
      ...article.markets
        .filter((id) => !markets.has(id))
        .map((id) => `markets: «${id}» is not in tables/markets.yaml. Use an id of that table.`),
    ].map((message) => ({ file, line: 1, message }));
  });
  return [...ofSchemes, ...ofArticles];
}

/** A table cannot have been compared with its sources tomorrow. */
function checkTableDays(tables: Tables, today: string): Fault[] {
  const files = [
    ['agencies', tables.agencies],
    ['mainland-offices', tables.mainlandOffices],
    ['overseas-offices', tables.overseasOffices],
    ['fees', tables.fees],
  ] as const;
  return files.flatMap(([name, [row]]) =>
    row === undefined || row.checkedOn <= today
      ? []
      : [
          {
            file: `tables/${name}.yaml`,
            line: 1,
            message: `checkedOn ${row.checkedOn} lies in the future; today is ${today}. Write the day on which the sources were read.`,
          },
        ],
  );
}

function digestOf(files: KnowledgeFiles): string {
  const hash = createHash('sha256');
  for (const [name, file] of files) hash.update(`${name}\0${file?.digest ?? ''}\0`);
  return hash.digest('hex').slice(0, 12);
}
