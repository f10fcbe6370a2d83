import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { Suggestion } from '../../../domain/answer.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { AnswerView } from '../answer/answer-view.tsx';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import { SuggestionButtons } from '../answer/suggestion-buttons.tsx';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { usePageLanguage } from './page-language.ts';

export function AssistantMessage({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const pageLanguage = usePageLanguage();
  const data = useMemo(() => goglobalDataOf(activity), [activity]);
  const language = data.language ?? pageLanguage;
  const isOpen = useIsWaitingForVisitor(activity);
  const sendMessage = hooks.useSendMessage();
  const scrollToEnd = hooks.useScrollToEnd();
  const focus = hooks.useFocus();
  const choose = ({ text }: Suggestion): void => {
    sendMessage(text, 'suggestion');
    scrollToEnd();
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
      </div>
      {isOpen && data.suggestions.length > 0 ? (
        <SuggestionButtons
          suggestions={data.suggestions}
          language={language}
          onChoose={choose}
          onLeave={() => void focus('sendBox')}
        />
      ) : null}
    </div>
  );
}

/** Next questions are offered until the visitor says something else. */
function useIsWaitingForVisitor(activity: DirectLineActivity): boolean {
  const [activities] = hooks.useActivities();
  const lastOfVisitor = activities.findLastIndex(({ type, from }) => type === 'message' && from?.role === 'user');
  return activities.findIndex(({ id }) => id === activity.id) > lastOfVisitor;
}
