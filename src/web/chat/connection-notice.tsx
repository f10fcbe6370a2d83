import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Language } from '../languages.ts';
import type { ChatTexts } from '../texts/chat-texts.ts';
import { chatTexts } from '../texts/chat-texts.ts';
import type { LinkState } from './connection/link-state.ts';

/** What is wrong with the connection, in words, and what the visitor can do. Empty while all is well. */
export function ConnectionNotice(props: {
  readonly state: LinkState;
  readonly language: Language;
  readonly onTryNow: () => void;
}): ReactNode {
  const texts = chatTexts(props.language);
  const seconds = useSecondsLeft(props.state);
  const isBusy = props.state.kind === 'busy';
  // Spoken once with the whole wait; the running count is only for the eye.
  const words = wordsFor(props.state, texts);
  const hasWayOn =
    props.state.kind === 'failed' || props.state.kind === 'offline' || props.state.kind === 'reconnecting';
  return (
    <div className={words === '' ? 'notice notice-empty' : `notice notice-${props.state.kind}`}>
      {/* Always there: a live region that appears together with its words is not announced. */}
      <p role="status" className={isBusy ? 'visually-hidden' : undefined}>
        {words}
      </p>
      {isBusy ? <p aria-hidden="true">{texts.busy(seconds)}</p> : null}
      {hasWayOn ? (
        <button type="button" className="text-button" onClick={props.onTryNow}>
          {texts.tryNow}
        </button>
      ) : null}
    </div>
  );
}

function wordsFor(state: LinkState, texts: ChatTexts): string {
  switch (state.kind) {
    case 'online':
      return '';
    case 'connecting':
      return texts.connecting;
    case 'reconnecting':
      return texts.reconnecting;
    case 'offline':
      return texts.offline;
    case 'busy':
      return texts.busy(state.waitSeconds);
    case 'failed':
      return texts.failed;
  }
}

function useSecondsLeft(state: LinkState): number {
  const waitSeconds = state.kind === 'busy' ? state.waitSeconds : 0;
  const [left, setLeft] = useState(waitSeconds);
  useEffect(() => {
    setLeft(waitSeconds);
    if (waitSeconds === 0) return;
    const timer = window.setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => window.clearInterval(timer);
  }, [waitSeconds, state]);
  return left;
}
