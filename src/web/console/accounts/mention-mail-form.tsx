import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CasePeople } from '../../../console/cases/case-api.ts';
import { post } from '../call.ts';
import { PEOPLE_KEY, usePeople } from '../cases/case-queries.ts';
import { Loading } from '../parts/loading.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** Where an officer is told of mentions while no page of the console is open. */
export function MentionMailForm(): ReactNode {
  const people = usePeople();
  if (people.data === undefined)
    return people.isPending ? <Loading /> : <Problem error={people.error} onRetry={() => void people.refetch()} />;
  return <Form known={people.data.me.email ?? ''} />;
}

function Form({ known }: { readonly known: string }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.mentions;
  const queries = useQueryClient();
  const [mail, setMail] = useState(known);
  const keep = useMutation({
    mutationFn: () => post<CasePeople>('/mentions/email', { email: mail.trim() === '' ? null : mail.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keep.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      {keep.error === null ? null : <Problem error={keep.error} />}
      <TextInput
        type="email"
        autoComplete="email"
        label={words.mail}
        description={words.mailHint}
        value={mail}
        onChange={(event) => {
          keep.reset();
          setMail(event.currentTarget.value);
        }}
      />
      <div className="form-actions">
        <Button type="submit" loading={keep.isPending}>
          {texts.save}
        </Button>
        <span role="status">{keep.isSuccess ? words.mailKept : ''}</span>
      </div>
    </form>
  );
}
