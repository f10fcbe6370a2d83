import { randomBytes, randomInt } from 'node:crypto';

/** Without the signs that are read wrongly: i, l, o, 0, 1. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** "abcd-efgh-jkmn-pqrs": about 79 bits, to be read from a screen and typed once. */
export function newOneTimePassword(): string {
  return Array.from({ length: 4 }, () => signs(4)).join('-');
}

/** "abcd-efgh-jkmn": about 59 bits; tries are limited. */
export function newRecoveryCode(): string {
  return Array.from({ length: 3 }, () => signs(4)).join('-');
}

/** 128 bits for accounts, 256 for sessions. */
export function newId(bytes = 16): string {
  return randomBytes(bytes).toString('base64url');
}

function signs(count: number): string {
  return Array.from({ length: count }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}
