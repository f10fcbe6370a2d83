import { NativeSelect, Pagination } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ArticlePage, ArticleRow, Freshness } from '../../../console/api.ts';
import { get } from '../call.ts';
import { dateOf } from '../cases/hong-kong-time.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { addressOf, goTo, useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { FreshnessBadge } from './freshness-badge.tsx';

const STATES: readonly Freshness[] = ['withheld', 'overdue', 'due', 'fresh'];

type Filters = Readonly<Record<'search' | 'topic' | 'freshness' | 'order' | 'direction' | 'page', string>>;

/** All articles. What is chosen stands in the address, so that it can be kept and sent. */
export function ArticlesPage(): ReactNode {
  const { texts, language } = useTexts();
  const { query } = useAddress();
  const filters: Filters = {
    search: query.get('search') ?? '',
    topic: query.get('topic') ?? '',
    freshness: query.get('freshness') ?? '',
    order: query.get('order') ?? '',
    direction: query.get('direction') ?? '',
    page: query.get('page') ?? '',
  };
  const asked = new URLSearchParams({ language });
  for (const [name, value] of Object.entries(filters)) if (value !== '') asked.set(name, value);
  const articles = useQuery({
    queryKey: ['articles', asked.toString()],
    queryFn: () => get<ArticlePage>(`/articles?${asked.toString()}`),
    placeholderData: keepPreviousData,
  });
  // Another filter begins with its first page.
  const choose = (change: Partial<Filters>, replace = false): void =>
    goTo(addressOf({ page: 'articles' }, { ...filters, page: '', ...change }), { replace });
  return (
    <>
      <PageHead title={texts.articles.title} lead={texts.articles.lead} />
      <div className="filters">
        <SearchField
          label={texts.articles.searchLabel}
          value={filters.search}
          onSearch={(search) => choose({ search }, true)}
        />
        <NativeSelect
          label={texts.articles.topic}
          value={filters.topic}
          onChange={(event) => choose({ topic: event.currentTarget.value })}
          data={[
            { value: '', label: texts.articles.allTopics },
            ...(articles.data?.topics ?? []).map((topic) => ({ value: topic, label: topic })),
          ]}
        />
      </div>
      {articles.data === undefined ? null : (
        <StateFilter page={articles.data} chosen={filters.freshness} onChoose={(freshness) => choose({ freshness })} />
      )}
      {articles.error === null ? null : <Problem error={articles.error} onRetry={() => void articles.refetch()} />}
      {articles.data === undefined ? (
        articles.isPending ? (
          <Loading />
        ) : null
      ) : (
        <>
          <p className="count" role="status">
            {texts.articles.count(articles.data.total)}
          </p>
          {articles.data.total === 0 ? (
            <div className="empty">
              <p>{texts.articles.empty}</p>
            </div>
          ) : (
            <ArticleTable rows={articles.data.rows} filters={filters} onChoose={choose} />
          )}
          {articles.data.total > articles.data.perPage ? (
            <Pagination
              value={articles.data.page}
              total={Math.ceil(articles.data.total / articles.data.perPage)}
              onChange={(page) => choose({ page: String(page) })}
              getItemProps={(page) => ({ 'aria-label': texts.articles.page(page) })}
              getControlProps={(control) => ({ 'aria-label': control })}
            />
          ) : null}
        </>
      )}
    </>
  );
}

function StateFilter(props: {
  readonly page: ArticlePage;
  readonly chosen: string;
  readonly onChoose: (state: string) => void;
}): ReactNode {
  const { texts } = useTexts();
  const { counts } = props.page;
  const all = STATES.reduce((sum, state) => sum + counts[state], 0);
  const choices = [
    { value: '', label: texts.all, count: all },
    ...STATES.map((state) => ({ value: state, label: texts.articles.states[state], count: counts[state] })),
  ];
  return (
    <div className="chips" role="group" aria-label={texts.articles.freshness}>
      {choices.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={props.chosen === value}
          onClick={() => props.onChoose(value)}
          className={value === '' ? 'chip' : `chip chip-${value}`}
        >
          {label} <span className="chip-count">{count}</span>
        </button>
      ))}
    </div>
  );
}

