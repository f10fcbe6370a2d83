import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Me } from '../../../console/api.ts';
import { CallError, post } from '../call.ts';
import { PresentPassword } from '../parts/present-password.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** Name and password, then a code when the account has an authenticator. */
export function PasswordSignIn(props: {
  readonly onSignedIn: (me: Me) => void;
  /** Whether the first field takes the focus. */
  readonly isFirst: boolean;
}): ReactNode {
  const { texts } = useTexts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () => post<Me>('/sign-in', asksCode ? { name, password, code } : { name, password }),
    onSuccess: props.onSignedIn,
    onError: (error) => {
      if (error instanceof CallError && error.code === 'CodeNeeded') setAsksCode(true);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  const back = (): void => {
    setAsksCode(false);
    setCode('');
    signIn.reset();
  };
  const isRefused = signIn.error !== null && !(signIn.error instanceof CallError && signIn.error.code === 'CodeNeeded');
  return (
    <form onSubmit={submit} className="form">
      {isRefused ? <Problem error={signIn.error} /> : null}
      {asksCode ? (
        <TextInput
          key="code"
          label={texts.signIn.code}
          description={texts.signIn.codeHint}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          autoFocus
          required
          withAsterisk={false}
        />
      ) : (
        <>
          <TextInput
            label={texts.signIn.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={props.isFirst}
            required
            withAsterisk={false}
          />
          <PresentPassword label={texts.signIn.password} value={password} onChange={setPassword} />
        </>
      )}
      <div className="form-actions">
        <Button type="submit" variant={props.isFirst ? 'filled' : 'default'} loading={signIn.isPending}>
          {texts.signIn.go}
        </Button>
        {asksCode ? (
          <Button variant="subtle" onClick={back}>
            {texts.signIn.back}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
