import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { ARTICLE_ORDERS, type ArticlePage, type ArticleRow, FRESHNESS } from '../api.ts';
import { holdsAll } from '../holds-all.ts';
import { CONSOLE_POLICY } from '../policy.ts';

/** What the list can be asked for, as a query string. */
export const articleQuery = z.object({
  search: z.string().trim().max(200).default(''),
  topic: z.string().max(100).default(''),
  freshness: z.union([z.enum(FRESHNESS), z.literal('')]).default(''),
  order: z.enum(ARTICLE_ORDERS).default('freshness'),
  direction: z.enum(['up', 'down']).default('up'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  language: z.enum(LANGUAGES).default('en'),
});

export type ArticleQuery = z.infer<typeof articleQuery>;

/** One page of the rows that fit, in the order asked for; ties by title, then by id. */
export function pageOfArticles(rows: readonly ArticleRow[], query: ArticleQuery): ArticlePage {
  const fitting = rows.filter(
    (row) =>
      (query.topic === '' || row.topic === query.topic) &&
      (query.freshness === '' || row.freshness === query.freshness) &&
      holdsAll(namesOf(row), query.search),
  );
  const { articlesPerPage: perPage } = CONSOLE_POLICY;
  const page = Math.min(query.page, Math.max(1, Math.ceil(fitting.length / perPage)));
  return {
    rows: sorted(fitting, query).slice((page - 1) * perPage, page * perPage),
    total: fitting.length,
    page,
    perPage,
    topics: [...new Set(rows.map((row) => row.topic))].sort(),
    counts: {
      withheld: rows.filter((row) => row.freshness === 'withheld').length,
      overdue: rows.filter((row) => row.freshness === 'overdue').length,
      due: rows.filter((row) => row.freshness === 'due').length,
      fresh: rows.filter((row) => row.freshness === 'fresh').length,
    },
  };
}

/** What a search looks at. */
function namesOf({ id, topic, owner, title }: ArticleRow): string[] {
  return [id, topic, owner?.id ?? '', ...Object.values(title ?? {}), ...Object.values(owner?.name ?? {})];
}

function sorted(rows: readonly ArticleRow[], { order, direction, language }: ArticleQuery): readonly ArticleRow[] {
  const collator = new Intl.Collator(language);
  // Titles are compared often: their keys are looked up once.
  const keyed = rows.map((row) => ({
    row,
    key: sortKey(row, order, language),
    title: row.title?.[language] ?? row.id,
  }));
  const sign = direction === 'up' ? 1 : -1;
  keyed.sort((one, other) => {
    const byKey =
      typeof one.key === 'number' && typeof other.key === 'number'
        ? one.key - other.key
        : collator.compare(String(one.key), String(other.key));
    return sign * byKey || collator.compare(one.title, other.title) || collator.compare(one.row.id, other.row.id);
  });
  return keyed.map(({ row }) => row);
}

/** Freshness counts from what needs an editor most. */
function sortKey(row: ArticleRow, order: ArticleQuery['order'], language: Language): string | number {
  switch (order) {
    case 'freshness':
      return FRESHNESS.indexOf(row.freshness);
    case 'title':
      return row.title?.[language] ?? row.id;
    case 'checkedOn':
      return row.checkedOn ?? '';
    case 'reviewBy':
      return row.reviewBy ?? '';
    case 'faults':
      return row.faults;
    case 'cited30':
      return row.cited.days30;
    case 'cited180':
      return row.cited.days180;
    case 'notHelpful':
      return row.feedback.notHelpful;
  }
}
