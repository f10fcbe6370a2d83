import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { CallError, post } from '../call.ts';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CASES_KEY, caseKey } from './case-queries.ts';
import { dayKey, morningAfter } from './hong-kong-time.ts';

const MINUTES = ['15', '30', '45', '60'];

/** Asks the visitor whether a call then would suit. Outside working hours the server warns first. */
export function CallDialog(props: { readonly caseId: string; readonly onClose: () => void }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.call;
  const queries = useQueryClient();
  const [today] = useState(() => dayKey(new Date().toISOString()));
  const [day, setDay] = useState(() => dayKey(morningAfter(Date.now(), 1)));
  const [time, setTime] = useState('10:00');
  const [minutes, setMinutes] = useState('30');
  const propose = useMutation({
    mutationFn: (isOutsideHoursMeant: boolean) =>
      post<CaseDetail>(`/cases/${encodeURIComponent(props.caseId)}/call`, {
        start: new Date(`${day}T${time}:00+08:00`).toISOString(),
        minutes: Number(minutes),
        isOutsideHoursMeant,
      }),
    onSuccess: (detail) => {
      queries.setQueryData(caseKey(props.caseId), detail);
      void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
      props.onClose();
    },
  });
  const isOutside = propose.error instanceof CallError && propose.error.code === 'OutsideHours';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (day !== '' && time !== '') propose.mutate(isOutside);
  };
  // A warning is about the time it was given for.
  const change = (set: (value: string) => void) => (event: { readonly currentTarget: { readonly value: string } }) => {
    set(event.currentTarget.value);
    propose.reset();
  };
  return (
    <ModalDialog title={words.propose} lead={words.lead} onClose={props.onClose}>
      <form className="form" onSubmit={submit}>
        {propose.error === null ? null : <Problem error={propose.error} />}
        <TextInput
          label={words.day}
          type="date"
          min={today}
          value={day}
          required
          withAsterisk={false}
          onChange={change(setDay)}
        />
        <TextInput
          label={words.time}
          type="time"
          value={time}
          required
          withAsterisk={false}
          onChange={change(setTime)}
        />
        <NativeSelect label={words.minutes} value={minutes} data={MINUTES} onChange={change(setMinutes)} />
        <div className="form-actions">
          <Button type="submit" loading={propose.isPending}>
            {isOutside ? words.sendAnyway : words.send}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
