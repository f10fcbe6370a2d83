import type { ReactNode } from 'react';
import { chatTexts } from '../../texts/chat-texts.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { FileLinks } from '../files/file-links.tsx';
import { hooks } from '../web-chat/web-chat.ts';
import { languageOfWords } from './message-language.ts';
import { usePageLanguage } from './page-language.ts';
import { useRetract } from './retract.ts';

export function VisitorMessage({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const language = usePageLanguage();
  const text = activity.text ?? '';
  return (
    <div className="message message-visitor">
      <span className="visually-hidden" lang={language}>
        {chatTexts(language).visitorSaid}
      </span>
      <div className="bubble" lang={languageOfWords(text, language)}>
        {text}
      </div>
      <FileLinks files={goglobalDataOf(activity).files} />
      <SendState activity={activity} />
      <Seen activity={activity} />
    </div>
  );
}

/** Under the visitor's last message only: earlier ones were seen before it. */
function Seen({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const texts = chatTexts(usePageLanguage());
  const [activities] = hooks.useActivities();
  const last = activities.findLast(({ type, from }) => type === 'message' && from?.role === 'user');
  const isSeen = activities.some(
    ({ type, name, value }) =>
      type === 'event' &&
      name === 'goglobal.seen' &&
      (value as { id?: unknown } | null | undefined)?.id === activity.id,
  );
  return isSeen && last?.id === activity.id ? (
    <p className="send-state" role="status">
      {texts.seen}
    </p>
  ) : null;
}

function SendState({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const texts = chatTexts(usePageLanguage());
  const [statuses] = hooks.useSendStatusByActivityKey();
  const key = hooks.useGetKeyByActivity()(activity);
  const postActivity = hooks.usePostActivity();
  const retract = useRetract();
  const focus = hooks.useFocus();
  const status = key === undefined ? undefined : statuses.get(key);
  if (status === 'sending') return <p className="send-state">{texts.sending}</p>;
  if (status !== 'send failed') return null;
  const sendAgain = (): void => {
    retract(activity);
    postActivity(activity);
    void focus('sendBoxWithoutKeyboard');
  };
  return (
    <p className="send-state send-failed">
      {texts.sendFailed}{' '}
      <button type="button" className="text-button" onClick={sendAgain}>
        {texts.sendAgain}
      </button>
    </p>
  );
}
