import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';

/** The newest message that is not the visitor's, notices left out: it says who speaks and whether a form is running. */
export function lastHeard(activities: readonly DirectLineActivity[]): DirectLineActivity | undefined {
  return activities.findLast(
    (activity) =>
      activity.type === 'message' && activity.from?.role !== 'user' && goglobalDataOf(activity).author !== 'system',
  );
}
