import type { ReactNode } from 'react';
import type { Me } from '../../../console/api.ts';
import { PageHead } from '../parts/page-head.tsx';
import { PasswordForm } from '../session/password-form.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { AuthenticatorForm } from './authenticator-form.tsx';
import { MentionMailForm } from './mention-mail-form.tsx';

export function OwnAccountPage(props: { readonly me: Me; readonly onMe: (me: Me) => void }): ReactNode {
  const { texts } = useTexts();
  return (
    <>
      <PageHead title={texts.pages.own} lead={`${props.me.name} · ${texts.roles[props.me.role]}`} />
      {props.me.isExternal ? <p>{texts.accounts.externalOwn}</p> : null}
      <div className="own">
        {props.me.isExternal ? null : (
          <section aria-labelledby="own-password" className="panel">
            <h2 id="own-password">{texts.password.title}</h2>
            <PasswordForm me={props.me} onChanged={props.onMe} />
          </section>
        )}
        {worksOnCases(props.me) ? (
          <section aria-labelledby="own-mentions" className="panel">
            <h2 id="own-mentions">{texts.cases.mentions.title}</h2>
            <MentionMailForm />
          </section>
        ) : null}
        {props.me.isExternal ? null : (
          <section aria-labelledby="own-authenticator" className="panel">
            <h2 id="own-authenticator">{texts.authenticator.title}</h2>
            <AuthenticatorForm me={props.me} onMe={props.onMe} />
          </section>
        )}
      </div>
    </>
  );
}

function worksOnCases({ role, hasCases }: Me): boolean {
  return hasCases && (role === 'officer' || role === 'supervisor');
}
