import { randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import { startVendorServer, type VendorAnswer, type VendorRequest, type VendorServer } from '../vendor-server.ts';
import { faultOf, type OutgoingActivity, outgoingSchema } from './activity-limits.ts';
import { createFakeIssuer, type FakeIssuer, OPENID_PATH, type TokenChanges } from './fake-issuer.ts';
import { actionsOf, type ShownAction, textOf } from './shown-activity.ts';

/** A person in one of the apps behind Bot Service. */
export interface AzurePerson {
  readonly channelId: string;
  readonly id: string;
  readonly name: string;
  readonly locale?: string;
  /** Of a group or a channel; null: the person's own chat with the bot. */
  readonly group?: string;
}

export interface AzureShown {
  readonly id: string;
  readonly person: string;
  readonly channelId: string;
  readonly text: string;
  readonly options: readonly ShownAction[];
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** The message as it was sent. */
  readonly activity: OutgoingActivity;
}

export interface Deliver {
  readonly id?: string;
  readonly at?: Date;
  readonly token?: TokenChanges;
}

export interface FakeAzure {
  /** Connector, token endpoint and metadata in one. Faults meet messages only. */
  readonly api: VendorServer;
  readonly issuer: FakeIssuer;
  readonly app: { readonly id: string; readonly password: string; readonly tenant: string };
  /** Configures the program for this fake. */
  readonly env: Readonly<Record<string, string>>;
  deliverTo(messagesUrl: string): void;
  /** The person does something: an activity by its own fields; resolves to the status of our answer. */
  does(person: AzurePerson, activity: Readonly<Record<string, unknown>>, how?: Deliver): Promise<number>;
  /** The whole activity as it would be delivered. */
  activityOf(
    person: AzurePerson,
    activity: Readonly<Record<string, unknown>>,
    how?: Deliver,
  ): Readonly<Record<string, unknown>> & { readonly serviceUrl: string };
  /** Posts these bytes with this header; null: without one. */
  post(bytes: Buffer, authorization: string | null, contentType?: string): Promise<number>;
  tokenFor(serviceUrl: string, changes?: TokenChanges): string;
  readonly serviceUrl: string;
  /** Messages that people have on their screens, oldest first. */
  readonly shown: readonly AzureShown[];
  /** Events that reached programs. */
  readonly events: readonly OutgoingActivity[];
  /** People to whom «typing» was shown, in order. */
  readonly typing: readonly string[];
  /** Until something is said, or for a few seconds. */
  isTyping(person: AzurePerson): boolean;
  /** What was refused for its form or limits. */
  readonly refused: readonly string[];
  /** People who have blocked the bot or removed the app. */
  readonly blocked: Set<string>;
  /** Paths of all calls that reached the connector. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

const BOT = { id: '28:goglobal', name: 'GoGlobal' } as const;
const TYPING_MS = 5000;

/**
 * Plays Azure Bot Service: signs what it delivers as Microsoft does, gives the bot tokens, and takes activities into
 * conversations that it knows, within the limits of the app behind them.
 */
export async function startFakeAzure(options: { readonly clock?: Clock } = {}): Promise<FakeAzure> {
  const clock = options.clock ?? (() => new Date());
  // The SDK keeps tokens by app id for the whole process.
  const app = { id: randomUUID(), password: `secret-${randomUUID()}`, tenant: randomUUID() };
  const issuer = createFakeIssuer(app);
  const conversations = new Map<string, AzurePerson>();
  const shown: AzureShown[] = [];
  const events: OutgoingActivity[] = [];
  const typing: string[] = [];
  const refused: string[] = [];
  const calls: string[] = [];
  const blocked = new Set<string>();
  const typingUntilMs = new Map<string, number>();
  let messagesUrl: string | null = null;

  const api = await startVendorServer(
    (request) => issuer.answer(request, api.url) ?? connector(request),
    ({ path, body }) => !path.includes('/v3/') || isTyping(body),
  );
  const serviceUrl = `${api.url}/apac/`;

  function connector({ method, path, headers, body }: VendorRequest): VendorAnswer {
    calls.push(`${method} ${path}`);
    const [, conversationId = '', activityId] =
      /^\/apac\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    if (conversationId === '') return refusal(404, 'ServiceError');
    if (issuer.statusOf(headers.authorization) === 401) return refusal(401, 'Unauthorized');
    const person = conversations.get(decodeURIComponent(conversationId));
    if (person === undefined) return refusal(404, 'ConversationNotFound');
    if (blocked.has(person.id)) return refusal(403, 'ConversationBlockedByUser');
    const parsed = outgoingSchema.safeParse(asJson(body));
    if (!parsed.success) {
      refused.push(parsed.error.message);
      return refusal(400, 'BadSyntax');
    }
    const fault = faultOf(parsed.data);
    if (fault !== null) {
      refused.push(fault.code);
      return refusal(fault.status, fault.code);
    }
    if (parsed.data.recipient.id !== person.id || parsed.data.channelId !== person.channelId)
      return refusal(403, 'BotNotInConversationRoster');
    return take(parsed.data, person, method === 'PUT' ? activityId : undefined);
  }

  function take(activity: OutgoingActivity, person: AzurePerson, replaced: string | undefined): VendorAnswer {
    const id = replaced === undefined ? randomUUID() : decodeURIComponent(replaced);
    if (activity.type === 'typing') {
      typing.push(person.id);
      typingUntilMs.set(person.id, clock().getTime() + TYPING_MS);
    } else if (activity.type === 'event') events.push(activity);
    else {
      typingUntilMs.delete(person.id);
      const [text, options] = [textOf(activity), actionsOf(activity)];
      const { channelId } = person;
      const one = { id, person: person.id, channelId, text, options, at: clock().toISOString(), activity };
      const index = shown.findIndex((each) => each.id === id);
      if (index === -1) shown.push(one);
      else shown[index] = one;
    }
    return { status: replaced === undefined ? 201 : 200, json: { id } };
  }

  function activityOf(person: AzurePerson, activity: Readonly<Record<string, unknown>>, how: Deliver = {}) {
    const { id = randomUUID(), at = clock() } = how;
    const conversationId = person.group ?? `a:${person.channelId}-${person.id}`;
    conversations.set(conversationId, person);
    return {
      id,
      timestamp: at.toISOString(),
      channelId: person.channelId,
      serviceUrl,
      from: { id: person.id, name: person.name },
      recipient: BOT,
      conversation: {
        id: conversationId,
        conversationType: person.group === undefined ? 'personal' : 'groupChat',
        ...(person.group === undefined ? {} : { isGroup: true }),
        tenantId: app.tenant,
      },
      ...(person.locale === undefined ? {} : { locale: person.locale }),
      channelData: { tenant: { id: app.tenant } },
      ...activity,
    };
  }

  const tokenFor = (url: string, changes?: TokenChanges) => issuer.sign({ audience: app.id, serviceUrl: url }, changes);

  async function post(bytes: Buffer, authorization: string | null, contentType = 'application/json'): Promise<number> {
    if (messagesUrl === null) return 0;
    const response = await fetch(messagesUrl, {
      method: 'POST',
      headers: { 'content-type': contentType, ...(authorization === null ? {} : { authorization }) },
      body: new Uint8Array(bytes),
    });
    await response.arrayBuffer();
    return response.status;
  }

  return {
    api,
    issuer,
    app,
    env: {
      AZURE_BOT_APP_TYPE: 'SingleTenant',
      AZURE_BOT_APP_ID: app.id,
      AZURE_BOT_APP_PASSWORD: app.password,
      AZURE_BOT_TENANT_ID: app.tenant,
      AZURE_BOT_LOGIN_URL: api.url,
      AZURE_BOT_OPENID_URL: `${api.url}${OPENID_PATH}`,
    },
    deliverTo: (url) => {
      messagesUrl = url;
    },
    does(person, activity, how = {}) {
      const whole = activityOf(person, activity, how);
      const token = tokenFor(whole.serviceUrl, how.token);
      return post(Buffer.from(JSON.stringify(whole)), `Bearer ${token}`);
    },
    activityOf,
    post,
    tokenFor,
    serviceUrl,
    shown,
    events,
    typing,
    isTyping: ({ id }) => clock().getTime() < (typingUntilMs.get(id) ?? 0),
    refused,
    blocked,
    calls,
    close: () => api.close(),
  };
}

function refusal(status: number, code: string): VendorAnswer {
  return { status, json: { error: { code, message: code } } };
}

function asJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function isTyping(body: Buffer): boolean {
  const parsed = outgoingSchema.safeParse(asJson(body));
  return parsed.success && parsed.data.type === 'typing';
}
