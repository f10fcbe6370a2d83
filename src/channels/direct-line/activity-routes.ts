import { createHash } from 'node:crypto';
import type { LimitVerdict, Route, RouteResponse } from '../../server/route.ts';
import type { OpenRoute } from './conversation-routes.ts';
import type { Conversations, Notice } from './create-conversations.ts';
import {
  type IncomingActivity,
  incomingActivitySchema,
  isTextTooLong,
  reactionSchema,
  readEventSchema,
} from './incoming-schema.ts';
import { readUploadedActivity } from './read-uploaded-activity.ts';

export interface ActivityRoutesOptions {
  readonly conversations: Conversations;
  readonly onTyping: (conversation: string) => void;
  /** The visitor has read up to this message. */
  readonly onRead: (conversation: string, message: string) => Promise<void>;
  readonly wantHandoff: (conversation: string) => Promise<void>;
  /** What is said where the conversation has left; null: it is here. */
  readonly leftNotice: (conversation: string) => Promise<Notice | null>;
  /** Counts one message of this visitor; what exceeds it is answered in words. */
  readonly limitMessages: (user: string) => Promise<LimitVerdict>;
  /** Far above limitMessages: what exceeds this is not even kept. */
  readonly limitFlood: (user: string) => Promise<LimitVerdict>;
}

/** Name of the event by which a client asks for handoff.initiate and handoff.status in its conversation (docs/api.md). */
const WANTS_HANDOFF = 'handoff.subscribe';

const NO_FILES: Notice = { key: 'upload.refused', status: 'guardrail_input' };

/** Where visitors speak. The answer is always 200 {id}, at once: DirectLineJS takes 429 and 5xx for success. */
export function activityRoutes(open: OpenRoute, options: ActivityRoutesOptions): readonly Route[] {
  const { conversations } = options;
  return [
    open(
      'post',
      '/conversations/:id/activities',
      async ({ body }, { conversation }) => {
        const parsed = incomingActivitySchema.safeParse(body);
        if (!parsed.success) return BAD_ACTIVITY;
        const incoming = parsed.data;
        if (isTextTooLong(incoming)) return TOO_LONG;
        const id = activityIdOf(incoming, conversation.id);
        if (incoming.type === 'typing') {
          options.onTyping(conversation.id);
          return accepted(id);
        }
        const read = readEventSchema.safeParse(incoming);
        if (read.success) {
          const verdict = await options.limitFlood(conversation.userId);
          if (!verdict.isAllowed) return tooMany(verdict);
          await options.onRead(conversation.id, read.data.value.id);
          return accepted(id);
        }
        if (incoming.type === 'messageReaction') {
          const reaction = reactionSchema.safeParse(incoming);
          if (!reaction.success) return BAD_ACTIVITY;
          // Refused, not answered in words: nobody asked anything, and the page says that it was not kept.
          const verdict = await options.limitMessages(conversation.userId);
          if (!verdict.isAllowed) return tooMany(verdict);
          await conversations.say(conversation, { ...reaction.data, id }, { needsTurn: true });
          return accepted(id);
        }
        if (incoming.type !== 'message') {
          if (incoming.type === 'event' && incoming.name === WANTS_HANDOFF) await options.wantHandoff(conversation.id);
          await conversations.say(conversation, { ...incoming, id }, { needsTurn: false });
          return accepted(id);
        }
        const flood = await options.limitFlood(conversation.userId);
        if (!flood.isAllowed) return tooMany(flood);
        const verdict = await options.limitMessages(conversation.userId);
        const notice = verdict.isAllowed ? await options.leftNotice(conversation.id) : tooFast(verdict);
        const how = notice === null ? { needsTurn: true } : { needsTurn: false, notice };
        await conversations.say(conversation, { ...incoming, id }, how);
        return accepted(id);
      },
      'json',
    ),
    open(
      'post',
      '/conversations/:id/upload',
      async ({ body, headers }, { conversation }) => {
        const incoming = readUploadedActivity(body, headers['content-type']);
        if (incoming === undefined) return BAD_ACTIVITY;
        const verdict = await options.limitMessages(conversation.userId);
        if (!verdict.isAllowed) return tooMany(verdict);
        const id = activityIdOf(incoming, conversation.id);
        const left = await options.leftNotice(conversation.id);
        // Words that came along with the file are answered; the file itself was never kept.
        const needsTurn = left === null && (incoming.text ?? '').trim() !== '' && !isTextTooLong(incoming);
        await conversations.say(conversation, { ...incoming, id }, { needsTurn, notice: left ?? NO_FILES });
        return accepted(id);
      },
      'upload',
    ),
  ];
}

const BAD_ACTIVITY: RouteResponse = { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
const TOO_LONG: RouteResponse = { kind: 'refusal', status: 413, code: 'TooLarge', key: 'error.tooLarge' };

function tooFast({ waitSeconds }: LimitVerdict): Notice {
  return { key: 'limit.messages', values: () => ({ seconds: String(waitSeconds) }), status: 'guardrail_input' };
}

function tooMany({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyRequests', key: 'limit.requests', values, headers };
}

function accepted(id: string): RouteResponse {
  return { kind: 'json', status: 200, json: { id } };
}

/**
 * Our own id, whatever the client says; but the same for a repeat, which a client marks with its clientActivityID:
 * the log and the turn leave out what they know already.
 */
function activityIdOf(activity: IncomingActivity, conversation: string): string {
  const clientId = activity.channelData?.clientActivityID;
  if (clientId === undefined) return `v-${crypto.randomUUID()}`;
  return `v-${createHash('sha256').update(`${conversation} ${clientId}`).digest('base64url').slice(0, 22)}`;
}
