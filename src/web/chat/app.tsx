import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Language } from '../languages.ts';
import { chatTexts } from '../texts/chat-texts.ts';
import { createAskQueue } from './ask-queue.ts';
import { chosenLanguage, rememberLanguage } from './chosen-language.ts';
import type { ChatAdapter, DirectLineActivity } from './connection/direct-line-types.ts';
import type { Session } from './connection/session.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { ConversationView } from './conversation-view.tsx';
import type { Embedder } from './embedder.ts';
import { ChatHeader } from './header.tsx';
import { MoveDialog } from './move/move-dialog.tsx';
import { MovedNotice } from './move/moved-notice.tsx';
import { useMovedTo } from './move/use-moved-to.ts';
import { NoConversation } from './no-conversation.tsx';
import { openForPrint, saveAsPdf, saveAsText } from './summary/save-conversation.ts';
import { PageLanguage } from './transcript/page-language.ts';
import { useLink } from './use-link.ts';

export interface ChatAppProps {
  readonly pageLanguage: Language;
  readonly embedder: Embedder | undefined;
  readonly nonce: string | undefined;
  /** A question brought along in the address: put into the composer, sent only by the visitor. */
  readonly draft: string;
  /** Of a conversation that comes back from an app, from the address; empty when there is none. */
  readonly moveCode: string;
}

export function ChatApp({ pageLanguage, embedder, nonce, draft, moveCode }: ChatAppProps): ReactNode {
  const [language, setLanguage] = useState(() => chosenLanguage(pageLanguage));
  const { link, state, conversation, apps } = useLink(language);
  const movedTo = useMovedTo(conversation?.adapter);
  const [isMoving, setMoving] = useState(moveCode !== '');
  const [codeFromLink, setCodeFromLink] = useState(moveCode);
  const readToken = useCallback(() => conversation?.adapter.token ?? '', [conversation]);
  useEffect(() => {
    // The code was used: what the dialog was open for is done.
    if (movedTo !== undefined) setMoving((isOpen) => isOpen && codeFromLink !== '');
  }, [movedTo, codeFromLink]);
  const closeMoving = (): void => {
    setMoving(false);
    setCodeFromLink('');
  };
  const goOnWith = (session: Session): void => {
    closeMoving();
    link.goOnWith(session);
  };
  const asks = useMemo(createAskQueue, []);
  // Survives a restart of the conversation in another language.
  const [words] = useState({ typed: draft });

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = chatTexts(language).documentTitle;
    rememberLanguage(pageLanguage, language);
  }, [language, pageLanguage]);

  const [focusRequests, setFocusRequests] = useState(0);
  useEffect(() => {
    if (embedder === undefined) return;
    const stop = embedder.listen((message) => {
      if (message.goglobal === 'ask') asks.ask(message.text);
      else if (message.takeFocus) setFocusRequests((requests) => requests + 1);
    });
    // Only now: whatever the page has kept for us comes at once.
    embedder.say({ goglobal: 'ready' });
    return stop;
  }, [embedder, asks]);
  useCloseOnEscape(embedder);

  return (
    <PageLanguage.Provider value={language}>
      <div className="chat" lang={language}>
        <ChatHeader
          language={language}
          onLanguage={setLanguage}
          canAsk={conversation !== undefined && movedTo === undefined}
          onMove={apps.length === 0 ? undefined : () => setMoving(true)}
          onPerson={() => asks.ask(chatTexts(language).personMessage)}
          onSavePdf={() => saveAsPdf(conversation?.adapter.token ?? '', language)}
          onSaveText={() => saveAsText(heardSoFar(conversation?.adapter), language)}
          onSavePrint={() => openForPrint(heardSoFar(conversation?.adapter), language, nonce)}
          onClose={embedder === undefined ? undefined : () => embedder.say({ goglobal: 'close' })}
        />
        <ConnectionNotice state={state} language={language} onTryNow={() => link.tryNow()} />
        <main className="chat-main">
          {conversation === undefined ? (
            <NoConversation state={state} language={language} />
          ) : (
            <ConversationView
              key={conversation.number}
              adapter={conversation.adapter}
              userId={conversation.userId}
              language={language}
              nonce={nonce}
              asks={asks}
              words={words}
              focusRequests={focusRequests}
              insteadOfComposer={
                movedTo === undefined ? undefined : (
                  <MovedNotice
                    language={language}
                    to={movedTo}
                    onCame={goOnWith}
                    onBeginAnew={() => link.beginAnew()}
                  />
                )
              }
            />
          )}
        </main>
        {isMoving && (movedTo === undefined || codeFromLink !== '') ? (
          <MoveDialog
            key={codeFromLink}
            language={language}
            token={readToken}
            code={codeFromLink}
            onCame={goOnWith}
            onClose={closeMoving}
          />
        ) : null}
      </div>
    </PageLanguage.Provider>
  );
}

/** Everything of the conversation until now: who subscribes is told what was missed, at once. */
function heardSoFar(adapter: ChatAdapter | undefined): readonly DirectLineActivity[] {
  const heard: DirectLineActivity[] = [];
  adapter?.activity$.subscribe((activity) => heard.push(activity)).unsubscribe();
  return heard;
}

/** Web Chat uses Escape to leave a message and marks it as handled; only an Escape nobody wanted closes the panel. */
function useCloseOnEscape(embedder: Embedder | undefined): void {
  useEffect(() => {
    if (embedder === undefined) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) embedder.say({ goglobal: 'close' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [embedder]);
}
