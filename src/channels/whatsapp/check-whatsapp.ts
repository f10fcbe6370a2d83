import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { ChannelCheck } from '../messenger/channel.ts';
import { checkCallback } from '../messenger/check-callback.ts';
import { graphErrorSchema } from './whatsapp-schema.ts';
import type { WhatsAppSettings } from './whatsapp-settings.ts';

const numberSchema = z.object({ display_phone_number: z.string(), verified_name: z.string().optional() });
const pageSchema = z.object({ data: z.array(z.unknown()) });

/** Token and ids by asking the Graph API, the webhook by asking it as Meta does. Nothing is sent to anybody. */
export async function checkWhatsApp(settings: WhatsAppSettings, webhook: string): Promise<readonly ChannelCheck[]> {
  const { apiUrl, apiVersion, phoneNumberId, businessAccountId } = settings;
  const graph = `${apiUrl}/${apiVersion}`;
  const number = await ask(`${graph}/${phoneNumberId}?fields=display_phone_number,verified_name`, settings);
  const known = numberSchema.safeParse(number.json);
  const checks: ChannelCheck[] = [
    {
      what: 'WHATSAPP_ACCESS_TOKEN and WHATSAPP_PHONE_NUMBER_ID',
      isGood: known.success,
      found: known.success
        ? `the number ${known.data.display_phone_number} (${known.data.verified_name ?? 'without a name'})`
        : faultOf(number, 'the token must be allowed to use this number'),
    },
    ...(known.success ? [await checkSecret(graph, settings)] : []),
    ...(known.success && settings.number !== undefined ? [checkNumber(settings.number, known.data)] : []),
    await checkWebhook(settings, webhook),
  ];
  if (businessAccountId === undefined) return checks;
  const page = await ask(`${graph}/${businessAccountId}/message_templates?limit=100`, settings);
  const templates = pageSchema.safeParse(page.json);
  const found = templates.success
    ? `${templates.data.data.length} templates`
    : faultOf(page, 'the token must be allowed to read templates');
  return [...checks, { what: 'WHATSAPP_BUSINESS_ACCOUNT_ID', isGood: templates.success, found }];
}

/**
 * Deliveries are signed with the secret of the token's app. Meta looks at a proof that is made of both:
 * https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
async function checkSecret(graph: string, settings: WhatsAppSettings): Promise<ChannelCheck> {
  const { phoneNumberId, accessToken, appSecret } = settings;
  const proof = createHmac('sha256', appSecret).update(accessToken).digest('hex');
  const asked = await ask(`${graph}/${phoneNumberId}?fields=id&appsecret_proof=${proof}`, settings);
  const isGood = asked.status === 200;
  const found = isGood
    ? 'belongs to the app of the access token'
    : faultOf(
        asked,
        'it is not the secret of the app of the access token, so every delivery would be refused as forged',
      );
  return { what: 'WHATSAPP_APP_SECRET', isGood, found };
}

/** The number that visitors are sent to when they go on in WhatsApp. */
function checkNumber(number: string, { display_phone_number: shown }: z.infer<typeof numberSchema>): ChannelCheck {
  const isGood = shown.replaceAll(/\D/gu, '') === number;
  const found = isGood ? 'is this number' : `is ${number}, and the phone number id belongs to ${shown}`;
  return { what: 'WHATSAPP_NUMBER', isGood, found };
}

/** As Meta asks when the address is entered there. */
function checkWebhook({ verifyToken, timeoutMs }: WhatsAppSettings, webhook: string): Promise<ChannelCheck> {
  const echo = crypto.randomUUID();
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': echo };
  return checkCallback({ vendor: 'Meta', webhook, query, echo, isHttpEnough: false, timeoutMs });
}

interface Asked {
  /** null: no answer. */
  readonly status: number | null;
  readonly json: unknown;
}

async function ask(url: string, { accessToken, timeoutMs }: WhatsAppSettings): Promise<Asked> {
  try {
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, json: await response.json().catch(() => undefined) };
  } catch {
    return { status: null, json: undefined };
  }
}

function faultOf({ status, json }: Asked, hint: string): string {
  if (status === null) return 'the Graph API does not answer: may this machine reach it?';
  const code = graphErrorSchema.safeParse(json).data?.error.code;
  if (code === 190 || code === 0) return 'the access token is wrong or has expired (190): make a new permanent one';
  return `refused with HTTP ${status}${code === undefined ? '' : `, code ${code}`}: ${hint}`;
}