function ArticleTable(props: {
  readonly rows: readonly ArticleRow[];
  readonly filters: Filters;
  readonly onChoose: (change: Partial<Filters>) => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const { filters } = props;
  const columns = [
    { label: texts.articles.article, order: 'title' },
    { label: texts.articles.freshness, order: 'freshness' },
    { label: texts.articles.reviewBy, order: 'reviewBy' },
    { label: texts.articles.checkedOn, order: 'checkedOn' },
    { label: texts.articles.owner },
    { label: texts.articles.languages },
    { label: texts.articles.faults, order: 'faults', isNumber: true },
    { label: texts.articles.cited30, order: 'cited30', isNumber: true },
    { label: texts.articles.cited180, order: 'cited180', isNumber: true },
    { label: texts.articles.feedback, order: 'notHelpful', isNumber: true },
  ];
  const order = filters.order === '' ? 'freshness' : filters.order;
  const direction = filters.direction === 'down' ? 'down' : 'up';
  return (
    <div className="data-scroll">
      <table className="data stacked">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={column.isNumber ? 'number' : undefined}
                aria-sort={column.order === order ? (direction === 'up' ? 'ascending' : 'descending') : undefined}
              >
                {column.order === undefined ? (
                  column.label
                ) : (
                  <SortButton
                    label={column.label}
                    state={column.order === order ? direction : 'none'}
                    // Numbers are asked for largest first.
                    onSort={() =>
                      props.onChoose({
                        order: column.order,
                        direction:
                          column.order === order
                            ? direction === 'up'
                              ? 'down'
                              : 'up'
                            : column.isNumber
                              ? 'down'
                              : 'up',
                      })
                    }
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={`${row.topic}/${row.id}`}>
              <th scope="row">
                <Link href={addressOf({ page: 'article', topic: row.topic, id: row.id })}>
                  {row.title?.[language] ?? texts.articles.untitled}
                </Link>
                <span className="under" lang="en">
                  {row.topic}/{row.id}
                </span>
              </th>
              <td data-label={texts.articles.freshness}>
                <FreshnessBadge state={row.freshness} />
              </td>
              <td data-label={texts.articles.reviewBy} className="day">
                {row.reviewBy === null ? '–' : dateOf(row.reviewBy, language)}
              </td>
              <td data-label={texts.articles.checkedOn} className="day">
                {row.checkedOn === null ? '–' : dateOf(row.checkedOn, language)}
              </td>
              <td data-label={texts.articles.owner}>{row.owner?.name?.[language] ?? row.owner?.id ?? '–'}</td>
              <td data-label={texts.articles.languages}>
                <Languages has={row.languages} />
              </td>
              <td data-label={texts.articles.faults} className="number">
                {row.faults === 0 ? <span className="quiet">0</span> : <strong className="bad">{row.faults}</strong>}
              </td>
              <td data-label={texts.articles.cited30} className="number">
                {row.cited.days30 === 0 ? <span className="quiet">0</span> : row.cited.days30}
              </td>
              <td data-label={texts.articles.cited180} className="number">
                {row.cited.days180 === 0 ? <span className="quiet">0</span> : row.cited.days180}
              </td>
              <td data-label={texts.articles.feedback} className="number">
                {row.feedback.helpful + row.feedback.notHelpful === 0 ? (
                  <span className="quiet">0 / 0</span>
                ) : (
                  `${row.feedback.helpful} / ${row.feedback.notHelpful}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortButton(props: {
  readonly label: string;
  readonly state: 'up' | 'down' | 'none';
  readonly onSort: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const { state } = props;
  return (
    <button type="button" className="sort" onClick={props.onSort} title={texts.articles.sortBy(props.label)}>
      {props.label}
      <span aria-hidden="true" className="sort-sign">
        {state === 'none' ? '' : state === 'up' ? '▲' : '▼'}
      </span>
    </button>
  );
}

function Languages({ has }: { readonly has: ArticleRow['languages'] }): ReactNode {
  const { texts } = useTexts();
  const signs = { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' } as const;
  return (
    <span className="signs">
      {(['zh-Hans', 'zh-Hant', 'en'] as const).map((language) => (
        <abbr
          key={language}
          lang={language}
          title={texts.languages[language]}
          className={has.includes(language) ? undefined : 'missing'}
        >
          {signs[language]}
        </abbr>
      ))}
    </span>
  );
}
