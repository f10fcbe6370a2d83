import type { Knowledge } from '../domain/knowledge.ts';

/** Every address that stands in an article or in a table row: nothing else may be cited. */
export function knownUrls({ articles, tables }: Knowledge): ReadonlySet<string> {
  const urls = new Set(articles.flatMap((article) => article.sources.map((source) => source.url)));
  collect(tables, urls);
  return urls;
}

function collect(value: unknown, urls: Set<string>): void {
  if (typeof value === 'string') {
    if (/^https?:\/\//u.test(value)) urls.add(value);
  } else if (Array.isArray(value)) {
    for (const part of value) collect(part, urls);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collect(part, urls);
  }
}
