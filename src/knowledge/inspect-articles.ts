import type { Article } from '../domain/article.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Tables } from '../domain/tables.ts';
import { checkDates, type FieldRemark } from './check-dates.ts';
import { checkReading } from './check-reading.ts';
import { createCheckTerms } from './check-terms.ts';
import { findContradictions } from './contradictions/find-contradictions.ts';
import type { Fault } from './fault.ts';
import { folderOf } from './folder-of.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import type { ParseCache } from './parse-cache.ts';
import type { WrongSideTerms } from './read-wrong-side-terms.ts';

/** What articles are compared with, besides themselves. */
export interface Surroundings {
  readonly tables: Tables;
  readonly terms: WrongSideTerms;
  /** Day in Hong Kong, YYYY-MM-DD. */
  readonly today: string;
}

export interface Inspection {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Ids of articles that a fault leaves out. */
  readonly keptOut: ReadonlySet<string>;
}

/** The rules that need more than the article itself: the day, the other side's words, the tables, the other articles. */
export function inspectArticles(
  files: KnowledgeFiles,
  articles: readonly Article[],
  { tables, terms, today }: Surroundings,
  cache: ParseCache,
): Inspection {
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const keptOut = new Set<string>();
  const checkTerms = cache.derive('wrong-side terms', [terms], () => createCheckTerms(terms));
  for (const article of articles) {
    const folder = folderOf(article);
    const dates = checkDates(article, today);
    const ofTerms = cache.derive(`terms of ${folder}`, [article, checkTerms], () => checkTerms(article, folder));
    const ofReading = cache.derive(`reading of ${folder}`, [article], () => checkReading(article, folder));
    const own = [...ofTerms, ...locate(files, `${folder}/article.yaml`, dates.faults)];
    if (own.length > 0) keptOut.add(article.id);
    faults.push(...own);
    warnings.push(...locate(files, `${folder}/article.yaml`, dates.warnings), ...ofReading);
  }
  for (const { keepsOut, ...fault } of findContradictions(articles, tables, cache)) {
    if (keepsOut !== null) keptOut.add(keepsOut);
    faults.push(fault);
  }
  faults.push(...findRepeatedQuestions(articles, cache));
  return { faults, warnings, keptOut };
}

/** The remarks, each at the line of its field in article.yaml. */
function locate(files: KnowledgeFiles, file: string, remarks: readonly FieldRemark[]): Fault[] {
  if (remarks.length === 0) return [];
  const lines = (files.get(file)?.text ?? '').split('\n');
  return remarks.map(({ field, message }) => ({
    file,
    line:
      Math.max(
        0,
        lines.findIndex((line) => line.startsWith(`${field}:`)),
      ) + 1,
    message,
  }));
}

/** A question promised to two articles is answered from either by chance. Reported only: both articles are sound. */
function findRepeatedQuestions(articles: readonly Article[], cache: ParseCache): Fault[] {
  const seen = new Map<string, { readonly id: string; readonly file: string }>();
  return articles.flatMap((article) =>
    LANGUAGES.flatMap((language) => {
      const file = `${folderOf(article)}/${language}.md`;
      const asked = article.texts[language].questions;
      const keys = cache.derive(`questions of ${file}`, [asked], () =>
        asked.map(({ text }) => ({ text, key: `${language} ${text.toLowerCase().replace(/[\s\p{P}]/gu, '')}` })),
      );
      return keys.flatMap(({ text, key }) => {
        const earlier = seen.get(key);
        seen.set(key, { id: article.id, file });
        // Twice in one file, or twins with one id: both are reported elsewhere.
        if (earlier === undefined || earlier.id === article.id) return [];
        const message = `The question «${text}» stands also in ${earlier.file}. Keep it where it is answered best.`;
        return [{ file, line: 2, message }];
      });
    }),
  );
}
