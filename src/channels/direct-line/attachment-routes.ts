import {
  type AttachmentLimits,
  type AttachmentRoom,
  type Attachments,
  type ReceivedFiles,
  type ReceiveFiles,
} from '../../domain/attachment.ts';
import type { Language } from '../../domain/language.ts';
import { fileResponse } from '../../server/file-response.ts';
import { refuseFile } from '../../server/refuse-file.ts';
import type { Limit, Route, RouteResponse } from '../../server/route.ts';
import type { Activity } from './activity-log.ts';
import { accepted, activityIdOf, tooMany } from './activity-responses.ts';
import type { OpenRoute } from './conversation-routes.ts';
import type { Conversations } from './create-conversations.ts';

/** What Direct Line needs of the files of cases. */
export interface DirectLineFiles {
  readonly attachments: Pick<Attachments, 'read' | 'room'>;
  readonly receive: ReceiveFiles;
  readonly limits: AttachmentLimits;
}

const NO_ROOM: AttachmentRoom = { isOpen: false, left: 0, bytes: 0 };

/** A file by itself, as our own chat sends it; what may still be sent; and every file of the conversation. */
export function attachmentRoutes(
  open: OpenRoute,
  parts: {
    /** null: nothing can be attached, which our chat is told like anything else. */
    readonly files: DirectLineFiles | null;
    readonly conversations: Conversations;
    readonly limitMessages: Limit;
  },
): readonly Route[] {
  const { files, conversations, limitMessages } = parts;
  const room = open('get', '/attachments', async (_request, { conversation }) => ({
    kind: 'json',
    status: 200,
    json: files === null ? NO_ROOM : await files.attachments.room(conversation.id),
  }));
  if (files === null) return [room];
  const { attachments, receive, limits } = files;
  return [
    room,
    {
      ...open(
        'post',
        '/attachments',
        async ({ body, query, language, baseUrl }, { conversation }) => {
          const verdict = await limitMessages(conversation.userId);
          if (!verdict.isAllowed) return tooMany(verdict);
          const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
          const client = query.get('id')?.slice(0, 200);
          const channelData = client === undefined ? {} : { clientActivityID: client };
          const message = activityIdOf({ channelData }, conversation.id);
          const files = [{ name: query.get('name')?.slice(0, 500) ?? null, bytes }];
          const received = await receive({ conversation: conversation.id, message, files, language });
          const [why] = received.refused;
          if (why !== undefined) return refuseFile(why, limits);
          const said = activityWithFiles({ id: message, type: 'message', channelData }, received, {
            baseUrl,
            language,
          });
          await conversations.say(conversation, said, { needsTurn: false });
          return accepted(message);
        },
        'raw',
      ),
      bodyLimitBytes: limits.bytes,
    },
    open('get', '/attachments/:file', async ({ params }, { conversation }) => {
      const found = await attachments.read(conversation.id, params['file'] ?? '');
      return found === undefined ? NOT_FOUND : fileResponse(found.attachment, found.bytes);
    }),
  ];
}

/** The visitor's message as both sides see it: words for every client, files for those who show them. */
export function activityWithFiles(
  activity: Activity,
  { attached, line }: ReceivedFiles,
  at: { readonly baseUrl: string; readonly language: Language },
): Activity {
  const words = typeof activity['text'] === 'string' ? activity['text'].trim() : '';
  const channelData = activity['channelData'];
  return {
    locale: at.language,
    ...activity,
    text: words === '' ? line : words,
    attachments: attached.map(({ id, name, mediaType }) => ({
      contentType: mediaType,
      // Opens with the token of the conversation, like everything else of it.
      contentUrl: `${at.baseUrl}/v3/directline/attachments/${id}`,
      name,
    })),
    channelData: {
      ...(typeof channelData === 'object' ? channelData : {}),
      goglobal: { files: attached.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })) },
    },
  };
}

const NOT_FOUND: RouteResponse = { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };
