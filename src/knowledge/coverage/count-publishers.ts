import type { Knowledge } from '../../domain/knowledge.ts';

export interface PublisherCount {
  readonly name: string;
  readonly kind: 'official' | 'secondary';
  /** Articles and table rows that cite it. */
  readonly count: number;
}

/** Who published what is cited: articles by the publisher's name, table rows by their host. Most cited first. */
export function countPublishers({ articles, tables }: Knowledge): PublisherCount[] {
  const cited = [
    ...articles.flatMap(({ sources }) => {
      const own = new Map(
        sources.map(({ publisher, kind }) => [`${kind} ${publisher.en}`, { name: publisher.en, kind }]),
      );
      return [...own.values()];
    }),
    ...Object.values(tables).flatMap((rows) =>
      Array.isArray(rows) ? rows.flatMap((row: object) => sourcesOf(row)) : [],
    ),
  ];
  const counts = Map.groupBy(cited, ({ kind, name }) => `${kind} ${name}`);
  return [...counts.values()]
    .flatMap((own) => (own[0] === undefined ? [] : [{ ...own[0], count: own.length }]))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** Hosts of the pages that back a row; rows that are never spoken cite nobody. */
function sourcesOf(row: object): { readonly name: string; readonly kind: 'official' | 'secondary' }[] {
  const parts = [row, ...(Object.values(row) as unknown[])]; // Object.values gives any
  return parts.flatMap((part) => {
    if (typeof part !== 'object' || part === null || !('source' in part) || !('confidence' in part)) return [];
    const { source, confidence } = part;
    if (typeof source !== 'string' || (confidence !== 'official' && confidence !== 'secondary')) return [];
    return [{ name: `${new URL(source).host} (table rows)`, kind: confidence }];
  });
}
