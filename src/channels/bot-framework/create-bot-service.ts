import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import {
  AppCredentials,
  AuthenticationConstants,
  type ClaimsIdentity,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { z } from 'zod';
import type { BotReference, BotSent, BotService, BotServiceSettings, BotVerdict, JsonActivity } from './bot-service.ts';
import { ConnectorRefusal, createConnectorHttp } from './connector-http.ts';
import { refusalOf } from './refusal-of.ts';
import { SecretCredentialsFactory, TokenRefusal } from './secret-credentials.ts';

/** Azure Bot Service behind botbuilder's CloudAdapter: its validators look at what comes, its connector sends what leaves. */
export function createBotService(settings: BotServiceSettings): BotService {
  const { appId } = settings;
  const credentials = credentialsOf(settings);
  const adapter = new ServiceAdapter(new ServiceAuthentication(settings, credentials));

  async function fetchToken(): Promise<void> {
    const scope = AuthenticationConstants.ToChannelFromBotOAuthScope;
    const made = await credentials.createCredentials(appId, scope, loginOf(settings), true);
    if (!(made instanceof AppCredentials)) throw new Error('both factories make credentials of this class');
    await made.getToken(true);
  }

  async function attempt(reference: BotReference, activity: JsonActivity): Promise<BotSent> {
    try {
      return { kind: 'sent', id: await adapter.say(appId, reference, activity) };
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    async check(authorization, activity) {
      if (!isFromService(authorization, activity)) return { kind: 'refused', reason: 'wrong-issuer' };
      try {
        return verdictOf(await adapter.authenticate(authorization, activity), activity);
      } catch (error) {
        const reason = refusalOf(error);
        return reason === null ? { kind: 'unknown', error } : { kind: 'refused', reason };
      }
    },
    async send(reference, activity) {
      const sent = await attempt(reference, activity);
      if (sent.kind !== 'refused' || sent.status !== 401) return sent;
      // A token may be withdrawn before its time is over.
      try {
        await fetchToken();
      } catch (error) {
        return failureOf(error);
      }
      return attempt(reference, activity);
    },
    async fetchToken() {
      try {
        await fetchToken();
        return { kind: 'good' };
      } catch (error) {
        const failure = failureOf(error);
        return { kind: 'refused', code: 'code' in failure && failure.code !== null ? failure.code : failure.kind };
      }
    },
  };
}

class ServiceAdapter extends CloudAdapter {
  /** Resolves to whom the token speaks for; rejects when the SDK does not believe it. */
  async authenticate(authorization: string, activity: JsonActivity): Promise<ClaimsIdentity | undefined> {
    let identity: ClaimsIdentity | undefined;
    // A copy, for the SDK writes into it. Its type asks for fields that no activity has.
    await this.processActivity(authorization, { ...activity } as unknown as Activity, (context: TurnContext) => {
      identity = context.turnState.get<ClaimsIdentity>(this.BotIdentityKey);
      return Promise.resolve();
    });
    return identity;
  }

  /** Resolves to the id that the service gave it. */
  async say(appId: string, reference: BotReference, activity: JsonActivity): Promise<string | null> {
    let id: string | null = null;
    await this.continueConversationAsync(appId, asSdk(reference), async (context) => {
      // What is replied to: the visitor's last activity, not the SDK's own «continue».
      Object.assign(context.activity, { id: reference.activityId });
      const response = await context.sendActivity(activity);
      id = response?.id ?? null;
    });
    return id;
  }
}

/** Nobody signs in here; the SDK wants a client for that all the same, and one is enough. */
class ServiceAuthentication extends ConfigurationBotFrameworkAuthentication {
  #client: Promise<UserTokenClient> | undefined;

  constructor(settings: BotServiceSettings, credentials: ServiceClientCredentialsFactory) {
    super(
      {
        // One of these alone would leave the others empty: the SDK takes all or none.
        ToChannelFromBotLoginUrl: loginOf(settings),
        ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
        ToBotFromChannelTokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
        OAuthUrl: AuthenticationConstants.OAuthUrl,
        ToBotFromChannelOpenIdMetadataUrl: settings.openIdUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
        CallerId: '',
      },
      credentials,
      undefined,
      undefined,
      { httpClient: createConnectorHttp(settings.timeoutMs) },
    );
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#client ??= super.createUserTokenClient(identity);
    return this.#client;
  }
}

/** Before the SDK looks: it would fetch other keys for other issuers, and believe those of another channel by its name. */
function isFromService(authorization: string, { channelId }: JsonActivity): boolean {
  const [, payload = ''] = authorization.split('.');
  const claims = claimsSchema.safeParse(jsonIn(payload));
  const isChannel = claims.data?.iss === AuthenticationConstants.ToBotFromChannelTokenIssuer;
  return isChannel && channelId !== ASE_CHANNEL;
}

const claimsSchema = z.object({ iss: z.string() });
/** App Service Environments, whose activities the SDK checks against their own issuers. */
const ASE_CHANNEL = 'AseChannel';

function jsonIn(base64url: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/**
 * The SDK also believes tokens of its emulator, of skills and of App Service Environments, which name no service address;
 * an activity without an address is not compared at all. Here only the channel service speaks, and only for the address
 * that its token names.
 */
function verdictOf(identity: ClaimsIdentity | undefined, { serviceUrl }: JsonActivity): BotVerdict {
  const claim = (name: string) => identity?.getClaimValue(name);
  if (claim(AuthenticationConstants.IssuerClaim) !== AuthenticationConstants.ToBotFromChannelTokenIssuer)
    return { kind: 'refused', reason: 'wrong-issuer' };
  const isItsOwn = typeof serviceUrl === 'string' && claim(AuthenticationConstants.ServiceUrlClaim) === serviceUrl;
  return isItsOwn ? { kind: 'authentic' } : { kind: 'refused', reason: 'wrong-service-url' };
}

function credentialsOf(settings: BotServiceSettings): ServiceClientCredentialsFactory {
  return settings.appType === 'UserAssignedMSI'
    ? new ManagedIdentityServiceClientCredentialsFactory(settings.appId, new JwtTokenProviderFactory())
    : new SecretCredentialsFactory(settings);
}

function loginOf({ loginUrl, tenantId, appType }: BotServiceSettings): string {
  const directory = appType === 'MultiTenant' ? null : tenantId;
  return `${loginUrl}/${directory ?? AuthenticationConstants.DefaultChannelAuthTenant}`;
}

function asSdk(reference: BotReference) {
  // The SDK's type asks for names that not every channel gives.
  return reference as unknown as Parameters<CloudAdapter['continueConversationAsync']>[1];
}

function failureOf(error: unknown): Exclude<BotSent, { kind: 'sent' }> {
  if (error instanceof ConnectorRefusal) {
    const { status, code, retryAfterSeconds } = error;
    return { kind: 'refused', status, code, retryAfterSeconds };
  }
  if (error instanceof TokenRefusal) return { kind: 'no-token', code: error.code };
  const name = error instanceof Error ? error.name : '';
  // Of the managed identity: this machine has none, or not this one.
  if (/Credential|Authentication/.test(name)) return { kind: 'no-token', code: name };
  return { kind: 'unreachable', code: name === 'TimeoutError' ? 'timeout' : 'network' };
}
