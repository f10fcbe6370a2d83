import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

type Part = 'discovery' | 'token' | 'jwks';
type Trouble =
  | { readonly kind: 'status'; readonly status: number; readonly json?: unknown }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'web-page' }
  | { readonly kind: 'json'; readonly json: unknown };

/** A provider that can be told to get any one thing wrong. */
export interface HandMadeProvider {
  readonly url: string;
  /** Of the sign-in that comes next: its nonce, and claims that differ from right ones. */
  claims: JWTPayload;
  /** Names another key in the ID token than the one that signed it. */
  kid: string;
  /** `none`: no signature. `foreign`: signed by a key that is not published. */
  signature: 'right' | 'none' | 'foreign';
  /** Parts that fail. */
  trouble: Partial<Record<Part, Trouble>>;
  /** Bodies that the token address was sent. */
  readonly tokenRequests: URLSearchParams[];
  readonly requests: Readonly<Record<Part, number>>;
  /** Everything right again. */
  repair(): void;
  stop(): Promise<void>;
}

const KID = 'the-key';

export async function startHandMadeProvider(clientId: string, port = 0): Promise<HandMadeProvider> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KID, alg: 'RS256', use: 'sig' };
  const requests = { discovery: 0, token: 0, jwks: 0 };
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const right = { claims: {}, kid: KID, signature: 'right', trouble: {} } as const;
  const provider: HandMadeProvider = {
    ...right,
    url,
    tokenRequests: [],
    requests,
    repair() {
      Object.assign(provider, right);
    },
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };

  async function idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: url,
      aud: clientId,
      sub: 'amy',
      iat: now,
      exp: now + 300,
      roles: ['Officer'],
      ...provider.claims,
    };
    if (provider.signature === 'none') return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    const key = provider.signature === 'right' ? own.privateKey : foreign.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: provider.kid }).sign(key);
  }

  const answers: Readonly<Record<Part, () => Promise<unknown>>> = {
    discovery: async () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    }),
    token: async () => ({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: await idToken() }),
    jwks: async () => ({ keys: [jwk] }),
  };

  http.on('request', (request, response) => {
    const path = request.url ?? '';
    const part: Part = path.startsWith('/token') ? 'token' : path.startsWith('/jwks') ? 'jwks' : 'discovery';
    requests[part] += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (part === 'token') provider.tokenRequests.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      const trouble = provider.trouble[part];
      if (trouble === undefined) void answers[part]().then((json) => sendJson(response, 200, json));
      else if (trouble.kind === 'status') sendJson(response, trouble.status, trouble.json ?? { error: 'server_error' });
      else if (trouble.kind === 'json') sendJson(response, 200, trouble.json);
      else if (trouble.kind === 'web-page') response.end('<html>proxy</html>');
    });
  });
  return provider;
}

function sendJson(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(json));
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
