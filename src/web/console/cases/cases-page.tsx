import { Button, NativeSelect, Pagination } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Me } from '../../../console/api.ts';
import { CASE_VIEWS, type CasePage, type CaseRow, type CaseView } from '../../../console/cases/case-api.ts';
import { SWITCH_ORDER } from '../../languages.ts';
import { get } from '../call.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { useShowCurrent } from '../parts/use-show-current.ts';
import { addressOf, goTo, useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { CASES_KEY } from './case-queries.ts';
import { CaseTable } from './case-table.tsx';
import { ExportLinks } from './export-links.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { SavedViews } from './saved-views.tsx';
import { isTaken, usesSingleKeys } from './single-keys.ts';
import { useAct } from './use-act.ts';

type Filters = Readonly<Record<'view' | 'search' | 'desk' | 'language' | 'label' | 'figure' | 'days' | 'page', string>>;

/** The queue and its other views. What is chosen stands in the address, so that it can be kept and sent. */
export function CasesPage({ me }: { readonly me: Me }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.queue;
  const { query } = useAddress();
  const view = CASE_VIEWS.find((each) => each === query.get('view')) ?? 'queue';
  const filters: Filters = {
    view,
    search: query.get('search') ?? '',
    desk: query.get('desk') ?? '',
    language: query.get('language') ?? '',
    label: query.get('label') ?? '',
    figure: query.get('figure') ?? '',
    days: query.get('days') ?? '',
    page: query.get('page') ?? '',
  };
  const asked = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString();
  const cases = useQuery({
    queryKey: [CASES_KEY, 'page', asked],
    queryFn: () => get<CasePage>(`/cases?${asked}`),
    placeholderData: keepPreviousData,
  });
  // Another filter begins with its first page.
  const choose = (change: Partial<Filters>, replace = false): void =>
    goTo(addressOf({ page: 'cases' }, { ...filters, page: '', ...change }), { replace });
  const claim = useAct();
  const claimRow = (row: CaseRow): void => {
    if (canClaim(row) && !claim.isPending) claim.mutate({ id: row.id, command: { kind: 'claim' } });
  };
  const search = useRef<HTMLInputElement>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  useQueueKeys({
    rows: cases.data?.rows ?? [],
    onClaim: claimRow,
    onSearch: () => search.current?.focus(),
  });
  const numberOf = (id: string | undefined): string => cases.data?.rows.find((row) => row.id === id)?.number ?? '';
  return (
    <>
      <div className="head-line">
        <PageHead title={words.title} lead={words.lead} />
        <Button variant="default" className="keys-button" onClick={() => setShowsKeys(true)}>
          {words.keys}
        </Button>
      </div>
      {showsKeys ? <KeysDialog seesCases onClose={() => setShowsKeys(false)} /> : null}
      <ViewTabs view={view} counts={cases.data?.counts} filters={filters} />
      {filters.figure === '' ? null : (
        <Note tone="plain">
          <p>
            {words.figure}{' '}
            <Link className="text-link" href={addressOf({ page: 'cases' }, { view })}>
              {words.clearFilters}
            </Link>
          </p>
        </Note>
      )}
      <SavedViews current={{ ...filters, page: '' }} />
      <FilterBar filters={filters} page={cases.data} onChoose={choose} field={search} />
      {claim.error === null ? null : (
        <div>
          <p className="bad">{words.refused(numberOf(claim.variables?.id))}</p>
          <Problem error={claim.error} />
        </div>
      )}
      {claim.data === undefined || claim.error !== null ? null : (
        <Note tone="good" role="status">
          <p>
            {words.claimed(claim.data.number)}{' '}
            <Link className="text-link" href={addressOf({ page: 'case', id: claim.data.id })}>
              {words.openOf(claim.data.company || words.noCompany)}
            </Link>
          </p>
        </Note>
      )}
      {cases.error === null ? null : <Problem error={cases.error} onRetry={() => void cases.refetch()} />}
      {cases.data === undefined ? (
        cases.isPending ? (
          <Loading />
        ) : null
      ) : (
        <>
          <p className="count" role="status">
            {words.count(cases.data.total)}
          </p>
          {me.role === 'officer' || cases.data.total === 0 ? null : (
            <ExportLinks asked={asked} total={cases.data.total} />
          )}
          {cases.data.rows.length === 0 ? (
            <NoCases filters={filters} />
          ) : (
            <CaseTable
              rows={cases.data.rows}
              claiming={claim.isPending ? claim.variables.id : null}
              onClaim={claimRow}
            />
          )}
          {cases.data.total > cases.data.perPage ? (
            <Pagination
              value={cases.data.page}
              total={Math.ceil(cases.data.total / cases.data.perPage)}
              onChange={(page) => choose({ page: String(page) })}
              getItemProps={(page) => ({ 'aria-label': words.page(page) })}
              getControlProps={(control) => ({ 'aria-label': control })}
            />
          ) : null}
        </>
      )}
    </>
  );
}

function canClaim(row: CaseRow): boolean {
  return row.state === 'new' && row.officer === null;
}

function ViewTabs(props: {
  readonly view: CaseView;
  readonly counts: CasePage['counts'] | undefined;
  readonly filters: Filters;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.queue;
  const tabs = useShowCurrent<HTMLUListElement>(`${props.view} ${props.counts?.[props.view] ?? ''}`);
  return (
    <nav aria-label={words.viewsLabel}>
      <ul className="view-tabs" ref={tabs}>
        {CASE_VIEWS.map((view) => (
          <li key={view}>
            <Link
              href={addressOf({ page: 'cases' }, { ...props.filters, page: '', figure: '', days: '', view })}
              aria-current={view === props.view && props.filters.figure === '' ? 'page' : undefined}
            >
              {words.views[view]} <span className="chip-count">{props.counts?.[view] ?? ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function FilterBar(props: {
  readonly filters: Filters;
  readonly page: CasePage | undefined;
  readonly onChoose: (change: Partial<Filters>, replace?: boolean) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.queue;
  const { filters, page, onChoose } = props;
  const labels = new Set(page?.rows.flatMap((row) => row.labels));
  if (filters.label !== '') labels.add(filters.label);
  return (
    <div className="filters">
      <SearchField
        label={words.searchLabel}
        value={filters.search}
        onSearch={(search) => onChoose({ search }, true)}
        field={props.field}
      />
      <NativeSelect
        label={words.desk}
        value={filters.desk}
        onChange={(event) => onChoose({ desk: event.currentTarget.value })}
        data={[
          { value: '', label: words.allDesks },
          ...(page?.desks ?? []).map(({ id, name }) => ({ value: id, label: name[language] })),
        ]}
      />
      <NativeSelect
        label={words.language}
        value={filters.language}
        onChange={(event) => onChoose({ language: event.currentTarget.value })}
        data={[
          { value: '', label: words.allLanguages },
          ...SWITCH_ORDER.map((each) => ({ value: each, label: texts.languages[each] })),
        ]}
      />
      <NativeSelect
        label={words.label}
        value={filters.label}
        onChange={(event) => onChoose({ label: event.currentTarget.value })}
        data={[{ value: '', label: words.allLabels }, ...[...labels].sort().map((label) => ({ value: label, label }))]}
      />
    </div>
  );
}

function NoCases({ filters }: { readonly filters: Filters }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.queue;
  const isFiltered = [filters.search, filters.desk, filters.language, filters.label, filters.figure].some(
    (value) => value !== '',
  );
  return (
    <div className="empty">
      <h2>{isFiltered ? words.emptyFiltered : words.empty}</h2>
      {isFiltered ? (
        <Link className="text-link" href={addressOf({ page: 'cases' }, { view: filters.view })}>
          {words.clearFilters}
        </Link>
      ) : (
        <p>{words.emptyLead}</p>
      )}
    </div>
  );
}

/** j and k go from case to case, c claims the one that has the focus, / searches. */
function useQueueKeys(keys: {
  readonly rows: readonly CaseRow[];
  readonly onClaim: (row: CaseRow) => void;
  readonly onSearch: () => void;
}): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event) || !usesSingleKeys()) return;
      const { rows, onClaim, onSearch } = latest.current;
      const links = [...document.querySelectorAll<HTMLElement>('[data-case-link]')];
      const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
      switch (event.key) {
        case 'j':
          links[Math.min(at + 1, links.length - 1)]?.focus();
          break;
        case 'k':
          links[Math.max(at - 1, 0)]?.focus();
          break;
        case 'c': {
          const row = rows.find(({ id }) => id === links[at]?.dataset['caseLink']);
          if (row === undefined) return;
          onClaim(row);
          break;
        }
        case '/':
          onSearch();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
