import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-1 over the sorted parts, as hex: token, timestamp, nonce, and in AES modes the cipher text.
 * https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html
 */
export function signatureOf(parts: readonly string[]): string {
  return createHash('sha1').update(parts.toSorted(byCodeUnit).join('')).digest('hex');
}

/** Takes the same time whatever is wrong. */
export function isSignedBy(signature: string | null, parts: readonly string[]): boolean {
  const given = Buffer.from(signature ?? '', 'utf8');
  const expected = Buffer.from(signatureOf(parts), 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
