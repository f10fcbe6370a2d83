import type { Article } from '../../domain/article.ts';
import type { Knowledge } from '../../domain/knowledge.ts';
import type { Provenance } from '../../domain/provenance.ts';

export interface PublisherCount {
  readonly name: string;
  readonly kind: 'official' | 'secondary';
  /** Articles and table rows that cite it. */
  readonly count: number;
}

/**
 * Who published what is cited, most cited first. A table row gives an address only: its publisher has the name that
 * tables/publishers.yaml gives the host, else the one that most articles give it, else the host itself.
 */
export function countPublishers({ articles, tables }: Knowledge): PublisherCount[] {
  const nameOf = nameByHost(articles);
  const cited = [
    ...articles.flatMap(({ sources }) => {
      const own = new Map(
        sources.map(({ publisher, kind }) => [`${kind} ${publisher.en}`, { name: publisher.en, kind }]),
      );
      return [...own.values()];
    }),
    ...Object.values(tables).flatMap((rows) =>
      Array.isArray(rows) ? rows.flatMap((row: object) => sourcesOf(row, nameOf)) : [],
    ),
  ];
  const counts = Map.groupBy(cited, ({ kind, name }) => `${kind} ${name}`);
  return [...counts.values()]
    .flatMap((own) => (own[0] === undefined ? [] : [{ ...own[0], count: own.length }]))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

function nameByHost(articles: readonly Article[]): (host: string) => string {
  const cited = articles.flatMap(({ sources }) =>
    sources.map(({ url, publisher }) => ({ host: bare(new URL(url).host), name: publisher.en })),
  );
  const names = new Map<string, string>();
  for (const [host, sources] of Map.groupBy(cited, ({ host }) => host)) {
    const [most] = [...Map.groupBy(sources, ({ name }) => name)].sort(([, a], [, b]) => b.length - a.length);
    if (most !== undefined) names.set(host, most[0]);
  }
  return (host) => names.get(bare(host)) ?? host;
}

function bare(host: string): string {
  return host.replace(/^www\./, '');
}

/** The publishers of the pages that back a row; rows that are never spoken cite nobody. */
function sourcesOf(
  row: object,
  nameOf: (host: string) => string,
): { readonly name: string; readonly kind: 'official' | 'secondary' }[] {
  const parts = [row, ...(Object.values(row) as unknown[])]; // Object.values gives any
  return parts.flatMap((part) => {
    if (typeof part !== 'object' || part === null || !('source' in part) || !('confidence' in part)) return [];
    const { source, confidence } = part;
    if (typeof source !== 'string' || (confidence !== 'official' && confidence !== 'secondary')) return [];
    const named = 'publisher' in part ? (part as Provenance).publisher?.en : undefined;
    return [{ name: named ?? nameOf(new URL(source).host), kind: confidence }];
  });
}
