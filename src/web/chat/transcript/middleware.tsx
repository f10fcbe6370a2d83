import { cardTexts } from '../../texts/card-texts.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { ComposerProps } from '../web-chat/web-chat.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { AssistantMessage } from './assistant-message.tsx';
import { OfficerMessage, SystemNotice } from './desk-message.tsx';
import { lastHeard } from './last-heard.ts';
import { usePageLanguage } from './page-language.ts';
import { VisitorMessage } from './visitor-message.tsx';

/** Text messages are ours; anything else (attachments, live streams, events) stays with Web Chat. */
export const activityMiddleware: ComposerProps['activityMiddleware'] = () => (next) => (request) => {
  const { activity } = request;
  const attachments = activity.attachments;
  // Files of a case are ours too: they open with the token of the conversation.
  const hasAttachments =
    Array.isArray(attachments) && attachments.length > 0 && goglobalDataOf(activity).files.length === 0;
  const isHidden = activity.channelData?.postBack === true;
  if (activity.type !== 'message' || hasAttachments || isHidden || !activity.text) return next(request);
  if (activity.from?.role === 'user') return () => <VisitorMessage activity={activity} />;
  switch (goglobalDataOf(activity).author) {
    case 'officer':
      return () => <OfficerMessage activity={activity} />;
    case 'system':
      return () => <SystemNotice activity={activity} />;
    case undefined:
      return () => <AssistantMessage activity={activity} />;
  }
};

export const typingIndicatorMiddleware: ComposerProps['typingIndicatorMiddleware'] =
  () =>
  () =>
  ({ visible }) =>
    visible ? <LookingUp /> : null;

function LookingUp() {
  const language = usePageLanguage();
  const [activities] = hooks.useActivities();
  const isOfficer = goglobalDataOf(lastHeard(activities) ?? {}).author === 'officer';
  // Told to screen readers by the live region, so only seen here.
  return (
    <div className="looking-up" aria-hidden="true">
      <span className="dots">
        <span />
        <span />
        <span />
      </span>
      {isOfficer ? cardTexts(language).officerTyping : chatTexts(language).lookingUp}
    </div>
  );
}

export const scrollToEndButtonMiddleware: ComposerProps['scrollToEndButtonMiddleware'] =
  () =>
  () =>
  ({ atEnd, unread }) =>
    atEnd || !unread ? false : ({ onClick }) => <NewMessagesButton onClick={onClick} />;

function NewMessagesButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className="new-messages" onClick={onClick}>
      {chatTexts(usePageLanguage()).newMessages}
    </button>
  );
}
