import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CasePage, CaseRow } from '../../../console/cases/case-api.ts';
import { SWITCH_ORDER } from '../../languages.ts';
import { get } from '../call.ts';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { type Bar, BarChart } from './bar-chart.tsx';
import { BoardFigures } from './board-figures.tsx';
import { CASES_KEY } from './case-queries.ts';

/** Pages that are read at most: beyond them the most urgent cases are counted, and the board says so. */
const MOST_PAGES = 10;

/** Where open cases stand, for whoever has to move people about, and what came in over some days. */
export function BoardPage(): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.board;
  const open = useQuery({ queryKey: [CASES_KEY, 'page', 'board'], queryFn: readOpenCases });
  if (open.data === undefined)
    return (
      <>
        <PageHead title={words.title} lead={words.lead} />
        {open.isPending ? <Loading /> : <Problem error={open.error} onRetry={() => void open.refetch()} />}
        <BoardFigures />
      </>
    );
  const { first, rows } = open.data;
  const link = (query: Readonly<Record<string, string>>): string => addressOf({ page: 'cases' }, query);
  const barOf = (label: string, href: string, of: (row: CaseRow) => boolean): Bar => ({
    label,
    href,
    count: rows.filter(of).length,
    late: rows.filter((row) => of(row) && row.urgency === 'late').length,
  });
  const labels = [...new Set(rows.flatMap((row) => row.labels))].sort();
  const late = rows.filter(({ urgency }) => urgency === 'late').length;
  const unclaimed = rows.filter(({ officer }) => officer === null).length;
  const byCount = (bars: readonly Bar[]): readonly Bar[] => bars.toSorted((a, b) => b.count - a.count);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {open.error === null ? null : <Problem error={open.error} onRetry={() => void open.refetch()} />}
      <p className="board-total">
        <strong>{words.open(first.total)}</strong>
        <span className={late === 0 ? 'quiet' : 'bad'}>{words.lateNow(late)}</span>
        <span className="quiet">{words.unclaimed(unclaimed)}</span>
      </p>
      {rows.length < first.total ? <p className="quiet">{words.partial(rows.length, first.total)}</p> : null}
      <div className="board">
        <BarChart
          title={words.byView}
          bars={(['queue', 'mine', 'open', 'snoozed'] as const).map((view) => ({
            label: texts.cases.queue.views[view],
            href: link({ view }),
            count: first.counts[view],
            late: 0,
          }))}
        />
        <BarChart
          title={words.byDesk}
          fold={words.idleDesks}
          bars={byCount(
            first.desks.map(({ id, name }) =>
              barOf(name[language], link({ view: 'open', desk: id }), (row) => row.desk.id === id),
            ),
          )}
        />
        <BarChart
          title={words.byLanguage}
          bars={SWITCH_ORDER.map((each) =>
            barOf(texts.languages[each], link({ view: 'open', language: each }), (row) => row.language === each),
          )}
        />
        <BarChart
          title={words.byLabel}
          bars={byCount(
            labels.map((label) => barOf(label, link({ view: 'open', label }), (row) => row.labels.includes(label))),
          )}
        />
      </div>
      <BoardFigures />
    </>
  );
}

async function readOpenCases(): Promise<{ readonly first: CasePage; readonly rows: readonly CaseRow[] }> {
  const read = (page: number): Promise<CasePage> => get<CasePage>(`/cases?view=open&page=${page}`);
  const first = await read(1);
  const pages = Math.min(Math.ceil(first.total / Math.max(first.perPage, 1)), MOST_PAGES);
  const others = await Promise.all(Array.from({ length: Math.max(pages - 1, 0) }, (_, index) => read(index + 2)));
  const rows = new Map([first, ...others].flatMap((page) => page.rows.map((row) => [row.id, row] as const)));
  return { first, rows: [...rows.values()] };
}
