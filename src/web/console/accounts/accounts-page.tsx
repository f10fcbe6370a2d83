import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AccountList, AccountRow, Me, OneTimePassword, SignInWays } from '../../../console/api.ts';
import { get, post } from '../call.ts';
import { dateOf } from '../cases/hong-kong-time.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { EventList } from './event-list.tsx';

const ROLES = ['officer', 'supervisor', 'editor', 'admin'] as const;

/** Admins: who may sign in, as what, and what happened. */
export function AccountsPage({ me }: { readonly me: Me }): ReactNode {
  const { texts } = useTexts();
  const queries = useQueryClient();
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => get<AccountList>('/accounts') });
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => get<SignInWays>('/sign-in') });
  const [shown, setShown] = useState<OneTimePassword | null>(null);
  const act = useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: unknown }) =>
      post<AccountRow | OneTimePassword>(`/accounts${path}`, body),
    onSuccess: (result) => {
      setShown('oneTimePassword' in result ? result : null);
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  return (
    <>
      <PageHead title={texts.accounts.title} lead={texts.accounts.lead} />
      {ways.data?.hasPasswords === false ? (
        <p>{texts.accounts.onlyExternal}</p>
      ) : (
        <AddForm isBusy={act.isPending} onAdd={(body) => act.mutate({ path: '', body })} />
      )}
      {act.error === null ? null : <Problem error={act.error} />}
      {shown === null ? null : <Shown access={shown} onClose={() => setShown(null)} />}
      {accounts.error === null ? null : <Problem error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data === undefined ? (
        accounts.isPending ? (
          <Loading />
        ) : null
      ) : (
        <>
          <AccountTable
            me={me}
            accounts={accounts.data.accounts}
            onAct={(id, action, body) => act.mutate({ path: `/${id}/${action}`, body })}
          />
          <section aria-labelledby="events">
            <h2 id="events">{texts.accounts.events}</h2>
            <EventList events={accounts.data.events} />
          </section>
        </>
      )}
    </>
  );
}

function AddForm(props: {
  readonly isBusy: boolean;
  readonly onAdd: (account: { readonly name: string; readonly role: string }) => void;
}): ReactNode {
  const { texts } = useTexts();
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>('editor');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onAdd({ name, role });
    setName('');
  };
  return (
    <form className="filters filters-end" onSubmit={submit}>
      <TextInput
        label={texts.accounts.name}
        placeholder="li.ming"
        title={texts.accounts.nameHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        pattern="[A-Za-z0-9][A-Za-z0-9._\-]{1,39}"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <RoleSelect label={texts.accounts.role} value={role} onChange={setRole} />
      <Button type="submit" loading={props.isBusy}>
        {texts.accounts.add}
      </Button>
    </form>
  );
}

function Shown({ access, onClose }: { readonly access: OneTimePassword; readonly onClose: () => void }): ReactNode {
  const { texts } = useTexts();
  return (
    <Note tone="warn" role="alert">
      <p>
        <strong>{texts.accounts.oneTimeTitle(access.name)}</strong>
      </p>
      <p>{texts.accounts.oneTimeLead}</p>
      <CopyLine text={access.oneTimePassword} label={texts.password.oneTime} />
      <Button variant="default" onClick={onClose}>
        {texts.close}
      </Button>
    </Note>
  );
}

function AccountTable(props: {
  readonly me: Me;
  readonly accounts: readonly AccountRow[];
  readonly onAct: (id: string, action: string, body?: unknown) => void;
}): ReactNode {
  const { texts, language } = useTexts();
  return (
    <div className="data-scroll">
      <table className="data stacked">
        <thead>
          <tr>
            <th scope="col">{texts.accounts.name}</th>
            <th scope="col">{texts.accounts.role}</th>
            <th scope="col">{texts.accounts.state}</th>
            <th scope="col">{texts.accounts.since}</th>
            <th scope="col">{texts.accounts.actions}</th>
          </tr>
        </thead>
        <tbody>
          {props.accounts.map((account) => {
            const isOwn = account.name === props.me.name;
            return (
              <tr key={account.id}>
                <th scope="row">
                  {account.name}
                  {isOwn ? <span className="quiet"> ({texts.accounts.you})</span> : null}
                </th>
                <td data-label={texts.accounts.role}>
                  {isOwn || account.isExternal ? (
                    texts.roles[account.role]
                  ) : (
                    <RoleSelect
                      ariaLabel={`${texts.accounts.role}: ${account.name}`}
                      value={account.role}
                      onChange={(role) => props.onAct(account.id, 'role', { role })}
                    />
                  )}
                </td>
                <td data-label={texts.accounts.state}>
                  <State account={account} />
                </td>
                <td data-label={texts.accounts.since} className="day">
                  {dateOf(account.createdAt, language)}
                </td>
                <td data-label={texts.accounts.actions}>
                  {isOwn ? (
                    <span className="quiet">–</span>
                  ) : (
                    <div className="row-actions">
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={`${account.isDisabled ? texts.accounts.enable : texts.accounts.disable}: ${account.name}`}
                        onClick={() => props.onAct(account.id, account.isDisabled ? 'enable' : 'disable')}
                      >
                        {account.isDisabled ? texts.accounts.enable : texts.accounts.disable}
                      </Button>
                      {account.isExternal ? null : (
                        <Button
                          variant="default"
                          size="compact-sm"
                          aria-label={`${texts.accounts.reset}: ${account.name}`}
                          onClick={() => props.onAct(account.id, 'reset')}
                        >
                          {texts.accounts.reset}
                        </Button>
                      )}
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function State({ account }: { readonly account: AccountRow }): ReactNode {
  const { texts } = useTexts();
  const [tone, word] = account.isDisabled
    ? (['bad', texts.accounts.disabled] as const)
    : account.mustChangePassword
      ? (['warn', texts.accounts.waiting] as const)
      : (['good', texts.accounts.active] as const);
  return (
    <>
      <span className={`badge badge-${tone}`}>{word}</span>
      {account.isExternal ? <span className="under">{texts.accounts.external}</span> : null}
      {account.hasAuthenticator ? <span className="under">{texts.accounts.withAuthenticator}</span> : null}
    </>
  );
}

function RoleSelect(props: {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly value: string;
  readonly onChange: (role: string) => void;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <NativeSelect
      label={props.label}
      aria-label={props.ariaLabel}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data={ROLES.map((role) => ({ value: role, label: texts.roles[role] }))}
    />
  );
}
