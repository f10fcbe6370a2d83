import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { CaseBoard, Figure } from '../../../console/cases/case-api.ts';
import { get } from '../call.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf, goTo, useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { type Bar, BarChart } from './bar-chart.tsx';
import { CASES_KEY } from './case-queries.ts';
import { dayInShort } from './hong-kong-time.ts';

const PERIODS = [7, 30, 90] as const;
const USUAL = 30;

/** What came in and what became of it, over some days: each figure that counts cases leads to them. */
export function BoardFigures(): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.board;
  const { query } = useAddress();
  const days = PERIODS.find((each) => String(each) === query.get('days')) ?? USUAL;
  const board = useQuery({
    // Asked again with the lists, when a case changes.
    queryKey: [CASES_KEY, 'page', 'figures', days],
    queryFn: () => get<CaseBoard>(`/cases/board?days=${days}`),
    placeholderData: keepPreviousData,
  });
  const id = useId();
  const barsOf = (figures: readonly Figure[], labels: Readonly<Record<string, string>> = {}): readonly Bar[] =>
    figures.map(({ id: value, name, value: count, query: cases }) => ({
      label: name?.[language] ?? labels[value] ?? value,
      count,
      late: 0,
      href: hrefOf(cases),
    }));
  return (
    <section className="board-figures" aria-labelledby={id}>
      <div className="head-line">
        <h2 id={id}>{words.figures}</h2>
        <NativeSelect
          label={words.period}
          value={String(days)}
          onChange={(event) => goTo(addressOf({ page: 'board' }, { days: event.currentTarget.value }))}
          data={PERIODS.map((each) => ({ value: String(each), label: words.lastDays(each) }))}
        />
      </div>
      {board.error === null ? null : <Problem error={board.error} onRetry={() => void board.refetch()} />}
      {board.data === undefined ? (
        board.isPending ? (
          <Loading />
        ) : null
      ) : (
        <div className="board">
          <DaysChart title={words.volume} days={board.data.volume} />
          <BarChart title={words.funnel} bars={barsOf(board.data.funnel, words.funnelSteps)} />
          <BarChart title={words.waiting} bars={barsOf(board.data.waiting, texts.cases.urgency)} />
          <BarChart title={words.promises} bars={barsOf(board.data.promises, words.promised)} />
          <BarChart title={words.byState} bars={barsOf(board.data.states, texts.cases.states)} />
          <BarChart title={words.outcomes} bars={barsOf(board.data.outcomes, texts.bench.statuses)} />
          <BarChart title={words.byNeed} bars={barsOf(board.data.needs)} />
          <BarChart title={words.byMarket} bars={barsOf(board.data.markets)} />
          <BarChart title={words.byProvince} bars={barsOf(board.data.provinces)} />
        </div>
      )}
    </section>
  );
}

/** Columns as a picture, too narrow to be pressed; their days with the way to the cases in the table below. */
function DaysChart({ title, days }: { readonly title: string; readonly days: readonly Figure[] }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.board;
  const id = useId();
  const most = Math.max(1, ...days.map(({ value }) => value));
  const total = days.reduce((sum, { value }) => sum + value, 0);
  const [first, last] = [days[0]?.id ?? '', days.at(-1)?.id ?? ''];
  return (
    <section className="panel bars" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="bar-count">{total}</span>
      </h2>
      <div className="day-bars" aria-hidden="true">
        {days.map((day) => (
          <span key={day.id} className="day-bar" style={{ height: `${(day.value / most) * 100}%` }} />
        ))}
      </div>
      <p className="day-bars-ends under" aria-hidden="true">
        <span>{dayInShort(first, language)}</span>
        <span>{dayInShort(last, language)}</span>
      </p>
      <details>
        <summary>{words.table}</summary>
        <table className="data compact">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" className="number">
                {words.cases}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => {
              const href = hrefOf(day.query);
              return (
                <tr key={day.id}>
                  <th scope="row">
                    {href === null || day.value === 0 ? (
                      dayInShort(day.id, language)
                    ) : (
                      <Link className="text-link" href={href}>
                        {dayInShort(day.id, language)}
                      </Link>
                    )}
                  </th>
                  <td className="number">{day.value}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** null: no cases are counted. */
function hrefOf(query: string | null): string | null {
  return query === null ? null : addressOf({ page: 'cases' }, Object.fromEntries(new URLSearchParams(query)));
}
