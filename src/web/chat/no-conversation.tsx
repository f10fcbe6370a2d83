import type { ReactNode } from 'react';
import type { Language } from '../languages.ts';
import { chatTexts } from '../texts/chat-texts.ts';
import type { LinkState } from './connection/link-state.ts';

const INVESTHK = 'https://www.investhk.gov.hk/';

/** The way on when the assistant cannot even be reached: the people behind it. Silent while it is only connecting. */
export function NoConversation({
  state,
  language,
}: {
  readonly state: LinkState;
  readonly language: Language;
}): ReactNode {
  if (state.kind === 'connecting' || state.kind === 'online') return null;
  return (
    <p className="no-conversation">
      {chatTexts(language).meanwhile}{' '}
      <a href={INVESTHK} target="_blank" rel="noopener noreferrer">
        investhk.gov.hk
      </a>
    </p>
  );
}
