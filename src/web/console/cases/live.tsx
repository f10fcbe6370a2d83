import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { NOTICES_KEY } from '../notices/notice-queries.ts';
import { CASES_KEY, caseKey, MENTIONS_KEY } from './case-queries.ts';
import { type LinkState, openLiveLink } from './live-link.ts';

interface Live {
  readonly state: LinkState;
  /** Case id → when the visitor was last seen typing (milliseconds). */
  readonly typing: Readonly<Record<string, number>>;
}

const LiveContext = createContext<Live>({ state: 'connecting', typing: {} });

/** What the server pushes makes the pages below ask again. */
export function LiveProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const [state, setState] = useState<LinkState>('connecting');
  const [typing, setTyping] = useState<Live['typing']>({});
  useEffect(
    () =>
      openLiveLink({
        onState: setState,
        // Whoever is signed out sees the sign-in instead of these pages, which ends the link.
        onSignedOut: () => void queries.invalidateQueries({ queryKey: ['me'] }),
        onFrame: (frame) => {
          switch (frame.kind) {
            case 'hello':
              return;
            case 'resync':
              for (const key of [CASES_KEY, NOTICES_KEY]) void queries.invalidateQueries({ queryKey: [key] });
              return;
            case 'notices':
              void queries.invalidateQueries({ queryKey: [NOTICES_KEY] });
              return;
            case 'mention':
              void queries.invalidateQueries({ queryKey: MENTIONS_KEY });
              return;
            case 'read':
              void queries.invalidateQueries({ queryKey: caseKey(frame.id) });
              return;
            case 'typing':
              setTyping((before) => ({ ...before, [frame.id]: Date.now() }));
              return;
            case 'case': {
              setTyping(({ [frame.id]: _, ...others }) => others);
              void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
              // Whatever its version: notes, files and words of the chat beside it do not raise that.
              void queries.invalidateQueries({ queryKey: caseKey(frame.id) });
            }
          }
        },
      }),
    [queries],
  );
  const live = useMemo(() => ({ state, typing }), [state, typing]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

export function useLive(): Live {
  return useContext(LiveContext);
}
