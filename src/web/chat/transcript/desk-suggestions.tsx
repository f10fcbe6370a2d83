import type { ReactNode } from 'react';
import type { Language } from '../../languages.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import { SuggestionButtons } from '../answer/suggestion-buttons.tsx';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { useIsWaitingForVisitor } from './use-is-waiting-for-visitor.ts';

/** What the desk asks is answered with a button, until the visitor says something. */
export function DeskSuggestions(props: {
  readonly activity: DirectLineActivity;
  readonly language: Language;
}): ReactNode {
  const { suggestions } = goglobalDataOf(props.activity);
  const isOpen = useIsWaitingForVisitor(props.activity);
  const sendMessage = hooks.useSendMessage();
  const focus = hooks.useFocus();
  if (!isOpen || suggestions.length === 0) return null;
  return (
    <SuggestionButtons
      suggestions={suggestions}
      language={props.language}
      hasPrimary
      onChoose={({ text }) => {
        sendMessage(text, 'suggestion');
        // The buttons go with the message they belong to; focus must not fall off the page.
        void focus('sendBoxWithoutKeyboard');
      }}
      onLeave={() => void focus('sendBox')}
    />
  );
}
