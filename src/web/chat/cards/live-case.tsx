import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { CaseCard } from '../../../domain/card.ts';
import { OFFICER_STATES } from '../../../domain/ticket.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import { cardOf } from '../answer/read-card.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { usePageLanguage } from '../transcript/page-language.ts';
import { useToken } from '../transcript/token.ts';
import { hooks } from '../web-chat/web-chat.ts';

/** Between two looks while a case waits in its queue and the page is on the screen. */
const LOOK_MS = 15_000;
const TIMEOUT_MS = 10_000;

const LiveCase = createContext<CaseCard | undefined>(undefined);

/** A card of the conversation's case as the case stands now; without news, as the card was written. */
export function useLiveCase(card: CaseCard): CaseCard {
  const live = useContext(LiveCase);
  if (live?.number !== card.number) return card;
  // The code stands only in the card that was written when the case was opened.
  return {
    ...live,
    code: card.code,
    language: card.language,
    desk: card.language === live.language ? live.desk : card.desk,
  };
}

/**
 * Asks the server how the latest case stands: once for everything that is said, as that may have changed it, and again and
 * again while it waits. One question at a time serves every card of the conversation.
 */
export function LiveCaseProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [activities] = hooks.useActivities();
  const language = usePageLanguage();
  const token = useToken();
  const [live, setLive] = useState<CaseCard>();
  const hasCase = activities.some(isCase);
  const said = activities.filter(({ type, from }) => type === 'message' && from?.role !== 'user').length;
  const isWaiting = live === undefined || live.state === 'new';
  useEffect(() => {
    if (!hasCase) return undefined;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      const found = await latestCase(token(), language);
      if (isCurrent && found !== undefined) setLive(found);
    };
    void look();
    const onShown = (): void => void look();
    document.addEventListener('visibilitychange', onShown);
    const timer = isWaiting ? window.setInterval(onShown, LOOK_MS) : undefined;
    return () => {
      isCurrent = false;
      document.removeEventListener('visibilitychange', onShown);
      window.clearInterval(timer);
    };
  }, [hasCase, said, isWaiting, language, token]);
  return <LiveCase.Provider value={live}>{children}</LiveCase.Provider>;
}

function isCase(activity: DirectLineActivity): boolean {
  return goglobalDataOf(activity).card?.kind === 'case';
}

/** undefined: there is no news, whatever the reason; the card stays as it is. */
async function latestCase(token: string, language: string): Promise<CaseCard | undefined> {
  try {
    const response = await fetch('/v3/directline/case', {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = response.ok ? await response.json() : undefined;
    const card = cardOf((body as { readonly case?: unknown } | null | undefined)?.case);
    return card?.kind === 'case' ? card : undefined;
  } catch {
    // No network or a time-out: the next look may come through.
    return undefined;
  }
}

/** Whether an officer has the conversation's case now; undefined: there is no case, or no news of it. */
export function useOfficerHasChat(): boolean | undefined {
  const live = useContext(LiveCase);
  return live && (OFFICER_STATES as readonly string[]).includes(live.state);
}

/** Whether the visitor waits in front of the chat for somebody to take the case. */
export function isInQueue({ waitingBefore = null }: CaseCard): boolean {
  return waitingBefore !== null;
}
