import { z } from 'zod';
import type { BotService, BotServiceSettings } from '../bot-framework/bot-service.ts';
import type { ChannelCheck } from '../messenger/channel.ts';

const metadataSchema = z.object({ jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ endorsements: z.array(z.string()).optional() })) });

/** Credentials by asking for a token, keys by reading them, our address by knocking as nobody. Nothing is sent to anybody. */
export async function checkAzure(
  service: BotService,
  settings: BotServiceSettings,
  messagesUrl: string,
): Promise<readonly ChannelCheck[]> {
  return [
    await checkToken(service, settings),
    await checkKeys(settings),
    await checkEndpoint(messagesUrl, settings.timeoutMs),
  ];
}

async function checkToken(service: BotService, { appType }: BotServiceSettings): Promise<ChannelCheck> {
  const what =
    appType === 'UserAssignedMSI'
      ? 'AZURE_BOT_APP_ID as a managed identity of this machine'
      : 'AZURE_BOT_APP_ID, AZURE_BOT_APP_PASSWORD and AZURE_BOT_TENANT_ID';
  const answer = await service.fetchToken();
  if (answer.kind === 'good') return { what, isGood: true, found: 'a token is given' };
  return { what, isGood: false, found: `${answer.code}: ${HINTS[answer.code] ?? 'no token is given'}` };
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const HINTS: Readonly<Record<string, string>> = {
  AADSTS700016: 'the app id is not known in this tenant',
  AADSTS7000215: 'the secret is wrong: its value is needed, not its id',
  AADSTS7000222: 'the secret has expired: make a new one',
  AADSTS90002: 'there is no such tenant',
  timeout: 'the login does not answer: may this machine reach it?',
  network: 'the login does not answer: may this machine reach it?',
};

async function checkKeys({ openIdUrl, timeoutMs }: BotServiceSettings): Promise<ChannelCheck> {
  const what = `keys of Bot Service: ${openIdUrl}`;
  try {
    const metadata = metadataSchema.parse(await readJson(openIdUrl, timeoutMs));
    const { keys } = keysSchema.parse(await readJson(metadata.jwks_uri, timeoutMs));
    const endorsed = keys.filter(({ endorsements = [] }) => endorsements.length > 0).length;
    return { what, isGood: endorsed > 0, found: `${endorsed} keys that are endorsed for channels` };
  } catch {
    return { what, isGood: false, found: 'cannot be read: may this machine reach it?' };
  }
}

/** Somebody without a token must be refused. */
async function checkEndpoint(url: string, timeoutMs: number): Promise<ChannelCheck> {
  const what = `PUBLIC_URL: ${url}`;
  if (!url.startsWith('https://')) return { what, isGood: false, found: 'Azure delivers to https addresses only' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const isGood = response.status === 401;
    return {
      what,
      isGood,
      found: isGood ? 'answers, and refuses who has no token' : `answers with ${response.status} instead of 401`,
    };
  } catch {
    const found = 'does not answer: is the program running, and the address reachable from here?';
    return { what, isGood: false, found };
  }
}

async function readJson(url: string, timeoutMs: number): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  return response.json();
}
