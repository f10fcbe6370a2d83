import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { encodeQR } from 'qr';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Me } from '../../../console/api.ts';
import { get, post } from '../call.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { Note } from '../parts/note.tsx';
import { PresentPassword } from '../parts/present-password.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';

interface Begun {
  readonly secret: string;
  readonly uri: string;
}

/** Setting up an authenticator app, or taking it away again. */
export function AuthenticatorForm(props: { readonly me: Me; readonly onMe: (me: Me) => void }): ReactNode {
  const { texts } = useTexts();
  const { me } = props;
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [password, setPassword] = useState('');
  const begin = useMutation({ mutationFn: () => post<Begun>('/authenticator/begin') });
  const refresh = async (): Promise<void> => props.onMe(await get<Me>('/me'));
  const remove = useMutation({
    mutationFn: () => post('/authenticator/remove', { password }),
    onSuccess: () => {
      setPassword('');
      return refresh();
    },
  });
  if (codes !== null)
    return (
      <Codes
        codes={codes}
        onKept={() => {
          setCodes(null);
          begin.reset();
          void refresh();
        }}
      />
    );
  if (begin.data !== undefined) return <Confirm begun={begin.data} onCodes={setCodes} onCancel={() => begin.reset()} />;
  return (
    <div className="form">
      <p>{me.hasAuthenticator ? texts.authenticator.on(me.recoveryCodesLeft) : texts.authenticator.off}</p>
      {me.role === 'admin' && !me.hasAuthenticator ? (
        <Note tone="warn">
          <p>{texts.authenticator.adminAdvice}</p>
        </Note>
      ) : null}
      {begin.error === null ? null : <Problem error={begin.error} />}
      <div className="form-actions">
        <Button onClick={() => begin.mutate()} loading={begin.isPending}>
          {me.hasAuthenticator ? texts.authenticator.renew : texts.authenticator.setUp}
        </Button>
      </div>
      {me.hasAuthenticator && me.role !== 'admin' ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            remove.mutate();
          }}
        >
          {remove.error === null ? null : <Problem error={remove.error} />}
          <PresentPassword label={texts.password.present} value={password} onChange={setPassword} />
          <div className="form-actions">
            <Button type="submit" variant="default" loading={remove.isPending}>
              {texts.authenticator.remove}
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
}

function Confirm(props: {
  readonly begun: Begun;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      post<{ readonly recoveryCodes: readonly string[] }>('/authenticator', {
        secret: props.begun.secret,
        password,
        code,
      }),
    onSuccess: ({ recoveryCodes }) => props.onCodes(recoveryCodes),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <p>{texts.authenticator.scan}</p>
      <QrCode text={props.begun.uri} />
      <CopyLine text={props.begun.secret} label={texts.authenticator.key} />
      {confirm.error === null ? null : <Problem error={confirm.error} />}
      <TextInput
        label={texts.authenticator.code}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
      />
      <PresentPassword label={texts.password.present} value={password} onChange={setPassword} />
      <div className="form-actions">
        <Button type="submit" loading={confirm.isPending}>
          {texts.authenticator.confirm}
        </Button>
        <Button variant="subtle" onClick={props.onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}

function Codes(props: { readonly codes: readonly string[]; readonly onKept: () => void }): ReactNode {
  const { texts } = useTexts();
  return (
    <Note tone="warn" role="alert">
      <p>
        <strong>{texts.authenticator.codesTitle}</strong>
      </p>
      <p>{texts.authenticator.codesLead}</p>
      <ul className="codes" lang="en">
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button onClick={props.onKept}>{texts.authenticator.codesKept}</Button>
    </Note>
  );
}

/** Black on white in the dark as well: apps do not read it otherwise. */
function QrCode({ text }: { readonly text: string }): ReactNode {
  const { texts } = useTexts();
  const rows = encodeQR(text, 'raw', { border: 3 });
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={texts.authenticator.scan}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
