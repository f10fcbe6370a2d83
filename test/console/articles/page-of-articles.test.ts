import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleRow } from '../../../src/console/api.ts';
import { freshnessOf } from '../../../src/console/articles/freshness-of.ts';
import { articleQuery, pageOfArticles } from '../../../src/console/articles/page-of-articles.ts';

const STATES = ['withheld', 'overdue', 'due', 'fresh'] as const;

function row(index: number, rest: Partial<ArticleRow> = {}): ArticleRow {
  const name = `Article ${String(index).padStart(5, '0')}`;
  return {
    id: `article-${index}`,
    topic: index % 2 === 0 ? 'tax' : 'trade',
    title: { en: name, 'zh-Hant': `文章${index}`, 'zh-Hans': `文章${index}` },
    owner: { id: 'ird', name: { en: 'IRD', 'zh-Hant': '稅務局', 'zh-Hans': '税务局' } },
    checkedOn: `2026-11-${String((index % 28) + 1).padStart(2, '0')}`,
    reviewBy: '2027-05-31',
    validUntil: null,
    freshness: STATES[index % 4] ?? 'fresh',
    languages: ['en', 'zh-Hant', 'zh-Hans'],
    faults: index % 5,
    cited: { days30: index % 7, days180: index % 11 },
    feedback: { helpful: index % 3, notHelpful: index % 13 },
    ...rest,
  };
}

const ask = (query: Readonly<Record<string, string>>) => articleQuery.parse(query);

describe('pageOfArticles', () => {
  it('shows what needs an editor first', () => {
    const rows = [row(3), row(2), row(1), row(0)];
    expect(pageOfArticles(rows, ask({})).rows.map(({ freshness }) => freshness)).toEqual(STATES);
    expect(pageOfArticles(rows, ask({ direction: 'down' })).rows[0]?.freshness).toBe('fresh');
  });

  it.each([
    [{ search: 'article 00002' }, ['article-2']],
    [{ search: '文章3' }, ['article-3']],
    [{ search: '税务局 TRADE' }, ['article-1', 'article-3']],
    [{ topic: 'tax' }, ['article-0', 'article-2']],
    [{ freshness: 'due' }, ['article-2']],
    [{ search: 'nowhere' }, []],
  ])('filters by %o', (query, ids) => {
    const page = pageOfArticles([row(0), row(1), row(2), row(3)], ask({ order: 'title', ...query }));
    expect(page.rows.map(({ id }) => id)).toEqual(ids);
    expect(page.total).toBe(ids.length);
    expect(page.topics).toEqual(['tax', 'trade']);
  });

  it('has every article on exactly one page, whatever the order', () => {
    const rows = Array.from({ length: 730 }, (_, index) => row(index));
    fc.assert(
      fc.property(
        fc.constantFrom('freshness', 'title', 'checkedOn', 'reviewBy', 'faults', 'cited30', 'cited180', 'notHelpful'),
        fc.constantFrom('up', 'down'),
        (order, direction) => {
          const pages = Array.from({ length: 8 }, (_, index) =>
            pageOfArticles(rows, ask({ order, direction, page: String(index + 1) })),
          );
          const ids = pages.flatMap((page) => page.rows.map(({ id }) => id));
          expect(ids).toHaveLength(730);
          expect(new Set(ids).size).toBe(730);
        },
      ),
      { numRuns: 14 },
    );
  });

  it('shows the last page when a later one is asked for', () => {
    expect(pageOfArticles([row(1)], ask({ page: '9' }))).toMatchObject({ page: 1, total: 1 });
  });
});

describe('freshnessOf', () => {
  const TODAY = '2026-11-26';
  it.each([
    ['2027-05-31', null, false, 'fresh'],
    ['2026-12-27', null, false, 'fresh'],
    ['2026-12-26', null, false, 'due'],
    ['2026-11-26', null, false, 'due'],
    ['2026-11-25', null, false, 'overdue'],
    ['2027-05-31', '2026-11-26', false, 'fresh'],
    ['2027-05-31', '2026-11-25', false, 'withheld'],
    ['2027-05-31', null, true, 'withheld'],
    [null, null, false, 'withheld'],
  ] as const)('review by %s, valid until %s, left out %s: %s', (reviewBy, validUntil, isLeftOut, state) => {
    expect(freshnessOf({ reviewBy, validUntil, isLeftOut }, TODAY)).toBe(state);
  });
});
