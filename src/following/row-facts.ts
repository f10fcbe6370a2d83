import type { Article } from '../domain/article.ts';
import { inAll, type LocalizedText } from '../domain/language.ts';
import type { Fact, Facts } from './facts.ts';

/** A row of a table that says a figure, such as a fee or a threshold. */
export interface FigureRow {
  readonly id: string;
  /** Address of the page it rests on. */
  readonly source: string;
  /** As articles in English write it, e.g. «1,545». */
  readonly figure: string;
  /** Everything of it that is a fact: another key is a change. */
  readonly key: string;
  readonly lines: LocalizedText;
}

const SECTION = 'row:';

export function isRow(section: string): boolean {
  return section.startsWith(SECTION);
}

/** The row that a section of facts stands for. */
export function rowIn(rows: readonly FigureRow[], section: string): FigureRow | undefined {
  return rows.find(({ id }) => `${SECTION}${id}` === section);
}

/**
 * Rows by the article whose followers hear of them: of those that rest on the same page the first that says the figure,
 * else the first. One article for a row, so that nobody hears of it twice.
 */
export function rowsByArticle(
  rows: readonly FigureRow[],
  articles: readonly Article[],
): ReadonlyMap<string, readonly FigureRow[]> {
  const found = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const citing = articles.filter(({ sources }) => sources.some(({ url }) => url === row.source));
    const home = citing.find((article) => says(article, row.figure)) ?? citing[0];
    if (home !== undefined) found.set(home.id, [...(found.get(home.id) ?? []), row]);
  }
  return found;
}

function says({ texts }: Article, figure: string): boolean {
  return texts.en.sections.some(({ text }) => text.includes(figure));
}

export function withRows(facts: Facts, rows: readonly FigureRow[]): Facts {
  return inAll((language) => [
    ...facts[language],
    ...rows.map(({ id, key, lines }) => ({ section: `${SECTION}${id}`, key: `${id}:${key}`, line: lines[language] })),
  ]);
}

/** These facts without the rows that the others lack: a row that comes, goes or belongs elsewhere now is no change. */
export function withoutLoneRows(facts: Facts, others: Facts): Facts {
  const known = rowSections(others);
  return inAll((language) => facts[language].filter(({ section }) => !isRow(section) || known.has(section)));
}

/** What was told, with the rows that are new; null: there are none. */
export function withNewRows(told: Facts, now: Facts): Facts | null {
  const known = rowSections(told);
  const isNew = ({ section }: Fact) => isRow(section) && !known.has(section);
  return now.en.some(isNew) ? inAll((language) => [...told[language], ...now[language].filter(isNew)]) : null;
}

function rowSections(facts: Facts): ReadonlySet<string> {
  return new Set(facts.en.map(({ section }) => section).filter(isRow));
}
