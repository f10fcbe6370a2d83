import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { usePeople } from './case-queries.ts';

/** To another desk, or to one officer of it. */
export function TransferDialog(props: { readonly detail: CaseDetail; readonly onClose: () => void }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.actions;
  const people = usePeople();
  const [desk, setDesk] = useState(props.detail.desk.id);
  const [officer, setOfficer] = useState('');
  // Officers without desks of their own work for all of them.
  const officers = (people.data?.officers ?? []).filter(({ desks }) => desks.length === 0 || desks.includes(desk));
  return (
    <ActionDialog
      caseId={props.detail.id}
      title={words.transfer}
      lead={words.leads.transfer}
      reasons={words.reasons.transfer}
      commandOf={(reason) =>
        // To the desk that has it, only somebody else there would be a change.
        desk === props.detail.desk.id && officer === ''
          ? undefined
          : { kind: 'transfer', desk, officer: officer === '' ? null : officer, reason }
      }
      onClose={props.onClose}
    >
      {people.error === null ? null : <Problem error={people.error} onRetry={() => void people.refetch()} />}
      <NativeSelect
        label={words.toDesk}
        value={desk}
        onChange={(event) => {
          setDesk(event.currentTarget.value);
          setOfficer('');
        }}
        data={(people.data?.desks ?? [props.detail.desk]).map(({ id, name }) => ({
          value: id,
          label: name[language],
        }))}
      />
      <NativeSelect
        label={words.toOfficer}
        value={officer}
        onChange={(event) => setOfficer(event.currentTarget.value)}
        data={[
          { value: '', label: words.anyOfficer },
          ...officers.map(({ id, name, isAvailable }) => ({
            value: id,
            label: isAvailable ? name : `${name} (${words.away})`,
          })),
        ]}
      />
    </ActionDialog>
  );
}
