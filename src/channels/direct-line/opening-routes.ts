import { randomBytes } from 'node:crypto';
import { languageOfTag } from '../../domain/language-of-tag.ts';
import type { Limit, LimitVerdict, Route, RouteResponse } from '../../server/route.ts';
import type { CheckAccess } from './access.ts';
import type { ActivityLog } from './activity-log.ts';
import { streamUrl, tokenBody } from './conversation-routes.ts';
import type { Conversations } from './create-conversations.ts';
import type { TokenSigner } from './create-token-signer.ts';
import { generateSchema, startSchema } from './incoming-schema.ts';

export interface OpeningRoutesOptions {
  readonly checkAccess: CheckAccess;
  readonly activityLog: ActivityLog;
  readonly tokens: TokenSigner;
  readonly conversations: Conversations;
  /** Counts one new conversation from this address. */
  readonly limitConversations: Limit;
}

/** 128 bits of chance each: knowing an id is never enough, and guessing one is not possible. */
export const newConversationId = (): string => randomBytes(16).toString('base64url');
export const newUserId = (): string => `dl_${randomBytes(16).toString('base64url')}`;

/** Where a conversation begins: tokens for the holder of the secret, and the start that every client calls. */
export function openingRoutes(options: OpeningRoutesOptions): readonly Route[] {
  return [
    { ...common('/tokens/generate'), handle: (request) => generateToken(request, options) },
    { ...common('/conversations'), handle: (request) => startConversation(request, options) },
  ];
}

function common(path: string): Omit<Route, 'handle'> {
  return { method: 'post', path: `/v3/directline${path}`, body: 'json', origins: 'listed', isLimited: true };
}

const generateToken: OpeningHandler = async (request, { checkAccess, activityLog, tokens }) => {
  const access = await checkAccess(request);
  if (access.kind === 'refused') return access.refusal;
  if (access.kind === 'token') return { kind: 'refusal', status: 403, code: 'Unauthorized', key: 'error.forbidden' };
  const parsed = generateSchema.safeParse(request.body);
  if (!parsed.success) return { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
  const { user, trustedOrigins = [], locale } = parsed.data;
  const conversation = { id: newConversationId(), userId: user?.id ?? newUserId() };
  await activityLog.create({ ...conversation, language: languageOfTag(locale) ?? null });
  return { kind: 'json', status: 200, json: await tokenBody(tokens, conversation, trustedOrigins) };
};

const startConversation: OpeningHandler = async (request, options) => {
  const { activityLog, tokens, conversations } = options;
  const access = await options.checkAccess(request);
  if (access.kind === 'refused') return access.refusal;
  const start = startSchema.parse(request.body ?? {});
  const language = languageOfTag(start.locale) ?? null;
  let id: string;
  let origins: readonly string[] = [];
  if (access.kind === 'token') {
    ({ conversation: id, origins } = access.claims);
  } else {
    const verdict = await options.limitConversations(request.ip);
    if (!verdict.isAllowed) return tooManyConversations(verdict);
    id = newConversationId();
    await activityLog.create({ id, userId: start.user?.id ?? newUserId(), language });
  }
  const conversation = await activityLog.find(id);
  if (conversation === undefined) {
    return { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };
  }
  conversations.greet({ ...conversation, language: language ?? conversation.language });
  return {
    kind: 'json',
    status: conversation.lastSequence === 0 ? 201 : 200,
    json: {
      ...(await tokenBody(tokens, conversation, origins)),
      streamUrl: await streamUrl(tokens, request.baseUrl, conversation, { watermark: '-', origins }),
    },
  };
};

type OpeningHandler = (
  request: Parameters<Route['handle']>[0],
  options: OpeningRoutesOptions,
) => Promise<RouteResponse>;

/** Ten a minute from one address; the general limit of the server would be far too late. */
export function tooManyConversations({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyRequests', key: 'limit.conversations', values, headers };
}
