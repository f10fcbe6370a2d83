import { daysBetween } from '../domain/clock.ts';

/** What decides how urgent a fresh look at an article is. */
export interface ReviewedArticle {
  readonly id: string;
  readonly checkedOn: string;
  readonly reviewBy: string;
  /** Answers that cited it in the days looked at. */
  readonly cited: number;
}

/**
 * Articles in the order in which they want a review: past their review day first, then by answers x days since they were
 * checked (an article nobody cites counts as cited once), so that what is both old and much used comes first.
 */
export function orderStale<Row extends ReviewedArticle>(articles: readonly Row[], today: string): Row[] {
  const isOverdue = (article: Row) => (today > article.reviewBy ? 1 : 0);
  const weight = (article: Row) => Math.max(1, article.cited) * Math.max(0, daysBetween(article.checkedOn, today));
  return articles.toSorted((a, b) => isOverdue(b) - isOverdue(a) || weight(b) - weight(a) || a.id.localeCompare(b.id));
}
