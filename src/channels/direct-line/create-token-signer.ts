import * as errors from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';

/** What a token is good for. None of them opens another's door: the purpose is the token's audience. */
export type TokenPurpose = 'conversation' | 'stream' | 'session' | 'history' | 'file';

export interface TokenClaims {
  /** The one conversation it opens. */
  readonly conversation: string;
  readonly user: string;
  /** Only pages of these origins may use it; empty means no such restriction. */
  readonly origins: readonly string[];
  /** Milliseconds since 1970. */
  readonly issuedAtMs: number;
}

export type TokenResult =
  | { readonly kind: 'valid'; readonly claims: TokenClaims }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

export interface TokenSigner {
  issue(purpose: TokenPurpose, claims: NewClaims, ttlSeconds: number): Promise<string>;
  verify(purpose: TokenPurpose, token: string): Promise<TokenResult>;
}

type NewClaims = Pick<TokenClaims, 'conversation' | 'user'> & { readonly origins?: readonly string[] };

/** `user` must be called so: DirectLineJS and Web Chat read it without verifying. */
const payloadSchema = z.object({
  conv: z.string(),
  user: z.string(),
  origins: z.array(z.string()).default([]),
  iat: z.number(),
  exp: z.number(),
});

/** A visitor sends the same conversation token with every message: it is checked once and remembered until it ends. */
const REMEMBERED_TOKENS = 10_000;

/** JSON Web Tokens signed with HMAC-SHA256 (RFC 7515); `secret` has at least 32 bytes. */
export function createTokenSigner(secret: Uint8Array, clock: Clock): TokenSigner {
  const remembered = new Map<string, { readonly claims: TokenClaims; readonly expiresAtMs: number }>();

  async function verifySignature(purpose: TokenPurpose, token: string): Promise<TokenResult> {
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: ['HS256'],
        audience: purpose,
        currentDate: clock(),
      });
      const { conv, user, origins, iat, exp } = payloadSchema.parse(payload);
      const claims = { conversation: conv, user, origins, issuedAtMs: iat * 1000 };
      if (purpose === 'conversation') {
        if (remembered.size >= REMEMBERED_TOKENS) remembered.clear();
        remembered.set(token, { claims, expiresAtMs: exp * 1000 });
      }
      return { kind: 'valid', claims };
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }

  return {
    issue: (purpose, { conversation, user, origins = [] }, ttlSeconds) => {
      const issuedAt = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ conv: conversation, user, ...(origins.length > 0 && { origins }) })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setAudience(purpose)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ttlSeconds)
        .setJti(crypto.randomUUID())
        .sign(secret);
    },
    verify: async (purpose, token) => {
      const known = purpose === 'conversation' ? remembered.get(token) : undefined;
      if (known === undefined) return verifySignature(purpose, token);
      if (clock().getTime() < known.expiresAtMs) return { kind: 'valid', claims: known.claims };
      return { kind: 'expired' };
    },
  };
}
