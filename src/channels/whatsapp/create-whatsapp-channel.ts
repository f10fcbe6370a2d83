import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import { parseJson } from '../../server/parse-json.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import type {
  Address,
  Inbox,
  MessageTemplate,
  MessengerChannel,
  MoveLink,
  VendorMessage,
  VendorOutcome,
} from '../messenger/channel.ts';
import { isSigned } from './check-signature.ts';
import { checkWhatsApp } from './check-whatsapp.ts';
import { fetchMedia } from './fetch-media.ts';
import { outcomeOf } from './graph-outcome.ts';
import { WHATSAPP_CAPABILITIES, WHATSAPP_POLICY } from './policy.ts';
import { readDelivery } from './read-delivery.ts';
import { renderWhatsApp } from './render-whatsapp.ts';
import { readTemplates, renderTemplate } from './templates.ts';
import { referenceSchema } from './whatsapp-schema.ts';
import type { WhatsAppSettings } from './whatsapp-settings.ts';

const ID = 'whatsapp';
const PATH = '/channels/whatsapp/webhook';

/** WhatsApp Business Cloud API: signed webhooks in, Graph API out. */
export function createWhatsAppChannel({
  settings,
  clock,
  log,
}: {
  readonly settings: WhatsAppSettings;
  readonly clock: Clock;
  readonly log: Log;
}): MessengerChannel {
  const graph = `${settings.apiUrl}/${settings.apiVersion}`;
  const messagesUrl = `${graph}/${settings.phoneNumberId}/messages`;
  const headers = { authorization: `Bearer ${settings.accessToken}`, 'content-type': 'application/json' };

  async function post(body: VendorMessage, timeoutMs: number): Promise<VendorOutcome> {
    try {
      const response = await fetch(messagesUrl, {
        method: 'POST',
        headers,
        body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { value } = asJson(Buffer.from(await response.arrayBuffer()));
      return outcomeOf(response.status, value, secondsOf(response.headers.get('retry-after')));
    } catch (error) {
      const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
      return { kind: 'retry', code: isTimeout ? 'timeout' : 'network', error: 'no answer' };
    }
  }

  let templates: { readonly readAtMs: number; readonly list: readonly MessageTemplate[] } | null = null;

  return {
    id: ID,
    capabilities: WHATSAPP_CAPABILITIES,
    routes: (inbox) => [
      {
        method: 'get',
        path: PATH,
        body: 'none',
        origins: 'any',
        isLimited: false,
        handle: ({ query }) => Promise.resolve(challenge(query, settings.verifyToken)),
      },
      {
        method: 'post',
        path: PATH,
        body: 'raw',
        bodyLimitBytes: WHATSAPP_POLICY.bodyLimitBytes,
        origins: 'any',
        isLimited: false,
        handle: (request) => receive(request, { inbox, settings, log }),
      } satisfies Route,
    ],
    render: renderWhatsApp,
    send: (address, message, id) =>
      post(
        // Comes back in the reports, so that a message whose sending timed out is not sent twice.
        { recipient_type: 'individual', ...recipientOf(address), ...message, biz_opaque_callback_data: id },
        settings.timeoutMs,
      ),
    async showTyping(_address, trigger) {
      if (trigger === '') return;
      const typing = { status: 'read', message_id: trigger, typing_indicator: { type: 'text' } };
      await post(typing, Math.min(WHATSAPP_POLICY.typingTimeoutMs, settings.timeoutMs));
    },
    fetchMedia: (_address, reference, most) =>
      fetchMedia(reference, { graph, accessToken: settings.accessToken, most, timeoutMs: settings.timeoutMs }),
    async listTemplates() {
      if (settings.businessAccountId === undefined) return [];
      const nowMs = clock().getTime();
      if (templates === null || nowMs - templates.readAtMs > WHATSAPP_POLICY.templatesKeptMs)
        templates = {
          readAtMs: nowMs,
          list: await readTemplates(`${graph}/${settings.businessAccountId}`, headers, settings.timeoutMs),
        };
      return templates.list;
    },
    renderTemplate,
    ...(settings.number !== undefined && {
      moveLink: (code, sentence) => moveLink(settings.number ?? '', { code, sentence }),
    }),
    check: (publicUrl) => checkWhatsApp(settings, `${publicUrl}${PATH}`),
  };
}

/** https://faq.whatsapp.com/5913398998672934: opens the chat with the sentence written, to be sent by the visitor. */
function moveLink(
  number: string,
  { code, sentence }: Readonly<Record<'code' | 'sentence', string>>,
): Promise<MoveLink> {
  const chat = `https://wa.me/${number}?text=`;
  // The picture holds the code alone: the less it holds, the more surely a camera reads it.
  return Promise.resolve({ url: chat + encodeURIComponent(sentence), qr: chat + code, account: `+${number}` });
}

/** Meta asks once, when the address is entered: the challenge goes back as it came. */
function challenge(query: URLSearchParams, verifyToken: string): RouteResponse {
  const isOurs = query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === verifyToken;
  if (!isOurs) return { kind: 'refusal', status: 403, code: 'BadArgument', key: 'error.forbidden' };
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
  return { kind: 'content', status: 200, content: query.get('hub.challenge') ?? '', headers };
}

/** Signature over the bytes as they came, then the shape, then the disk, and only then Meta is told that it arrived. */
async function receive(
  { headers, body }: RouteRequest,
  { inbox, settings, log }: { readonly inbox: Inbox; readonly settings: WhatsAppSettings; readonly log: Log },
): Promise<RouteResponse> {
  const skip = (reason: string) => inbox.skipped(ID, reason);
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    skip('wrong-content-type');
    return { kind: 'refusal', status: 415, code: 'UnsupportedMediaType', key: 'error.badRequest' };
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (!isSigned(bytes, headers['x-hub-signature-256'], settings.appSecret)) {
    skip('bad-signature');
    return { kind: 'refusal', status: 401, code: 'Unauthorized', key: 'error.unauthorized' };
  }
  const json = parseJson(bytes);
  if (json.kind === 'malformed') {
    skip('malformed');
    return { kind: 'refusal', status: 400, code: 'MalformedJson', key: 'error.badRequest' };
  }
  const delivery = readDelivery(json.value, settings.phoneNumberId);
  // Signed and not understood: refused, it would come again for a week.
  for (const reason of delivery?.skipped ?? ['unknown-shape']) skip(reason);
  if (delivery?.skipped.includes('vendor-error') === true)
    log.warn({ messenger: ID }, 'Meta reports a fault of the account');
  if (delivery !== undefined && delivery.events.length > 0) await inbox.receive(delivery.events);
  if (delivery !== undefined && delivery.reports.length > 0) await inbox.report(delivery.reports);
  return { kind: 'json', status: 200, json: {} };
}

/**
 * A number where there is one. Since 2026 a person may be known by their business-scoped id alone, which goes into a field
 * of its own (as whatsapp-api-js 6.3.0 writes it).
 */
function recipientOf({ person, reference }: Address): VendorMessage {
  const { waId, userId } = referenceSchema.safeParse(reference).data ?? {};
  if (waId !== undefined) return { to: waId };
  return userId === undefined ? { to: person } : { recipient: userId };
}

function asJson(bytes: Buffer): { readonly value: unknown } {
  const json = parseJson(bytes);
  return { value: json.kind === 'parsed' ? json.value : undefined };
}

function secondsOf(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}
