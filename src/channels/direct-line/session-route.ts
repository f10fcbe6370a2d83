import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Limit, Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type { ActivityLog, DirectLineConversation } from './activity-log.ts';
import { tokenBody } from './conversation-routes.ts';
import type { TokenSigner } from './create-token-signer.ts';
import { newConversationId, newUserId, tooManyConversations } from './opening-routes.ts';
import { DIRECT_LINE_POLICY } from './policy.ts';

export interface SessionRouteOptions {
  readonly activityLog: ActivityLog;
  readonly tokens: TokenSigner;
  /** Counts one new conversation from this address. */
  readonly limitConversations: Limit;
  /** A visitor with a case comes back hours later to read the officer's reply: that conversation goes on. */
  readonly isHeld: (place: string) => Promise<boolean>;
  /** Messaging apps that a conversation can be moved to. */
  readonly apps: () => readonly string[];
  readonly clock: Clock;
}

const COOKIE = 'goglobal_session';

const requestSchema = z
  .object({
    language: z.enum(LANGUAGES).optional().describe('Language of the page, for the welcome'),
    restart: z.boolean().optional().describe('True to begin a new conversation'),
  })
  .default({});

/** What opens a conversation of the website: here, and where one comes back from an app. */
export const sessionSchema = z.object({
  token: z.string().describe('Direct Line token for this one conversation'),
  conversationId: z.string(),
  expiresIn: z.int().describe('Seconds until the token ends'),
  userId: z.string(),
  apps: z.array(z.string()).describe('Messaging apps in which the conversation can go on: whatsapp, wechat, wecom'),
});

/** POST /api/session: the website's way in. The cookie keeps reload, sleep and navigation in one conversation. */
export function sessionRoute(options: SessionRouteOptions): Route {
  return {
    method: 'post',
    path: '/api/session',
    body: 'json',
    origins: 'listed',
    isLimited: true,
    description: {
      summary: 'Open or resume the website visitor’s conversation',
      requestBody: requestSchema,
      responses: { 200: { description: 'A token for the conversation', schema: sessionSchema } },
    },
    handle: (request) => openSession(request, options),
  };
}

async function openSession(request: RouteRequest, options: SessionRouteOptions): Promise<RouteResponse> {
  const parsed = requestSchema.safeParse(request.body);
  if (!parsed.success) return { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
  const { language, restart = false } = parsed.data;
  const { user, current } = await readSession(request, options);
  let conversation: Pick<DirectLineConversation, 'id' | 'userId'> | undefined = restart ? undefined : current;
  if (conversation === undefined) {
    const verdict = await options.limitConversations(request.ip);
    if (!verdict.isAllowed) return tooManyConversations(verdict);
    conversation = { id: newConversationId(), userId: user ?? newUserId() };
    await options.activityLog.create({ ...conversation, language: language ?? request.language });
  }
  return sessionResponse(request, conversation, options);
}

/** A token for the conversation, and the cookie that keeps the browser in it. */
export async function sessionResponse(
  request: RouteRequest,
  conversation: Pick<DirectLineConversation, 'id' | 'userId'>,
  options: Pick<SessionRouteOptions, 'tokens' | 'apps'>,
): Promise<RouteResponse> {
  const { token, expires_in: expiresIn } = await tokenBody(options.tokens, conversation, []);
  const ttl = DIRECT_LINE_POLICY.sessionTtlSeconds;
  const claims = { conversation: conversation.id, user: conversation.userId };
  const cookie = cookieOf(await options.tokens.issue('session', claims, ttl), request.baseUrl, ttl);
  return {
    kind: 'json',
    status: 200,
    json: {
      token,
      conversationId: conversation.id,
      expiresIn,
      userId: conversation.userId,
      apps: options.apps(),
    },
    headers: { 'Set-Cookie': cookie },
  };
}

/** Who the cookie says this is, and the conversation when it has not been silent for too long, or has a case. */
async function readSession(
  { headers }: RouteRequest,
  { tokens, activityLog, isHeld, clock }: SessionRouteOptions,
): Promise<{ readonly user?: string; readonly current?: DirectLineConversation }> {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
  if (value === undefined) return {};
  const result = await tokens.verify('session', value);
  if (result.kind !== 'valid') return {};
  const { user, conversation: id, issuedAtMs } = result.claims;
  const conversation = await activityLog.find(id);
  if (conversation === undefined || conversation.userId !== user) return { user };
  const lastSignMs = Math.max(issuedAtMs, Date.parse(conversation.lastActiveAt));
  const isSilent = clock().getTime() - lastSignMs > DIRECT_LINE_POLICY.sessionSilenceMs;
  return isSilent && !(await isHeld(id)) ? { user } : { user, current: conversation };
}

/** Over https the widget may live in a frame on another site; its cookie is then kept per embedding site (CHIPS). */
function cookieOf(value: string, baseUrl: string, ttlSeconds: number): string {
  const site = baseUrl.startsWith('https:') ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
  return `${COOKIE}=${value}; Path=/; HttpOnly; Max-Age=${ttlSeconds}; ${site}`;
}
