import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { VendorAnswer, VendorRequest } from '../vendor-server.ts';

/** A token as a forger or a fault might make it; what is left out is right. */
export interface TokenChanges {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string | null;
  readonly expiresAt?: Date;
  readonly notBefore?: Date;
  /** `none` leaves the signature out; `HS256` signs with the public key, as a classic forgery does. */
  readonly algorithm?: 'RS256' | 'none' | 'HS256';
  /** `unknown`: a key that was never published. `narrow`: one that is endorsed for Slack only. */
  readonly key?: 'main' | 'narrow' | 'unknown';
  /** Signed with another key than the header names. */
  readonly isSignedByOther?: boolean;
}

/** Who signs what Bot Service delivers, and who gives bots their tokens. */
export interface FakeIssuer {
  /** A token of the channel service for one bot and one service address. */
  sign(wanted: { readonly audience: string; readonly serviceUrl: string }, changes?: TokenChanges): string;
  /** Metadata, keys and the token endpoint; null: not its address. */
  answer(request: VendorRequest, url: string): VendorAnswer | null;
  /** 200, or the status of what is wrong with the token of a call. */
  statusOf(authorization: string | undefined): 200 | 401;
  /** Every token that was given is good no more. */
  revoke(): void;
  /** The secret has ended: no token is given. */
  isExpired: boolean;
  /** How many tokens were given. */
  given(): number;
}

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const ISSUER = 'https://api.botframework.com';
const RESOURCE = 'https://api.botframework.com';
const SCOPE = `${RESOURCE}/.default`;
const LIFE_SECONDS = 3600;
export const OPENID_PATH = '/v1/.well-known/openidconfiguration';
/** IDENTITY_ENDPOINT of a machine that has a managed identity. */
export const MANAGED_PATH = '/msi/token';
const KEYS_PATH = '/v1/.well-known/keys';

/** Microsoft publishes such a list with each key. */
const ENDORSEMENTS = ['msteams', 'slack', 'line', 'telegram', 'email', 'directline', 'webchat', 'facebook', 'sms'];

export function createFakeIssuer(app: {
  readonly id: string;
  readonly password: string;
  readonly tenant: string;
}): FakeIssuer {
  const good = new Set<string>();
  let given = 0;

  function tokenFor(body: URLSearchParams, tenant: string): VendorAnswer {
    const refuse = (status: number, error: string, number: number) => ({
      status,
      json: { error, error_description: `AADSTS${number}: refused`, error_codes: [number] },
    });
    if (tenant !== app.tenant && tenant !== 'botframework.com') return refuse(400, 'invalid_request', 90002);
    if (body.get('grant_type') !== 'client_credentials') return refuse(400, 'unsupported_grant_type', 70003);
    if (body.get('client_id') !== app.id) return refuse(400, 'unauthorized_client', 700016);
    if (body.get('scope') !== SCOPE) return refuse(400, 'invalid_scope', 70011);
    if (made.isExpired) return refuse(401, 'invalid_client', 7000222);
    if (body.get('client_secret') !== app.password) return refuse(401, 'invalid_client', 7000215);
    return { status: 200, json: { token_type: 'Bearer', expires_in: LIFE_SECONDS, access_token: newToken() } };
  }

  /** As App Service gives tokens to what runs on it: no secret, but nobody else can ask. */
  function managedToken(query: URLSearchParams, header: string | string[] | undefined): VendorAnswer {
    const isRight = query.get('client_id') === app.id && query.get('resource') === RESOURCE && header !== undefined;
    if (!isRight) return { status: 400, json: { statusCode: 400, message: 'no such identity' } };
    const expires_on = String(Math.floor(Date.now() / 1000) + LIFE_SECONDS);
    return { status: 200, json: { access_token: newToken(), expires_on, resource: RESOURCE, token_type: 'Bearer' } };
  }

  function newToken(): string {
    const token = `bot.${randomUUID()}`;
    good.add(token);
    given += 1;
    return token;
  }

  const made: FakeIssuer = {
    sign({ audience, serviceUrl }, changes = {}) {
      const { algorithm = 'RS256', key = 'main', isSignedByOther = false } = changes;
      const chosen = keyOf(key);
      // The SDK looks at the machine's clock, wherever a test's clock stands.
      const now = new Date();
      const url = changes.serviceUrl === undefined ? serviceUrl : changes.serviceUrl;
      const payload = {
        iss: changes.issuer ?? ISSUER,
        aud: changes.audience ?? audience,
        ...(url === null ? {} : { serviceurl: url }),
        nbf: seconds(changes.notBefore ?? new Date(now.getTime() - 60_000)),
        exp: seconds(changes.expiresAt ?? new Date(now.getTime() + LIFE_SECONDS * 1000)),
      };
      return jwt({ alg: algorithm, kid: chosen.kid, typ: 'JWT' }, payload, isSignedByOther ? keyOf('unknown') : chosen);
    },
    answer({ method, path, query, headers, body }, url) {
      if (path === MANAGED_PATH) return managedToken(query, headers['x-identity-header']);
      if (method === 'GET' && path === OPENID_PATH)
        return { status: 200, json: { issuer: ISSUER, jwks_uri: `${url}${KEYS_PATH}` } };
      if (method === 'GET' && path === KEYS_PATH)
        return {
          status: 200,
          json: { keys: [published(keyOf('main'), ENDORSEMENTS), published(keyOf('narrow'), ['slack'])] },
        };
      const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
      if (method !== 'POST' || tenant === undefined) return null;
      return tokenFor(new URLSearchParams(body.toString()), tenant);
    },
    statusOf: (authorization) => (good.has(authorization?.replace(/^Bearer /, '') ?? '') ? 200 : 401),
    revoke: () => good.clear(),
    isExpired: false,
    given: () => given,
  };
  return made;
}

type KeyName = NonNullable<TokenChanges['key']>;

/** Of the whole process: making one takes a while. */
const keys = new Map<KeyName, Key>();

function keyOf(name: KeyName): Key {
  const key = keys.get(name) ?? { kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
  keys.set(name, key);
  return key;
}

function published({ kid, publicKey }: Key, endorsements: readonly string[]) {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function jwt(header: { readonly alg: string; readonly kid: string; readonly typ: string }, payload: object, key: Key) {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${signatureOf(signed, header.alg, key)}`;
}

function signatureOf(signed: string, algorithm: string, { privateKey, publicKey }: Key): string {
  if (algorithm === 'none') return '';
  if (algorithm === 'RS256') return createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url');
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return createHmac('sha256', secret).update(signed).digest('base64url');
}
