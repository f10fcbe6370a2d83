import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { hooks } from '../web-chat/web-chat.ts';

/** Next questions are offered until the visitor says something else. */
export function useIsWaitingForVisitor(activity: DirectLineActivity): boolean {
  const [activities] = hooks.useActivities();
  const lastOfVisitor = activities.findLastIndex(({ type, from }) => type === 'message' && from?.role === 'user');
  return activities.findIndex(({ id }) => id === activity.id) > lastOfVisitor;
}
