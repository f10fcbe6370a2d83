import type { Article } from '../../domain/article.ts';
import type { Tables } from '../../domain/tables.ts';
import { ParseCache } from '../parse-cache.ts';
import { compareFees } from './compare-fees.ts';
import { comparePhones } from './compare-phones.ts';
import { compareTaxes } from './compare-taxes.ts';
import { compareTreaties } from './compare-treaties.ts';
import { type Contradiction, statementsOf } from './statement.ts';

/** Where two places of the knowledge say different things of one fact. Meant to be right, not complete: no false alarms. */
export function findContradictions(
  articles: readonly Article[],
  tables: Tables,
  cache: ParseCache = new ParseCache(),
): Contradiction[] {
  const statements = articles.flatMap((article) =>
    cache.derive(`statements of ${article.topic}/${article.id}`, [article], () => statementsOf(article)),
  );
  return [compareFees, compareTreaties, compareTaxes, comparePhones].flatMap((compare) => compare(statements, tables));
}
