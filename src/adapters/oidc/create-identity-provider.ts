import * as oidc from 'openid-client';
import { CALLBACK_PATH } from '../../console/accounts/callback-path.ts';
import type { IdentityProvider, ProvenIdentity } from '../../console/accounts/identity-provider.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import { claimValues } from './claim-values.ts';
import { OIDC_POLICY } from './policy.ts';
import { providerFaultOf } from './provider-fault.ts';

export interface IdentityProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly roleClaim: string;
  readonly desksClaim: string | undefined;
  /** Origin at which the provider sends people back. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: the policy's. */
  readonly timeoutSeconds?: number;
}

/**
 * Any provider of OpenID Connect: authorization code, PKCE (S256), state, nonce, and an ID token whose signature is
 * checked. Nothing is asked of it before somebody signs in, so that it may be down while we start.
 */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  const redirectUri = `${options.publicUrl}${CALLBACK_PATH}`;
  const discover = createDiscovery(options);

  /** Messages of openid-client name what was wrong, never a value of a token. */
  function failed(error: unknown) {
    const fault = providerFaultOf(error);
    const [code, reason] =
      error instanceof Error ? ['code' in error ? error.code : error.name, error.message] : [null, null];
    options.log.warn({ fault, code, reason }, 'a sign-in at the identity provider failed');
    return { kind: 'failed', fault } as const;
  }

  return {
    async begin({ asksWho }) {
      try {
        const config = await discover();
        const verifier = oidc.randomPKCECodeVerifier();
        const secrets = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
        const address = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state: secrets.state,
          nonce: secrets.nonce,
          ...(asksWho ? { prompt: 'login' } : {}),
        });
        return { kind: 'begun', address: address.href, secrets };
      } catch (error) {
        return failed(error);
      }
    },
    async finish(query, { state, nonce, verifier }) {
      try {
        const config = await discover();
        // From the configured address, never from a Host header: it must be the one that was registered.
        const returned = new URL(redirectUri);
        returned.search = query.toString();
        const tokens = await oidc.authorizationCodeGrant(config, returned, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return { kind: 'proven', identity: await identityOf(config, tokens, options) };
      } catch (error) {
        return failed(error);
      }
    },
    async endAddress(idToken) {
      try {
        const config = await discover();
        if (config.serverMetadata().end_session_endpoint === undefined) return null;
        return oidc.buildEndSessionUrl(config, {
          post_logout_redirect_uri: `${options.publicUrl}/console/`,
          ...(idToken === null ? {} : { id_token_hint: idToken }),
        }).href;
      } catch (error) {
        failed(error);
        return null;
      }
    },
  };
}

type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

async function identityOf(
  config: oidc.Configuration,
  tokens: Tokens,
  { roleClaim, desksClaim }: IdentityProviderOptions,
): Promise<ProvenIdentity> {
  const signed = tokens.claims();
  const idToken = tokens.id_token;
  // An empty subject would make one account of all who have none.
  if (signed === undefined || idToken === undefined || signed.sub.trim() === '')
    throw new oidc.ClientError('the ID token names nobody');
  const isComplete = claimValues(signed, roleClaim) !== undefined;
  const asksMore = !isComplete && config.serverMetadata().userinfo_endpoint !== undefined;
  // Some providers say little in the ID token and the rest when asked with the access token.
  const more = asksMore ? await oidc.fetchUserInfo(config, tokens.access_token, signed.sub) : {};
  const claims: Readonly<Record<string, unknown>> = { ...more, ...signed };
  const name = ['preferred_username', 'name', 'email'].flatMap((claim) => claimValues(claims, claim) ?? [])[0];
  return {
    issuer: signed.iss,
    subject: signed.sub,
    name: name ?? null,
    roles: claimValues(claims, roleClaim) ?? [],
    desks: desksClaim === undefined ? [] : (claimValues(claims, desksClaim) ?? []),
    idToken,
  };
}

/** The provider's description of itself, kept; the old one goes on serving while a newer cannot be had. */
function createDiscovery(options: IdentityProviderOptions): () => Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, clock, timeoutSeconds = OIDC_POLICY.timeoutSeconds } = options;
  let known: { readonly config: oidc.Configuration; readonly at: number } | undefined;
  let running: Promise<oidc.Configuration> | undefined;

  async function read(): Promise<oidc.Configuration> {
    const config = await oidc.discovery(
      new URL(issuer),
      clientId,
      { [oidc.clockTolerance]: OIDC_POLICY.clockToleranceSeconds },
      clientSecret === undefined ? oidc.None() : secretSentAsWanted(clientSecret),
      {
        timeout: timeoutSeconds,
        // The configuration allows http for an issuer on this machine only.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out, as it should
        ...(issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {}),
      },
    );
    // In the code flow TLS would do by the standard; a proxy between us and the provider must not be trusted with it.
    oidc.enableNonRepudiationChecks(config);
    known = { config, at: clock().getTime() };
    return config;
  }

  return async () => {
    if (known !== undefined && clock().getTime() - known.at < OIDC_POLICY.discoveryMs) return known.config;
    running ??= read().finally(() => {
      running = undefined;
    });
    const former = known?.config;
    return former === undefined ? running : running.catch(() => former);
  };
}

/** In the body, unless the provider only takes it in a header. */
function secretSentAsWanted(secret: string): oidc.ClientAuth {
  const [inBody, inHeader] = [oidc.ClientSecretPost(secret), oidc.ClientSecretBasic(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const send = methods.includes('client_secret_post') ? inBody : inHeader;
    send(server, client, body, headers);
  };
}
