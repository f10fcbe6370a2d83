import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Me, SignInWays } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { get } from '../call.ts';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Front } from './front.tsx';
import { PasswordSignIn } from './password-sign-in.tsx';
import { ProviderButton } from './provider-button.tsx';

/** The ways in: the identity provider's button, where there is one, and a password. */
export function SignInPage(props: {
  readonly onLanguage: (language: Language) => void;
  readonly onSignedIn: (me: Me) => void;
  readonly hasEnded: boolean;
}): ReactNode {
  const { texts } = useTexts();
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => get<SignInWays>('/sign-in') });
  return (
    <Front title={texts.signIn.title} lead={texts.signIn.lead} onLanguage={props.onLanguage}>
      {props.hasEnded ? (
        <Note tone="plain" role="status">
          <p>{texts.signIn.ended}</p>
        </Note>
      ) : null}
      {ways.isPending ? <Loading /> : <Ways ways={ways.data} onSignedIn={props.onSignedIn} />}
    </Front>
  );
}

/** `ways`: undefined when they could not be had; the password then says why it does not work either. */
function Ways(props: { readonly ways: SignInWays | undefined; readonly onSignedIn: (me: Me) => void }): ReactNode {
  const { texts } = useTexts();
  const provider = props.ways?.provider ?? null;
  if (provider === null) return <PasswordSignIn onSignedIn={props.onSignedIn} isFirst />;
  const password = <PasswordSignIn onSignedIn={props.onSignedIn} isFirst={false} />;
  return (
    <>
      <ProviderButton>{texts.signIn.withProvider(provider.name)}</ProviderButton>
      {props.ways?.hasPasswords === true ? (
        <section className="other-way" aria-labelledby="other-way">
          <h2 id="other-way">{texts.signIn.withPassword}</h2>
          {password}
        </section>
      ) : (
        <details className="other-way">
          <summary>{texts.signIn.emergency}</summary>
          {password}
        </details>
      )}
    </>
  );
}
