import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type { CheckAccess } from './access.ts';
import type { ActivityLog, DirectLineConversation } from './activity-log.ts';
import type { Conversations } from './create-conversations.ts';
import type { TokenSigner } from './create-token-signer.ts';
import { DIRECT_LINE_POLICY } from './policy.ts';

const PREFIX = '/v3/directline';

/** What a caller may do: one conversation, on pages of these origins. */
export interface OpenedConversation {
  readonly conversation: DirectLineConversation;
  readonly origins: readonly string[];
}

export type OpenRoute = (
  method: 'get' | 'post',
  path: string,
  handle: (request: RouteRequest, opened: OpenedConversation) => Promise<RouteResponse>,
  body?: Route['body'],
) => Route;

/** Routes about one existing conversation: the caller's right to it is checked, and that it exists, before `handle`. */
export function createOpenRoute(checkAccess: CheckAccess, activityLog: ActivityLog): OpenRoute {
  return (method, path, handle, body = 'none') => ({
    method,
    path: `${PREFIX}${path}`,
    body,
    origins: 'listed',
    // A polling client that ever sees a 429 stops for good, and takes one on a POST for success.
    isLimited: false,
    handle: async (request) => {
      const access = await checkAccess(request);
      if (access.kind === 'refused') return access.refusal;
      const id = request.params['id'] ?? (access.kind === 'token' ? access.claims.conversation : undefined);
      const conversation = id === undefined ? undefined : await activityLog.find(id);
      if (conversation === undefined) return NOT_FOUND;
      return handle(request, { conversation, origins: access.kind === 'token' ? access.claims.origins : [] });
    },
  });
}

const NOT_FOUND: RouteResponse = { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };

/** Token renewal, reconnecting and polling (docs/adr/0004-direct-line-by-ourselves.md, 1.4). */
export function conversationRoutes(
  open: OpenRoute,
  {
    activityLog,
    tokens,
    conversations,
  }: { activityLog: ActivityLog; tokens: TokenSigner; conversations: Conversations },
): readonly Route[] {
  return [
    open('post', '/tokens/refresh', async (_request, { conversation, origins }) => ({
      kind: 'json',
      status: 200,
      json: await tokenBody(tokens, conversation, origins),
    })),
    open('get', '/conversations/:id', async (request, { conversation, origins }) => {
      conversations.greet(conversation);
      const watermark = request.query.get('watermark') ?? '-';
      return {
        kind: 'json',
        status: 200,
        json: {
          ...(await tokenBody(tokens, conversation, origins)),
          streamUrl: await streamUrl(tokens, request.baseUrl, conversation, { watermark, origins }),
        },
      };
    }),
    open('get', '/conversations/:id/activities', async (request, { conversation }) => {
      const watermark = parseWatermark(request.query.get('watermark'));
      const logged = await activityLog.since(conversation.id, watermark);
      return {
        kind: 'json',
        status: 200,
        json: {
          activities: logged.map(({ activity }) => activity),
          watermark: String(logged.at(-1)?.sequence ?? watermark),
        },
      };
    }),
  ];
}

/** The shape that generate, refresh, start and reconnect share. */
export async function tokenBody(
  tokens: TokenSigner,
  { id, userId }: Pick<DirectLineConversation, 'id' | 'userId'>,
  origins: readonly string[],
): Promise<{ conversationId: string; token: string; expires_in: number }> {
  const ttl = DIRECT_LINE_POLICY.tokenTtlSeconds;
  const token = await tokens.issue('conversation', { conversation: id, user: userId, origins }, ttl);
  return { conversationId: id, token, expires_in: ttl };
}

/** Pre-authorised, because a browser cannot send headers with a WebSocket: a token of its own, good for a minute. */
export async function streamUrl(
  tokens: TokenSigner,
  baseUrl: string,
  { id, userId }: Pick<DirectLineConversation, 'id' | 'userId'>,
  { watermark, origins }: { readonly watermark: string; readonly origins: readonly string[] },
): Promise<string> {
  const ttl = DIRECT_LINE_POLICY.streamTokenTtlSeconds;
  const token = await tokens.issue('stream', { conversation: id, user: userId, origins }, ttl);
  const query = new URLSearchParams({ watermark: String(parseWatermark(watermark)), t: token });
  return `${baseUrl.replace(/^http/, 'ws')}${PREFIX}/conversations/${id}/stream?${query.toString()}`;
}

/** Empty, missing, "-" and "null" all mean the whole history. */
export function parseWatermark(watermark: string | null): number {
  const parsed = Number(watermark ?? 0);
  return Number.isSafeInteger(parsed) && parsed > 0 ? parsed : 0;
}
