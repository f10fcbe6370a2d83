import { createHmac, randomBytes } from 'node:crypto';
import type { Answer } from '../../domain/answer.ts';
import type { Clock } from '../../domain/clock.ts';
import type { IncomingMessage, Reply } from '../../domain/message.ts';
import type { Limit, LimitVerdict, Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type { ConversationStore } from '../../turn/conversation-store.ts';
import {
  askRequestSchema,
  askResponseSchema,
  conversationIdSchema,
  historySchema,
  type PublicAnswer,
} from './ask-schema.ts';

export interface AskRoutesOptions {
  /** null: an officer owns the chat, which cannot be in a conversation of this channel. */
  readonly handleTurn: (message: IncomingMessage) => Promise<Reply | null>;
  /** Runs tasks of one conversation one after another. */
  readonly inOrder: (conversation: string, task: () => Promise<Reply | null>) => Promise<Reply | null>;
  readonly transcript: ConversationStore['transcript'];
  /** Makes a token for the history of a conversation. */
  readonly issueHistoryToken: (conversation: string) => Promise<string>;
  /** The conversation that a bearer token opens, be it from here or from Direct Line; undefined for a bad token. */
  readonly conversationOfToken: (token: string) => Promise<string | undefined>;
  readonly limitConversations: Limit;
  /** Makes ids that nobody else can make. */
  readonly idSecret: Uint8Array;
  readonly clock: Clock;
}

/** Ids of this channel are told from others by their beginning, so that no chat is continued from here. */
const ID_PREFIX = 'ask-';
const HISTORY_LIMIT = 200;

/** POST /api/ask and GET /api/conversations/:id: the answer contract for programs. */
export function askRoutes(options: AskRoutesOptions): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/api/ask',
      body: 'json',
      origins: 'listed',
      isLimited: true,
      description: {
        summary: 'Ask a question and get the answer with its sources',
        requestBody: askRequestSchema,
        parameters: [
          {
            name: 'Idempotency-Key',
            in: 'header',
            isRequired: false,
            description: 'The same as messageId in the body, which goes first',
          },
        ],
        responses: { 200: { description: 'The answer, or a refusal in words', schema: askResponseSchema } },
      },
      handle: (request) => ask(request, options),
    },
    {
      method: 'get',
      path: '/api/conversations/:id',
      body: 'none',
      origins: 'listed',
      isLimited: true,
      description: {
        summary: 'What was said in a conversation, oldest first',
        needsToken: true,
        parameters: [{ name: 'id', in: 'path', isRequired: true, description: 'Id of the conversation' }],
        responses: { 200: { description: 'The latest 200 entries', schema: historySchema } },
      },
      handle: (request) => history(request, options),
    },
  ];
}

async function ask(request: RouteRequest, options: AskRoutesOptions): Promise<RouteResponse> {
  const key = request.headers['idempotency-key'];
  const parsed = askRequestSchema.safeParse(withKey(request.body, key));
  if (!parsed.success) return badRequest(parsed.error.issues.some((issue) => issue.code === 'too_big'));
  const { question, language, messageId = crypto.randomUUID() } = parsed.data;
  const given = parsed.data.conversationId;
  if (given !== undefined && !given.startsWith(ID_PREFIX)) return UNKNOWN;
  if (given === undefined) {
    const verdict = await options.limitConversations(request.ip);
    if (!verdict.isAllowed) return tooManyConversations(verdict);
  }
  const isRepeatable = parsed.data.messageId !== undefined;
  const conversation =
    given ?? newConversation(isRepeatable ? [request.ip, messageId, question] : [], options.idSecret);
  const message: IncomingMessage = {
    id: messageId,
    conversation,
    text: question,
    channel: 'api',
    at: options.clock().toISOString(),
    ...(language !== undefined && { pageLanguage: language }),
  };
  const reply = await options.inOrder(conversation, () => options.handleTurn(message));
  if (reply === null) return UNKNOWN;
  const mayRead = given === undefined || (await holderOf(request, options)) === conversation;
  return {
    kind: 'json',
    status: 200,
    json: {
      ...publicPart(reply.answer),
      conversationId: conversation,
      messageId,
      ...(mayRead && { conversationToken: await options.issueHistoryToken(conversation) }),
    },
  };
}

function withKey(body: unknown, key: string | string[] | undefined): unknown {
  return typeof key === 'string' && typeof body === 'object' ? { messageId: key, ...body } : body;
}

/** A question repeated under the same key finds the conversation that the first one opened. */
function newConversation(repeatable: readonly string[], secret: Uint8Array): string {
  if (repeatable.length === 0) return `${ID_PREFIX}${randomBytes(16).toString('base64url')}`;
  const digest = createHmac('sha256', secret).update(JSON.stringify(repeatable)).digest('base64url');
  return `${ID_PREFIX}${digest.slice(0, 22)}`;
}

async function history(request: RouteRequest, options: AskRoutesOptions): Promise<RouteResponse> {
  const id = conversationIdSchema.safeParse(request.params['id']);
  const holder = await holderOf(request, options);
  if (holder === 'nobody') return { kind: 'refusal', status: 401, code: 'Unauthorized', key: 'error.unauthorized' };
  if (!id.success || holder !== id.data) {
    return { kind: 'refusal', status: 403, code: 'BadArgument', key: 'error.forbidden' };
  }
  const entries = await options.transcript(id.data, HISTORY_LIMIT);
  return {
    kind: 'json',
    status: 200,
    json: {
      conversationId: id.data,
      entries: entries.map((entry) => ({ ...entry, answer: entry.answer === null ? null : publicPart(entry.answer) })),
    },
  };
}

/** The conversation the bearer may read; 'nobody' without a usable token. */
async function holderOf({ headers }: RouteRequest, options: AskRoutesOptions): Promise<string> {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return (token === undefined ? undefined : await options.conversationOfToken(token)) ?? 'nobody';
}

/** Evidence is for editors. */
function publicPart({ status, completeness, language, text, table, citations, suggestions }: Answer): PublicAnswer {
  return {
    status,
    completeness,
    language,
    text,
    table:
      table === undefined ? null : { ...table, columns: [...table.columns], rows: table.rows.map((row) => [...row]) },
    citations: [...citations],
    suggestions: [...suggestions],
  };
}

const UNKNOWN: RouteResponse = { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };

function badRequest(isTooLong: boolean): RouteResponse {
  return isTooLong
    ? { kind: 'refusal', status: 413, code: 'TooLarge', key: 'error.tooLarge' }
    : { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
}

function tooManyConversations({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyRequests', key: 'limit.conversations', values, headers };
}
