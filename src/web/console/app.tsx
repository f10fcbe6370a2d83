import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Me } from '../../console/api.ts';
import type { Language } from '../languages.ts';
import { CallError, get } from './call.ts';
import { chosenLanguage, rememberLanguage } from './chosen-language.ts';
import { Loading } from './parts/loading.tsx';
import { Problem } from './parts/problem.tsx';
import { useAddress } from './route.ts';
import { FirstPassword } from './session/first-password.tsx';
import { RefusedPage } from './session/refused-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { Shell } from './shell.tsx';
import { CONSOLE_TEXTS } from './texts/console-texts.ts';
import { PageLanguage } from './texts/use-texts.ts';

/** Who is not signed in sees the sign-in; who has a one-time password chooses one; everybody else the pages. */
export function ConsoleApp(): ReactNode {
  const [language, setLanguage] = useState<Language>(chosenLanguage);
  // Before the first request: refusals come in this language.
  document.documentElement.lang = language;
  useEffect(() => {
    rememberLanguage(language);
    document.title = CONSOLE_TEXTS[language].name;
  }, [language]);
  return (
    <PageLanguage.Provider value={language}>
      <Gate onLanguage={setLanguage} />
    </PageLanguage.Provider>
  );
}

function Gate({ onLanguage }: { readonly onLanguage: (language: Language) => void }): ReactNode {
  const queries = useQueryClient();
  const me = useQuery({ queryKey: ['me'], queryFn: () => get<Me>('/me'), staleTime: Number.POSITIVE_INFINITY });
  const { route, query } = useAddress();
  const [wasSignedIn, setWasSignedIn] = useState(false);

  // Any page may be the one that hears first that the session is over.
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (query.queryKey[0] !== 'me' && error instanceof CallError && error.status === 401)
          void queries.invalidateQueries({ queryKey: ['me'] });
      }),
    [queries],
  );

  // What one person saw must not be there for the next.
  const forget = (): void => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });

  // Whoever is signed in as somebody else is told as well that the new sign-in came to nothing.
  if (route.page === 'refused') return <RefusedPage why={query.get('why')} onLanguage={onLanguage} />;
  if (me.isPending) return <Loading />;
  if (me.error instanceof CallError && me.error.status === 401) {
    const enter = (account: Me): void => {
      forget();
      queries.setQueryData(['me'], account);
      setWasSignedIn(true);
    };
    return <SignInPage onLanguage={onLanguage} onSignedIn={enter} hasEnded={wasSignedIn} />;
  }
  if (me.data === undefined) return <Problem error={me.error} onRetry={() => void me.refetch()} />;
  const leave = (): void => {
    setWasSignedIn(false);
    forget();
    void queries.resetQueries({ queryKey: ['me'] });
  };
  const change = (account: Me): void => void queries.setQueryData(['me'], account);
  if (me.data.mustChangePassword)
    return <FirstPassword me={me.data} onLanguage={onLanguage} onChanged={change} onSignedOut={leave} />;
  return <Shell me={me.data} onLanguage={onLanguage} onSignedOut={leave} onMe={change} />;
}
