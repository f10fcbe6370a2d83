import { createAzureChannel } from '../../../src/channels/azure/create-azure-channel.ts';
import type { BotServiceSettings } from '../../../src/channels/bot-framework/bot-service.ts';
import type { Address, InboundEvent, MessengerChannel } from '../../../src/channels/messenger/channel.ts';
import type { FakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import type { TokenChanges } from '../../../src/simulators/azure/fake-issuer.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { ANN } from './azure-vendor.ts';

export function settingsFor(fake: FakeAzure, changes: Partial<BotServiceSettings> = {}): BotServiceSettings {
  return {
    appType: 'SingleTenant',
    appId: fake.app.id,
    appPassword: fake.app.password,
    tenantId: fake.app.tenant,
    loginUrl: fake.api.url,
    openIdUrl: fake.env['AZURE_BOT_OPENID_URL'] ?? '',
    timeoutMs: 5000,
    ...changes,
  };
}

export interface AzureParts {
  readonly channel: MessengerChannel;
  readonly heard: readonly InboundEvent[];
  readonly skipped: readonly string[];
  /** Knocks at POST /api/messages; resolves to the status of the answer. */
  knock(body: unknown, authorization?: string, contentType?: string): Promise<number>;
  /** A genuine delivery to Ann's bot, but for these changes. */
  hear(activity: Readonly<Record<string, unknown>>, token?: TokenChanges, channelId?: string): Promise<number>;
}

/** The channel without a program around it. */
export function azureParts(fake: FakeAzure, changes: Partial<BotServiceSettings> = {}): AzureParts {
  const heard: InboundEvent[] = [];
  const skipped: string[] = [];
  const settings = settingsFor(fake, changes);
  const channel = createAzureChannel({ settings, clock: () => new Date(), log: createMemoryLog() });
  const [route] = channel.routes({
    receive: (events) => {
      heard.push(...events);
      return Promise.resolve();
    },
    report: () => Promise.resolve(),
    skipped: (_messenger, reason) => void skipped.push(reason),
  });
  if (route === undefined) throw new Error('the channel has a route');
  async function knock(body: unknown, authorization?: string, contentType = 'application/json'): Promise<number> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': contentType, ...(authorization === undefined ? {} : { authorization }) };
    const request = { params: {}, query: new URLSearchParams(), ip: '127.0.0.1', baseUrl: '', language: 'en' } as const;
    const { status } = (await route?.handle({ ...request, headers, body: bytes })) ?? { status: 0 };
    return status;
  }
  return {
    channel,
    heard,
    skipped,
    knock,
    hear(activity, token, channelId = ANN.channelId) {
      const whole = fake.activityOf({ ...ANN, channelId }, activity);
      return knock(whole, `Bearer ${fake.tokenFor(whole.serviceUrl, token)}`);
    },
  };
}

/** Where Ann is answered, as her last message told. */
export function addressIn({ heard }: AzureParts): Address {
  const address = heard.at(-1)?.address;
  if (address === undefined) throw new Error('nothing was heard');
  return address;
}
