import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SignInRefusal, SignInWays } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { get } from '../call.ts';
import { Link } from '../parts/link.tsx';
import { Note } from '../parts/note.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Front } from './front.tsx';
import { ProviderButton } from './provider-button.tsx';

/** Another account may have what this one lacks. */
const ABOUT_THE_PERSON: readonly SignInRefusal[] = ['no-role', 'no-desk', 'disabled', 'denied'];

/** Somebody came back from the identity provider and is not signed in: why, and the way back. */
export function RefusedPage(props: {
  /** As it stands in the address: anything. */
  readonly why: string | null;
  readonly onLanguage: (language: Language) => void;
}): ReactNode {
  const { texts } = useTexts();
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => get<SignInWays>('/sign-in') });
  const why = isRefusal(props.why, texts.refused.reasons) ? props.why : 'expired';
  return (
    <Front title={texts.refused.title} lead={texts.refused.lead} onLanguage={props.onLanguage}>
      <Note tone="warn" role="alert">
        <p>{texts.refused.reasons[why]}</p>
      </Note>
      {ways.data?.provider == null ? null : (
        <ProviderButton key={why} asksWho={ABOUT_THE_PERSON.includes(why)}>
          {ABOUT_THE_PERSON.includes(why) ? texts.refused.anotherAccount : texts.tryAgain}
        </ProviderButton>
      )}
      <Link href={addressOf({ page: 'home' })}>{texts.refused.back}</Link>
    </Front>
  );
}

function isRefusal(why: string | null, reasons: Readonly<Record<SignInRefusal, string>>): why is SignInRefusal {
  return why !== null && Object.hasOwn(reasons, why);
}
