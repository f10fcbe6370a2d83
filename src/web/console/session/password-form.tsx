import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Me } from '../../../console/api.ts';
import { post } from '../call.ts';
import { Note } from '../parts/note.tsx';
import { PresentPassword } from '../parts/present-password.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';

export function PasswordForm(props: {
  readonly me: Me;
  readonly onChanged: (me: Me) => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { texts } = useTexts();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => post<Me>('/password', { present, next }),
    onSuccess: (me) => {
      setPresent('');
      setNext('');
      props.onChanged(me);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit} className="form">
      {/* Password managers want to know whose password it is. */}
      <input type="text" autoComplete="username" value={props.me.name} readOnly hidden />
      {change.error === null ? null : <Problem error={change.error} />}
      {change.isSuccess ? (
        <Note tone="good" role="status">
          <p>{texts.password.changed}</p>
        </Note>
      ) : null}
      <PresentPassword
        label={props.me.mustChangePassword ? texts.password.oneTime : texts.password.present}
        value={present}
        onChange={setPresent}
      />
      <PasswordInput
        label={texts.password.next}
        description={texts.password.rule}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        autoComplete="new-password"
        required
        withAsterisk={false}
      />
      <div className="form-actions">
        <Button type="submit" loading={change.isPending}>
          {texts.password.change}
        </Button>
        {props.children}
      </div>
    </form>
  );
}
