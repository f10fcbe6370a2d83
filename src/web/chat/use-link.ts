import { useEffect, useState } from 'react';
import type { Language } from '../languages.ts';
import type { ChatAdapter } from './connection/direct-line-types.ts';
import { Link } from './connection/link.ts';
import type { LinkState } from './connection/link-state.ts';
import { openSession } from './connection/session.ts';

export interface ShownConversation {
  /** Another one, another transcript. */
  readonly number: number;
  readonly adapter: ChatAdapter;
  readonly userId: string;
}

/** The one connection of this page and what it says. It outlives every render and asks for the language of the moment. */
export function useLink(language: Language): {
  readonly link: Link;
  readonly state: LinkState;
  readonly conversation: ShownConversation | undefined;
  /** Messaging apps in which it can go on. */
  readonly apps: readonly string[];
} {
  const [state, setState] = useState<LinkState>({ kind: 'connecting' });
  const [conversation, setConversation] = useState<ShownConversation>();
  const [apps, setApps] = useState<readonly string[]>([]);
  const [current] = useState({ language });
  const [link] = useState(
    () =>
      new Link({
        language: () => current.language,
        openSession,
        onState: setState,
        onApps: setApps,
        onConversation: (adapter, userId) =>
          setConversation((last) => ({ number: (last?.number ?? 0) + 1, adapter, userId })),
      }),
  );
  useEffect(() => link.start(), [link]);
  useEffect(() => {
    if (current.language === language) return;
    current.language = language;
    link.languageChanged();
  }, [language, current, link]);
  return { link, state, conversation, apps };
}
