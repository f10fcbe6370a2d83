import { createHash, timingSafeEqual } from 'node:crypto';
import type { RouteRequest, RouteResponse } from '../../server/route.ts';
import type { TokenClaims, TokenSigner } from './create-token-signer.ts';

export type Access =
  | { readonly kind: 'token'; readonly claims: TokenClaims }
  /** The Direct Line secret: a server of ours, may open any conversation. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'refused'; readonly refusal: RouteResponse };

export type CheckAccess = (request: RouteRequest) => Promise<Access>;

/** Who calls, from the Authorization header. 401 without one, 403 for one that does not open this door. */
export function createCheckAccess(tokens: TokenSigner, secret: string | undefined): CheckAccess {
  return async ({ headers, params }) => {
    const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (bearer === undefined) return refused(401, 'Unauthorized', 'error.unauthorized');
    if (secret !== undefined && isSame(bearer, secret)) return { kind: 'secret' };
    const result = await tokens.verify('conversation', bearer);
    if (result.kind === 'expired') return refused(403, 'TokenExpired', 'error.unauthorized');
    if (result.kind === 'invalid') return refused(403, 'Unauthorized', 'error.unauthorized');
    const { claims } = result;
    if (params['id'] !== undefined && params['id'] !== claims.conversation) {
      return refused(403, 'BadArgument', 'error.forbidden');
    }
    if (!admitsOrigin(claims, headers.origin)) return refused(403, 'ForeignOrigin', 'error.forbidden');
    return { kind: 'token', claims };
  };
}

/** Direct Line's trustedOrigins: a token made for certain pages is of no use on others. */
export function admitsOrigin(claims: TokenClaims, origin: string | undefined): boolean {
  return origin === undefined || claims.origins.length === 0 || claims.origins.includes(origin);
}

function refused(status: number, code: string, key: string): Access {
  return { kind: 'refused', refusal: { kind: 'refusal', status, code, key } };
}

/** Compared as digests, so that neither content nor length shows in the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
