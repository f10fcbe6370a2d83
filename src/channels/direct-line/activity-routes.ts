import { type AttachmentLimits, type AttachRefusal, attachRefusal } from '../../domain/attachment.ts';
import { languageOfTag } from '../../domain/language-of-tag.ts';
import type { LimitVerdict, Route, RouteResponse } from '../../server/route.ts';
import { accepted, activityIdOf, tooMany } from './activity-responses.ts';
import { activityWithFiles, type DirectLineFiles } from './attachment-routes.ts';
import type { OpenRoute } from './conversation-routes.ts';
import type { Conversations, Notice } from './create-conversations.ts';
import { incomingActivitySchema, isTextTooLong, reactionSchema, readEventSchema } from './incoming-schema.ts';
import { readUpload } from './read-upload.ts';

export interface ActivityRoutesOptions {
  readonly conversations: Conversations;
  readonly onTyping: (conversation: string) => void;
  /** The visitor has read up to this message. */
  readonly onRead: (conversation: string, message: string) => Promise<void>;
  /** null: files are refused. */
  readonly files: DirectLineFiles | null;
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
    {
      ...open(
        'post',
        '/conversations/:id/upload',
        async ({ body, headers, baseUrl }, { conversation }) => {
          const upload = readUpload(body, headers['content-type']);
          if (upload === undefined) return BAD_ACTIVITY;
          const incoming = upload.activity;
          const verdict = await options.limitMessages(conversation.userId);
          if (!verdict.isAllowed) return tooMany(verdict);
          const id = activityIdOf(incoming, conversation.id);
          const left = await options.leftNotice(conversation.id);
          if (left !== null) {
            await conversations.say(conversation, { ...incoming, id }, { needsTurn: false, notice: left });
            return accepted(id);
          }
          // Words that came along with the file are answered, whatever becomes of it.
          const needsTurn = (incoming.text ?? '').trim() !== '' && !isTextTooLong(incoming);
          if (options.files === null) {
            await conversations.say(conversation, { ...incoming, id }, { needsTurn, notice: NO_FILES });
            return accepted(id);
          }
          const { receive, limits } = options.files;
          const language = languageOfTag(incoming.locale) ?? conversation.language ?? 'zh-Hans';
          // The turn relays words to an officer under the message's own id.
          const message = needsTurn ? `${id}.files` : id;
          const received = await receive({ conversation: conversation.id, message, files: upload.files, language });
          const [why] = upload.isCut ? (['too-large'] as const) : received.refused;
          const notice = why === undefined ? {} : { notice: refused(why, limits) };
          const said =
            received.attached.length === 0
              ? { ...incoming, id }
              : activityWithFiles({ ...incoming, id }, received, { baseUrl, language });
          await conversations.say(conversation, said, { needsTurn, ...notice });
          return accepted(id);
        },
        'upload',
      ),
      ...(options.files === null ? {} : { bodyLimitBytes: options.files.limits.bytes + UPLOAD_FRAME_BYTES }),
    },
  ];
}

/** What stands around the file in an upload: the activity and the heads of the parts. */
const UPLOAD_FRAME_BYTES = 256 * 1024;

const BAD_ACTIVITY: RouteResponse = { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
const TOO_LONG: RouteResponse = { kind: 'refusal', status: 413, code: 'TooLarge', key: 'error.tooLarge' };

function refused(why: AttachRefusal, limits: AttachmentLimits): Notice {
  const { key, values } = attachRefusal(why, limits);
  return { key, values: () => values, status: 'guardrail_input' };
}

function tooFast({ waitSeconds }: LimitVerdict): Notice {
  return { key: 'limit.messages', values: () => ({ seconds: String(waitSeconds) }), status: 'guardrail_input' };
}
