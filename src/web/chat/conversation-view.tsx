import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo } from 'react';
import type { Language } from '../languages.ts';
import { chatTexts } from '../texts/chat-texts.ts';
import { createFeedbackLedger } from './answer/feedback-ledger.ts';
import { forTranscript } from './answer/spoken-answer.ts';
import { Ledger } from './answer/use-feedback.ts';
import type { AskQueue } from './ask-queue.ts';
import { createAskQueue } from './ask-queue.ts';
import type { TypedWords } from './composer/composer.tsx';
import { MessageComposer } from './composer/composer.tsx';
import { ComposerDraft } from './composer/composer-draft.ts';
import type { ChatAdapter } from './connection/direct-line-types.ts';
import { mapStream } from './connection/stream.ts';
import {
  activityMiddleware,
  scrollToEndButtonMiddleware,
  typingIndicatorMiddleware,
} from './transcript/middleware.tsx';
import { createReadingReport, Reading } from './transcript/report-reading.ts';
import { Retract } from './transcript/retract.ts';
import { Token } from './transcript/token.ts';
import { useFollowOwnMessage } from './transcript/use-follow-own-message.ts';
import { localizedStrings, WEB_CHAT_LOCALES } from './web-chat/localized-strings.ts';
import { STYLE_OPTIONS } from './web-chat/style-options.ts';
import { BasicTranscript, Composer, createStore, hooks } from './web-chat/web-chat.ts';

export interface ConversationViewProps {
  readonly adapter: ChatAdapter;
  readonly userId: string;
  readonly language: Language;
  readonly nonce: string | undefined;
  readonly asks: AskQueue;
  readonly words: TypedWords;
  /** Rises when the page around the frame asks for the focus. */
  readonly focusRequests: number;
}

/** Transcript and composer of one conversation. Another conversation is another instance. */
export function ConversationView(props: ConversationViewProps): ReactNode {
  const store = useMemo(() => createStore(), []);
  const directLine = useMemo<ChatAdapter>(
    () => ({
      ...props.adapter,
      token: props.adapter.token,
      activity$: mapStream(props.adapter.activity$, (activity) => forTranscript(activity, props.language)),
    }),
    // Not with the language: another adapter would mean another connection.
    [props.adapter],
  );
  const ledger = useMemo(() => createFeedbackLedger(props.adapter), [props.adapter]);
  const reading = useMemo(() => createReadingReport(props.adapter), [props.adapter]);
  const drafts = useMemo(createAskQueue, []);
  const readToken = useCallback(() => props.adapter.token, [props.adapter]);
  const strings = useMemo(() => localizedStrings(props.language), [props.language]);
  return (
    <Composer
      directLine={directLine}
      store={store}
      userID={props.userId}
      locale={WEB_CHAT_LOCALES[props.language]}
      nonce={props.nonce}
      styleOptions={STYLE_OPTIONS}
      overrideLocalizedStrings={strings}
      activityMiddleware={activityMiddleware}
      typingIndicatorMiddleware={typingIndicatorMiddleware}
      scrollToEndButtonMiddleware={scrollToEndButtonMiddleware}
      suggestedActionsAccessKey={false}
    >
      <Token.Provider value={readToken}>
        <Retract.Provider value={props.adapter.retract}>
          <ComposerDraft.Provider value={drafts.ask}>
            <Ledger.Provider value={ledger}>
              <Reading.Provider value={reading}>
                <BasicTranscript className="transcript" />
              </Reading.Provider>
            </Ledger.Provider>
          </ComposerDraft.Provider>
        </Retract.Provider>
        <EmptyHint language={props.language} />
        <MessageComposer words={props.words} onSend={props.asks.ask} drafts={drafts} />
      </Token.Provider>
      <Wires asks={props.asks} focusRequests={props.focusRequests} />
    </Composer>
  );
}

function EmptyHint({ language }: { readonly language: Language }): ReactNode {
  const [activities] = hooks.useActivities();
  return activities.some(({ type }) => type === 'message') ? null : (
    <p className="empty-hint">{chatTexts(language).empty}</p>
  );
}

/** Brings questions and focus from outside into Web Chat, whose hooks work only here. */
function Wires({ asks, focusRequests }: Pick<ConversationViewProps, 'asks' | 'focusRequests'>): ReactNode {
  const sendMessage = hooks.useSendMessage();
  const focus = hooks.useFocus();
  useFollowOwnMessage();
  const [connectivity] = hooks.useConnectivityStatus();
  const canSend = connectivity === 'connected';
  useEffect(
    () => (canSend ? asks.take((text) => sendMessage(text, 'keyboard')) : undefined),
    [asks, canSend, sendMessage],
  );
  useEffect(() => {
    if (focusRequests > 0) void focus('sendBoxWithoutKeyboard');
  }, [focusRequests, focus]);
  return null;
}
