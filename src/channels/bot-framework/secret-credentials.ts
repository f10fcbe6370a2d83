import { AppCredentials, type AuthenticatorResult, ServiceClientCredentialsFactory } from 'botframework-connector';
import { z } from 'zod';
import type { BotServiceSettings } from './bot-service.ts';

/** The login says no, or nothing that can be read. `code` is its own, e.g. AADSTS7000215; no secret is in it. */
export class TokenRefusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`no token for the bot (${code})`);
    this.name = 'TokenRefusal';
    this.code = code;
  }
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Tokens for our calls by id and secret. The SDK's own class asks through MSAL, which takes no address but https and
 * answers every fault with the same words; this one asks for the same token in the same way (OAuth 2.0, client
 * credentials) and says what is wrong.
 */
export class SecretCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #settings: BotServiceSettings;
  readonly #credentials = new Map<string, SecretCredentials>();

  constructor(settings: BotServiceSettings) {
    super();
    this.#settings = settings;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#settings.appId);
  }

  /** Never: a bot without an app id is not configured at all. */
  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(appId: string, audience: string | undefined, login: string): Promise<SecretCredentials> {
    const key = `${appId} ${audience ?? ''} ${login}`;
    const known = this.#credentials.get(key) ?? new SecretCredentials(this.#settings, audience, login);
    this.#credentials.set(key, known);
    return Promise.resolve(known);
  }
}

class SecretCredentials extends AppCredentials {
  readonly #settings: BotServiceSettings;
  #asking: Promise<AuthenticatorResult> | null = null;

  constructor(settings: BotServiceSettings, audience: string | undefined, login: string) {
    super(settings.appId, settings.tenantId ?? undefined, audience);
    this.oAuthEndpoint = login;
    this.#settings = settings;
  }

  /** Those who need a token at the same time share one question. */
  protected override refreshToken(): Promise<AuthenticatorResult> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    // The SDK takes five minutes off the date that it is given.
    return this.#asking.then((result) => ({ ...result, expiresOn: new Date(result.expiresOn) }));
  }

  async #ask(): Promise<AuthenticatorResult> {
    const { appId, appPassword, timeoutMs } = this.#settings;
    const response = await fetch(`${this.oAuthEndpoint}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword ?? '',
        scope: `${this.oAuthScope}/.default`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const json: unknown = await response.json().catch(() => null);
    const token = tokenSchema.safeParse(json);
    if (!response.ok || !token.success) throw new TokenRefusal(codeOf(json) ?? `http-${response.status}`);
    const { access_token, expires_in } = token.data;
    return { accessToken: access_token, expiresOn: new Date(Date.now() + expires_in * 1000) };
  }
}

/** Entra ID puts its number at the front of the description; the rest of it names the app. */
function codeOf(json: unknown): string | undefined {
  const refusal = refusalSchema.safeParse(json);
  if (!refusal.success) return undefined;
  return /^AADSTS\d+/.exec(refusal.data.error_description ?? '')?.[0] ?? refusal.data.error;
}
