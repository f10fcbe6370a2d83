import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { Combobox } from '../parts/combobox.tsx';
import { Loading } from '../parts/loading.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { usePeople } from './case-queries.ts';

/** Colleagues who see this case, to be named in a note. */
export function MentionPicker(props: {
  readonly detail: CaseDetail;
  /** The name as it is written behind the @. */
  readonly onChoose: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.mentions;
  const people = usePeople(props.detail.id);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const desks = new Map(people.data?.desks.map(({ id, name }) => [id, name]));
  const { language } = useTexts();
  const options = (people.data?.officers ?? [])
    .filter(({ id, name, seesCase }) => seesCase && id !== people.data?.me.id && name.toLowerCase().includes(wanted))
    .map(({ name, desks: own, isAvailable }) => ({
      id: name,
      label: name,
      hint: [
        ...own.map((desk) => desks.get(desk)?.[language] ?? desk),
        ...(isAvailable ? [] : [texts.cases.actions.away]),
      ].join(' · '),
    }));
  return (
    <div className="canned" role="group" aria-label={words.pick}>
      {people.error === null ? null : <Problem error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending ? (
        <Loading />
      ) : (
        <Combobox
          label={words.pick}
          value={typed}
          onValue={setTyped}
          groups={[{ name: null, options }]}
          onChoose={props.onChoose}
          onEscape={props.onClose}
          empty={words.nobody}
          count={words.count}
        />
      )}
      <div className="form-actions">
        <Button variant="subtle" onClick={props.onClose}>
          {texts.close}
        </Button>
      </div>
    </div>
  );
}
