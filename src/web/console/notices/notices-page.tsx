import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { NoticeList, NoticeRow } from '../../../console/api.ts';
import { post } from '../call.ts';
import { durationInWords } from '../cases/duration.ts';
import { momentOf } from '../cases/hong-kong-time.ts';
import { useNow } from '../cases/use-now.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { errorInWords } from './error-in-words.ts';
import { NOTICES_KEY, useNotices } from './notice-queries.ts';

/** What is to be sent again: one entry, or all of a kind that were given up. */
type Again = { readonly id: string } | { readonly kind: NoticeRow['kind'] };

/** What could not be sent: given up, or tried again by itself. */
export function NoticesPage(): ReactNode {
  const { texts } = useTexts();
  const words = texts.notices;
  const notices = useNotices();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (what: Again) => post<NoticeList>('id' in what ? '/notices/replay' : '/notices/replay-all', what),
    onSuccess: (list) => queries.setQueryData([NOTICES_KEY, 'list'], list),
    // Also after a refusal: what is shown is out of date then.
    onSettled: () => queries.invalidateQueries({ queryKey: [NOTICES_KEY] }),
  });
  const pending = again.isPending ? again.variables : null;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {notices.error === null ? null : <Problem error={notices.error} onRetry={() => void notices.refetch()} />}
      {again.error === null ? null : <Problem error={again.error} />}
      {again.isSuccess ? (
        <Note tone="good" role="status">
          <p>{words.done}</p>
        </Note>
      ) : null}
      {notices.data === undefined ? (
        notices.isPending ? (
          <Loading />
        ) : null
      ) : (
        <Found list={notices.data} pending={pending} onAgain={(what) => again.mutate(what)} />
      )}
    </>
  );
}

interface RowsProps {
  readonly list: NoticeList;
  readonly pending: Again | null;
  readonly onAgain: (what: Again) => void;
}

function Found({ list, pending, onAgain }: RowsProps): ReactNode {
  const { texts } = useTexts();
  const words = texts.notices;
  if (list.rows.length === 0)
    return (
      <div className="empty">
        <h2>{words.empty}</h2>
        <p>{words.emptyLead}</p>
      </div>
    );
  const deadKinds = new Map<NoticeRow['kind'], number>();
  for (const { kind, state } of list.rows) if (state === 'dead') deadKinds.set(kind, (deadKinds.get(kind) ?? 0) + 1);
  const total = list.dead + list.waiting;
  return (
    <>
      <p className="count" role="status">
        {words.count(list.dead, list.waiting)}
        {total > list.rows.length ? ` ${words.shown(list.rows.length)}` : ''}
      </p>
      {deadKinds.size === 0 ? null : (
        <div className="row-actions" role="group" aria-label={words.allLabel}>
          {[...deadKinds.keys()].map((kind) => (
            <Button
              key={kind}
              variant="default"
              loading={pending !== null && 'kind' in pending && pending.kind === kind}
              onClick={() => onAgain({ kind })}
            >
              {words.allOf(words.kinds[kind])}
            </Button>
          ))}
        </div>
      )}
      <NoticeTable list={list} pending={pending} onAgain={onAgain} />
    </>
  );
}

function NoticeTable({ list, pending, onAgain }: RowsProps): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.notices;
  const now = useNow();
  return (
    <div className="data-scroll">
      <table className="data stacked notices">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.case}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.lastError}</th>
            <th scope="col" className="number">
              {words.attempts}
            </th>
            <th scope="col">{words.age}</th>
            <th scope="col">{words.action}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {words.kinds[row.kind]}
                {row.receiver === null ? null : (
                  <span className="under" lang="en">
                    {row.receiver}
                  </span>
                )}
              </th>
              <td data-label={words.case}>
                {row.case === null ? (
                  '–'
                ) : (
                  <Link className="text-link day" href={addressOf({ page: 'case', id: row.case.id })} lang="en">
                    {row.case.number}
                  </Link>
                )}
              </td>
              <td data-label={words.state}>
                <span className={row.state === 'dead' ? 'bad' : undefined}>{words.states[row.state]}</span>
                {row.nextAt === null ? null : (
                  <span className="under">{words.nextAt(momentOf(row.nextAt, language, now))}</span>
                )}
              </td>
              <td data-label={words.lastError}>
                <LastError error={row.lastError} />
              </td>
              <td data-label={words.attempts} className="number">
                {row.attempts}
              </td>
              <td data-label={words.age}>
                <time dateTime={row.writtenAt}>
                  {durationInWords(now - Date.parse(row.writtenAt), texts.cases.duration)}
                </time>
              </td>
              <td>
                {row.state === 'dead' ? (
                  <Button
                    variant="default"
                    loading={pending !== null && 'id' in pending && pending.id === row.id}
                    aria-label={words.againOf(words.kinds[row.kind], row.case?.number ?? '')}
                    onClick={() => onAgain({ id: row.id })}
                  >
                    {words.again}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In the reader's language; what is kept and is no sentence of ours stays as it is. */
function LastError({ error }: { readonly error: string }): ReactNode {
  const { texts } = useTexts();
  if (error === '') return '–';
  return errorInWords(error, texts.notices.errors) ?? <span lang="en">{error}</span>;
}
