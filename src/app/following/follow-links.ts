import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ConfirmationCodes } from '../../following/talk-parts.ts';

/** Ids, codes and links of followers, all made from one secret, so that a turn that runs again makes the same. */
export interface FollowLinks {
  readonly followerId: (conversation: string) => string;
  readonly codesFor: (follower: string, message: string) => ConfirmationCodes;
  readonly hash: (word: string) => string;
  readonly stopUrl: (follower: string, language: string) => string;
  readonly confirmUrl: (follower: string, token: string, language: string) => string;
  readonly isStopToken: (follower: string, token: string) => boolean;
}

const CODES = 1_000_000;

export function createFollowLinks(secret: Uint8Array, publicUrl: () => string): FollowLinks {
  const digest = (...words: readonly string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['following', ...words]))
      .digest();
  const stopToken = (follower: string) => digest('stop', follower).toString('base64url');
  const urlOf = (path: string, follower: string, token: string, language: string) =>
    `${publicUrl()}/following/${path}?${new URLSearchParams({ f: follower, t: token, lang: language }).toString()}`;
  return {
    followerId: (conversation) => digest('id', conversation).toString('base64url').slice(0, 22),
    codesFor: (follower, message) => {
      const code = digest('code', follower, message).readUIntBE(0, 6) % CODES;
      const token = digest('token', follower, message).toString('base64url');
      return { code: String(code).padStart(6, '0'), token };
    },
    hash: (word) => createHash('sha256').update(word).digest('hex'),
    stopUrl: (follower, language) => urlOf('stop', follower, stopToken(follower), language),
    confirmUrl: (follower, token, language) => urlOf('confirm', follower, token, language),
    isStopToken: (follower, token) => {
      const [given, right] = [Buffer.from(token), Buffer.from(stopToken(follower))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
