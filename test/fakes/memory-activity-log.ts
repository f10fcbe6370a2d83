import type {
  ActivityLog,
  DirectLineConversation,
  LoggedActivity,
} from '../../src/channels/direct-line/activity-log.ts';
import type { Clock } from '../../src/domain/clock.ts';

/** The Direct Line log in this process's memory. */
export function createMemoryActivityLog(clock: Clock = () => new Date()): ActivityLog {
  const conversations = new Map<
    string,
    Omit<DirectLineConversation, 'lastActiveAt' | 'lastSequence' | 'wantsHandoff'> & { readonly createdAt: string }
  >();
  const logs = new Map<string, LoggedActivity[]>();
  const runsLeft = new Map<string, number>();
  const following = new Set<string>();
  const keyOf = (conversation: string, id: string): string => JSON.stringify([conversation, id]);
  return {
    create: async (conversation) => {
      if (conversations.has(conversation.id)) return;
      conversations.set(conversation.id, { ...conversation, createdAt: clock().toISOString() });
    },
    find: async (id) => {
      const found = conversations.get(id);
      if (found === undefined) return undefined;
      const { createdAt, ...conversation } = found;
      const wantsHandoff = following.has(id);
      const last = logs.get(id)?.at(-1);
      return {
        ...conversation,
        wantsHandoff,
        lastSequence: last?.sequence ?? 0,
        lastActiveAt: last?.activity.timestamp ?? createdAt,
      };
    },
    wantHandoff: async (conversation) => void following.add(conversation),
    append: async (conversation, activities, { reruns = 0, settles } = {}) => {
      const log = logs.get(conversation) ?? [];
      logs.set(conversation, log);
      const before = log.length;
      for (const activity of activities) {
        if (log.some((logged) => logged.activity.id === activity.id)) continue;
        const lastMs = Date.parse(log.at(-1)?.activity.timestamp ?? '1970-01-01T00:00:00.000Z');
        const timestamp = new Date(Math.max(clock().getTime(), lastMs + 1)).toISOString();
        log.push({ sequence: log.length + 1, activity: { ...activity, timestamp } });
        if (reruns > 0) runsLeft.set(keyOf(conversation, activity.id), reruns + 1);
      }
      if (settles !== undefined) runsLeft.delete(keyOf(conversation, settles));
      return log.slice(before);
    },
    since: async (conversation, watermark) => (logs.get(conversation) ?? []).slice(watermark),
    settle: async (conversation, id) => void runsLeft.delete(keyOf(conversation, id)),
    takeUnhandled: async (saidBefore) => {
      const taken = [...logs].flatMap(([conversation, log]) =>
        log
          .filter(({ activity }) => (runsLeft.get(keyOf(conversation, activity.id)) ?? 0) > 0)
          .filter(({ activity }) => saidBefore === undefined || activity.timestamp < saidBefore.toISOString())
          .map((logged) => ({
            conversation,
            mayRun: (runsLeft.get(keyOf(conversation, logged.activity.id)) ?? 0) > 1,
            logged,
          })),
      );
      for (const { conversation, logged } of taken) {
        const key = keyOf(conversation, logged.activity.id);
        runsLeft.set(key, Math.max(1, (runsLeft.get(key) ?? 0) - 1));
      }
      return taken.toSorted((one, other) =>
        one.logged.activity.timestamp.localeCompare(other.logged.activity.timestamp),
      );
    },
  };
}
