import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { HandedBack, OfficerList } from '../../../console/cases/case-api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { get, post } from '../call.ts';
import { CASES_KEY } from '../cases/case-queries.ts';
import { dayKey } from '../cases/hong-kong-time.ts';
import { useNow } from '../cases/use-now.ts';
import { Loading } from '../parts/loading.tsx';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Note } from '../parts/note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { OfficerDialog } from './officer-dialog.tsx';

type Row = OfficerList['officers'][number];

/** Loads change with the cases, and nothing tells of them. */
const AGAIN_MS = 30_000;
const OFFICERS_KEY = [CASES_KEY, 'officers'];

/** Supervisors and admins: who works on cases, for what, how much they have, and who is out. */
export function OfficersPage(): ReactNode {
  const { texts } = useTexts();
  const words = texts.officers;
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: OFFICERS_KEY,
    queryFn: () => get<OfficerList>('/officers'),
    refetchInterval: AGAIN_MS,
  });
  const [open, setOpen] = useState<{ readonly what: 'edit' | 'hand-back'; readonly officer: Row } | null>(null);
  const [done, setDone] = useState('');
  const finish = (said: string): void => {
    setOpen(null);
    setDone(said);
    // Whom a case can go to follows from it too.
    void queries.invalidateQueries({ queryKey: [CASES_KEY] });
  };
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <div role="status">{done === '' ? null : <Note tone="good">{done}</Note>}</div>
      {list.error === null ? null : <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data === undefined ? (
        list.isPending ? (
          <Loading />
        ) : null
      ) : list.data.officers.length === 0 ? (
        <p className="empty">{words.empty}</p>
      ) : (
        <OfficerTable list={list.data} onOpen={(what, officer) => setOpen({ what, officer })} />
      )}
      {open?.what === 'edit' ? (
        <OfficerDialog
          officer={open.officer}
          desks={list.data?.desks ?? []}
          onSaved={() => finish(words.saved(open.officer.name))}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.what === 'hand-back' ? (
        <HandBackDialog
          officer={open.officer}
          onDone={(count) => finish(words.handedBack(open.officer.name, count))}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

function OfficerTable(props: {
  readonly list: OfficerList;
  readonly onOpen: (what: 'edit' | 'hand-back', officer: Row) => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.officers;
  const deskNames = new Map(props.list.desks.map(({ id, name }) => [id, name[language]]));
  return (
    <div className="data-scroll">
      <table className="data stacked">
        <thead>
          <tr>
            <th scope="col">{words.officer}</th>
            <th scope="col">{words.desks}</th>
            <th scope="col">{words.languages}</th>
            <th scope="col">{words.load}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.actions}</th>
          </tr>
        </thead>
        <tbody>
          {props.list.officers.map((officer) => (
            <tr key={officer.id}>
              <th scope="row">
                {officer.name}
                <span className="under">{texts.roles[officer.role]}</span>
                <span className="under address">{officer.email ?? words.noEmail}</span>
              </th>
              <td data-label={words.desks}>
                {officer.desks.length === 0
                  ? words.allDesks
                  : listed(
                      officer.desks.map((id) => deskNames.get(id) ?? id),
                      language,
                    )}
              </td>
              <td data-label={words.languages}>
                {officer.languages.length === 0
                  ? words.allLanguages
                  : listed(
                      officer.languages.map((each) => texts.languages[each]),
                      language,
                    )}
              </td>
              <td data-label={words.load}>
                {words.loadOf(officer.load, officer.capacity)}
                {officer.load >= officer.capacity ? <span className="under warn">{words.full}</span> : null}
              </td>
              <td data-label={words.state}>
                <State officer={officer} />
              </td>
              <td data-label={words.actions}>
                <div className="row-actions">
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={words.editOf(officer.name)}
                    onClick={() => props.onOpen('edit', officer)}
                  >
                    {words.edit}
                  </Button>
                  {officer.load === 0 ? null : (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={words.handBackOf(officer.name)}
                      onClick={() => props.onOpen('hand-back', officer)}
                    >
                      {words.handBack}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function listed(names: readonly string[], language: string): string {
  return names.join(language === 'en' ? ', ' : '、');
}

function State({ officer }: { readonly officer: Row }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.officers;
  const now = useNow();
  const isOut = officer.outUntil !== null && Date.parse(officer.outUntil) > now;
  return (
    <>
      <span className={`badge badge-${officer.isAvailable ? 'good' : 'warn'}`}>
        {isOut && officer.outUntil !== null
          ? words.outUntil(dayInWords(dayKey(officer.outUntil), language))
          : officer.isAvailable
            ? words.available
            : words.away}
      </span>
      {officer.role === 'supervisor' ? <span className="under">{words.takes}</span> : null}
    </>
  );
}

function HandBackDialog(props: {
  readonly officer: Row;
  readonly onDone: (count: number) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.officers;
  const { id, name, load } = props.officer;
  const act = useMutation({
    mutationFn: () => post<HandedBack>(`/officers/${encodeURIComponent(id)}/hand-back`),
    onSuccess: ({ count }) => props.onDone(count),
  });
  return (
    <ModalDialog title={words.handBackOf(name)} lead={words.handBackLead(name, load)} onClose={props.onClose}>
      {act.error === null ? null : <Problem error={act.error} />}
      <div className="form-actions">
        <Button loading={act.isPending} onClick={() => act.mutate()}>
          {words.handBack}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {texts.cancel}
        </Button>
      </div>
    </ModalDialog>
  );
}
