import { useEffect } from 'react';
import { hooks } from '../web-chat/web-chat.ts';

/**
 * Brings what the visitor says into view, however it was said: typed, by a button or by the page around the chat. Only
 * once it stands in the transcript, for before that its end is the end of what was said earlier, and the transcript
 * stops following.
 */
export function useFollowOwnMessage(): void {
  const [activities] = hooks.useActivities();
  const [statuses] = hooks.useSendStatusByActivityKey();
  const getKey = hooks.useGetKeyByActivity();
  const scrollToEnd = hooks.useScrollToEnd();
  const last = activities.findLast(({ type, from }) => type === 'message' && from?.role === 'user');
  const key = last && getKey(last);
  // What an earlier page said is replayed as sent.
  const sending = key !== undefined && statuses.get(key) === 'sending' ? key : undefined;
  useEffect(() => {
    if (sending === undefined) return;
    jumpToEnd();
    scrollToEnd();
  }, [sending, scrollToEnd]);
}

/**
 * At once: while the transcript still glides there from what was read before, the answer comes, and its snap stops a page
 * below that place.
 */
function jumpToEnd(): void {
  const transcript = document.querySelector('.webchat__basic-transcript__scrollable');
  if (transcript !== null) transcript.scrollTop = transcript.scrollHeight;
}
