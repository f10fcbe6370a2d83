import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type { ActivityLog } from './activity-log.ts';
import type { OpenRoute } from './conversation-routes.ts';
import type { CarriedLine, Conversations, Notice } from './create-conversations.ts';
import type { TokenSigner } from './create-token-signer.ts';
import { newConversationId, newUserId } from './opening-routes.ts';
import { sessionResponse, sessionSchema } from './session-route.ts';

/** How a visitor takes the conversation into an app. */
const offerSchema = z.object({
  code: z.string().describe('Nine symbols in three groups: to be sent in the app. Works once.'),
  expiresAt: z.string().describe('UTC instant, ISO 8601'),
  apps: z.array(
    z.object({
      app: z.string().describe('whatsapp, wechat or wecom'),
      url: z.string().nullable().describe('Opens the app on a phone'),
      qr: z.string().nullable().describe('What a QR code holds'),
      account: z.string().nullable().describe('Name or number of the account, where the code can be sent by hand'),
    }),
  ),
  sentence: z.string().describe('What the visitor sends, with the code in it'),
  carries: z
    .object({ form: z.boolean(), case: z.string().nullable().describe('Number of the open case') })
    .describe('What goes along with the conversation'),
});
export type Offer = z.infer<typeof offerSchema>;

const arriveSchema = z.object({
  code: z.string().min(1).max(100).describe('As it was shown or typed: case, spaces and dashes do not matter'),
  language: z.enum(LANGUAGES).optional().describe('Language of the page'),
});

export interface MoveParts {
  /** Apps that a conversation can be moved to. */
  readonly apps: () => readonly string[];
  readonly leftNotice: (place: string) => Promise<Notice | null>;
  readonly offer: (
    place: string,
    language: Language,
  ) => Promise<{ readonly kind: 'offered'; readonly offer: Offer } | Refused>;
  /** Brings the code's conversation to this place of the website. */
  readonly arrive: (come: {
    readonly code: string;
    readonly place: string;
    readonly sender: string;
    readonly language: Language;
  }) => Promise<{ readonly kind: 'moved'; readonly lines: readonly CarriedLine[] } | Refused>;
}

export interface Refused {
  readonly kind: 'refused';
  readonly status: 400 | 404 | 409 | 410 | 429;
  readonly code: string;
  /** In the wording. */
  readonly key: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** Out of the website with a code, and back into it with one. */
export function moveRoutes(
  open: OpenRoute,
  parts: MoveParts & {
    readonly activityLog: Pick<ActivityLog, 'create' | 'find'>;
    readonly tokens: TokenSigner;
    readonly conversations: Conversations;
  },
): readonly Route[] {
  const leave = open('post', '/moves', async ({ language }, { conversation }) => {
    const offered = await parts.offer(conversation.id, language);
    return offered.kind === 'refused' ? refusal(offered) : { kind: 'json', status: 200, json: offered.offer };
  });
  return [
    {
      ...leave,
      description: {
        summary: 'A code that carries the caller’s conversation into a messaging app',
        responses: { 200: { description: 'The code, and how to reach each app', schema: offerSchema } },
      },
    },
    {
      method: 'post',
      path: '/api/moves',
      body: 'json',
      origins: 'listed',
      isLimited: true,
      description: {
        summary: 'Bring a conversation back to the website, with the code that was sent in the app',
        requestBody: arriveSchema,
        responses: { 200: { description: 'A token for the conversation', schema: sessionSchema } },
      },
      handle: (request) => arrive(request, parts),
    },
  ];
}

/** Always a page of its own: who could read at an earlier one cannot read on there. */
async function arrive(request: RouteRequest, parts: Parameters<typeof moveRoutes>[1]): Promise<RouteResponse> {
  const parsed = arriveSchema.safeParse(request.body);
  if (!parsed.success) return { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' };
  const { code, language = request.language } = parsed.data;
  const place = { id: newConversationId(), userId: newUserId() };
  // Before the code is used up: a stop in between leaves an empty page, not a conversation without one.
  await parts.activityLog.create({ ...place, language });
  const arrived = await parts.arrive({ code, place: place.id, sender: request.ip, language });
  if (arrived.kind === 'refused') return refusal(arrived);
  const conversation = await parts.activityLog.find(place.id);
  if (conversation === undefined) return { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };
  await parts.conversations.carryOver(conversation, arrived.lines);
  return sessionResponse(request, place, parts);
}

function refusal({ status, code, key, values }: Refused): RouteResponse {
  return { kind: 'refusal', status, code, key, ...(values !== undefined && { values }) };
}
