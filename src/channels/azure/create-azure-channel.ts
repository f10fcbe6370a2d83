import type { Clock } from '../../domain/clock.ts';
import { languageOfTag } from '../../domain/language-of-tag.ts';
import type { Log } from '../../domain/log.ts';
import { parseJson } from '../../server/parse-json.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type { BotReference, BotService, BotServiceSettings } from '../bot-framework/bot-service.ts';
import { createBotService } from '../bot-framework/create-bot-service.ts';
import { renderHandoffEvent } from '../bot-framework/render-handoff-event.ts';
import type { Address, Inbox, MessengerChannel, VendorMessage } from '../messenger/channel.ts';
import { envelopeSchema, referenceSchema } from './azure-schema.ts';
import { checkAzure } from './check-azure.ts';
import { outcomeOf } from './outcome-of.ts';
import { AZURE_CAPABILITIES, AZURE_POLICY, subChannelOf } from './policy.ts';
import { readActivity } from './read-activity.ts';
import { renderAzure } from './render-azure.ts';

const ID = 'azure';
/** Where every bot of the Bot Framework listens. */
const PATH = '/api/messages';

/**
 * Azure Bot Service, and through it Teams, Slack, LINE, Telegram and others. What comes is believed by its token, is kept,
 * and is acknowledged before anything is made of it; what is said goes out by the conversation's stored reference.
 */
export function createAzureChannel({
  settings,
  clock,
  log,
}: {
  readonly settings: BotServiceSettings;
  readonly clock: Clock;
  readonly log: Log;
}): MessengerChannel {
  const service = createBotService(settings);
  const impatient = createBotService({
    ...settings,
    timeoutMs: Math.min(settings.timeoutMs, AZURE_POLICY.typingTimeoutMs),
  });
  return {
    id: ID,
    capabilities: AZURE_CAPABILITIES,
    routes: (inbox) => [
      {
        method: 'post',
        path: PATH,
        body: 'raw',
        bodyLimitBytes: AZURE_POLICY.bodyLimitBytes,
        origins: 'any',
        isLimited: false,
        handle: (request) => receive(request, { inbox, service, account: settings.appId, clock, log }),
      } satisfies Route,
    ],
    render: renderAzure,
    async send(address, message) {
      const reference = referenceOf(address);
      if (reference === null) return { kind: 'dead', code: 'no-reference', error: 'never heard from', isAlert: false };
      return outcomeOf(await service.send(reference, asActivity(message)));
    },
    async showTyping(address) {
      const reference = referenceOf(address);
      if (reference === null || !subChannelOf(reference.channelId).capabilities.typing) return;
      await impatient.send(reference, { type: 'typing' });
    },
    languageOf: (address) => languageOfTag(referenceOf(address)?.locale) ?? null,
    // Bot Service gives ids itself.
    renderHandoff: (event, lines) => ({ ...renderHandoffEvent(event, lines), id: undefined }),
    check: (publicUrl) => checkAzure(service, settings, `${publicUrl}${PATH}`),
  };
}

interface Receiving {
  readonly inbox: Inbox;
  readonly service: BotService;
  readonly account: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Type, shape of the envelope, token by the SDK's validators, then the disk, and only then the service is told. */
async function receive(request: RouteRequest, { inbox, service, account, clock, log }: Receiving) {
  const refuse = (reason: string, response: RouteResponse): RouteResponse => {
    inbox.skipped(ID, reason);
    return response;
  };
  const { headers, body } = request;
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return refuse('wrong-content-type', WRONG_TYPE);
  const { authorization = '' } = headers;
  // Nothing is read for who shows nothing.
  if (!/^Bearer \S+$/.test(authorization)) return refuse('no-token', UNAUTHORIZED);
  if (authorization.length > AZURE_POLICY.tokenLength) return refuse('bad-token', UNAUTHORIZED);
  const json = parseJson(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  if (json.kind === 'malformed') return refuse('malformed', { ...MALFORMED, code: 'MalformedJson' });
  const envelope = envelopeSchema.safeParse(json.value);
  if (!envelope.success) return refuse('unknown-shape', MALFORMED);
  const verdict = await service.check(authorization, envelope.data);
  if (verdict.kind === 'refused') return refuse(verdict.reason, UNAUTHORIZED);
  if (verdict.kind === 'unknown') {
    log.error({ error: verdict.error, messenger: ID }, 'the keys of Bot Service could not be read');
    return refuse('no-keys', UNAVAILABLE);
  }
  // Its sender waits for more than an acknowledgement; nothing that we send asks for one.
  if (envelope.data.type === 'invoke') return refuse('invoke', NOT_IMPLEMENTED);
  const read = readActivity(json.value, account, clock());
  if (read.kind === 'skipped') inbox.skipped(ID, read.reason);
  else await inbox.receive(read.events);
  return { kind: 'json', status: 200, json: {} } satisfies RouteResponse;
}

const UNAUTHORIZED = { kind: 'refusal', status: 401, code: 'Unauthorized', key: 'error.unauthorized' } as const;
const WRONG_TYPE = { kind: 'refusal', status: 415, code: 'UnsupportedMediaType', key: 'error.badRequest' } as const;
const MALFORMED = { kind: 'refusal', status: 400, code: 'BadArgument', key: 'error.badRequest' } as const;
const NOT_IMPLEMENTED = { kind: 'refusal', status: 501, code: 'NotImplemented', key: 'error.badRequest' } as const;
const UNAVAILABLE = { kind: 'refusal', status: 503, code: 'ServiceUnavailable', key: 'error.service' } as const;

function referenceOf({ reference }: Address): BotReference | null {
  return referenceSchema.safeParse(reference).data ?? null;
}

/** Rendered by us, so its type is there. */
function asActivity(message: VendorMessage) {
  const { type } = message;
  return { ...message, type: typeof type === 'string' ? type : 'message' };
}
