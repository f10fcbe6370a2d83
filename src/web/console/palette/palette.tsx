import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { CasePage, CaseRow } from '../../../console/cases/case-api.ts';
import { get } from '../call.ts';
import { CASES_KEY } from '../cases/case-queries.ts';
import { Combobox, type ComboboxOption } from '../parts/combobox.tsx';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { addressOf, type ConsoleRoute, goTo } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { usePageActions } from './page-actions.ts';

/** The server is asked for cases after this pause. */
const TYPING_PAUSE_MS = 200;
/** Of each view. */
const CASES_SHOWN = 6;

export interface PalettePage {
  readonly route: Extract<ConsoleRoute, { page: string }>;
  readonly label: string;
}

/** Goes to a case or a page, or does what the open case allows: by name, with the keyboard. */
export function Palette(props: {
  readonly pages: readonly PalettePage[];
  readonly seesCases: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.palette;
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const cases = useCasesLike(typed.trim(), props.seesCases);
  const actions = usePageActions().filter(({ label }) => label.toLowerCase().includes(wanted));
  const pages = props.pages.filter(({ label }) => label.toLowerCase().includes(wanted));
  const choose = (id: string): void => {
    props.onClose();
    const action = actions.find((each) => `action ${each.id}` === id);
    const page = pages.find((each) => `page ${each.route.page}` === id);
    // When this dialog has given the focus back: the next one takes it from there.
    setTimeout(() => {
      if (action !== undefined) action.run();
      else if (page !== undefined) goTo(addressOf(page.route));
      else goTo(addressOf({ page: 'case', id: id.replace(/^case /u, '') }));
    });
  };
  return (
    <ModalDialog title={words.title} onClose={props.onClose}>
      <Combobox
        label={props.seesCases ? words.label : words.labelPages}
        value={typed}
        onValue={setTyped}
        groups={[
          { name: words.actions, options: actions.map(({ id, label }) => ({ id: `action ${id}`, label })) },
          { name: texts.cases.queue.title, options: cases.map((row) => optionOf(row, texts.cases)) },
          { name: words.pages, options: pages.map(({ route, label }) => ({ id: `page ${route.page}`, label })) },
        ]}
        onChoose={choose}
        empty={words.nothing}
        count={words.count}
      />
      <div className="form-actions">
        <Button variant="default" onClick={props.onClose}>
          {texts.close}
        </Button>
      </div>
    </ModalDialog>
  );
}

function optionOf(row: CaseRow, words: ReturnType<typeof useTexts>['texts']['cases']): ComboboxOption {
  return {
    id: `case ${row.id}`,
    label: row.company === '' ? words.queue.noCompany : row.company,
    hint: `${row.number} · ${words.states[row.state]}`,
    lang: row.company === '' ? undefined : row.language,
  };
}

/** The person's own cases first, whatever their desk, and those that have ended last. */
function useCasesLike(typed: string, isAsked: boolean): readonly CaseRow[] {
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery({
    queryKey: [CASES_KEY, 'palette', search],
    queryFn: async () => {
      const pages = await Promise.all(
        (['mine', 'open', 'snoozed', 'ended'] as const).map((view) =>
          get<CasePage>(`/cases?${new URLSearchParams({ view, search })}`),
        ),
      );
      return pages.flatMap(({ rows }) => rows.slice(0, CASES_SHOWN));
    },
    enabled: isAsked && search.length > 1,
  });
  if (typed.length < 2 || data === undefined) return [];
  return [...new Map(data.map((row) => [row.id, row])).values()];
}
