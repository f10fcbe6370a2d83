import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Me } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Front } from './front.tsx';
import { PasswordForm } from './password-form.tsx';
import { signOut } from './sign-out.ts';

/** After a one-time password nothing else can be done first. */
export function FirstPassword(props: {
  readonly me: Me;
  readonly onLanguage: (language: Language) => void;
  readonly onChanged: (me: Me) => void;
  readonly onSignedOut: () => void;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <Front title={texts.password.firstTitle} lead={texts.password.firstLead} onLanguage={props.onLanguage}>
      <PasswordForm me={props.me} onChanged={props.onChanged}>
        <Button variant="subtle" onClick={() => void signOut(props.onSignedOut)}>
          {texts.signIn.out}
        </Button>
      </PasswordForm>
    </Front>
  );
}
