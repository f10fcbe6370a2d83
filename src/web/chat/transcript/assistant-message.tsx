import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { takesFeedback } from '../../../domain/feedback.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { AnswerView } from '../answer/answer-view.tsx';
import { FeedbackButtons } from '../answer/feedback-buttons.tsx';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import { SuggestionButtons } from '../answer/suggestion-buttons.tsx';
import { CardView } from '../cards/card-view.tsx';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { usePageLanguage } from './page-language.ts';
import { useIsWaitingForVisitor } from './use-is-waiting-for-visitor.ts';

export function AssistantMessage({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const pageLanguage = usePageLanguage();
  const data = useMemo(() => goglobalDataOf(activity), [activity]);
  const language = data.language ?? pageLanguage;
  const isOpen = useIsWaitingForVisitor(activity);
  const sendMessage = hooks.useSendMessage();
  const focus = hooks.useFocus();
  const say = (text: string): void => {
    sendMessage(text, 'suggestion');
    // The buttons go with the message they belong to; focus must not fall off the page.
    void focus('sendBoxWithoutKeyboard');
  };
  return (
    <div className="message message-assistant" lang={language}>
      <span className="visually-hidden" lang={pageLanguage}>
        {chatTexts(pageLanguage).assistantSaid}
      </span>
      <div className="bubble">
        <AnswerView activity={activity} language={language} />
        {data.card === undefined ? null : <CardView card={data.card} language={language} isOpen={isOpen} onSay={say} />}
      </div>
      {activity.id !== undefined && data.status !== undefined && takesFeedback({ ...data, status: data.status }) ? (
        <FeedbackButtons reply={activity.id} language={language} />
      ) : null}
      {isOpen && data.suggestions.length > 0 ? (
        <SuggestionButtons
          suggestions={data.suggestions}
          language={language}
          hasPrimary={data.card?.kind === 'brief'}
          onChoose={({ text }) => say(text)}
          onLeave={() => void focus('sendBox')}
        />
      ) : null}
    </div>
  );
}
