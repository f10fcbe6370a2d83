import { describe, expect, it } from 'vitest';
import {
  authenticatorUri,
  hashRecoveryCode,
  newAuthenticatorSecret,
  stepOfCode,
} from '../../../src/console/accounts/authenticator.ts';

/** RFC 6238, appendix B, SHA-1: the secret is "12345678901234567890"; of the eight digits the last six. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
] as const;

describe('stepOfCode', () => {
  it.each(VECTORS)('knows the published code at %i s', (seconds, code) => {
    expect(stepOfCode(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
    expect(stepOfCode(SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, new Date(seconds * 1000))).not.toBeNull();
  });

  it('names the code’s own step, one step around the present, and no other', () => {
    const step = Math.floor(1_111_111_109 / 30);
    for (const [offset, expected] of [
      [-60, null],
      [-30, step],
      [0, step],
      [30, step],
      [60, null],
    ] as const)
      expect([offset, stepOfCode(SECRET, '081804', new Date((1_111_111_109 + offset) * 1000))]).toEqual([
        offset,
        expected,
      ]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '000000'])('takes «%s» for no code', (code) => {
    expect(stepOfCode(SECRET, code, new Date(59_000))).toBeNull();
  });
});

describe('a new authenticator', () => {
  it('has a secret of its own and an address that apps read', () => {
    const secret = newAuthenticatorSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newAuthenticatorSecret()).not.toBe(secret);
    const uri = new URL(authenticatorUri(secret, 'li.ming'));
    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('digits')]).toEqual([
      'otpauth:',
      secret,
      '6',
    ]);
  });

  it('has recovery codes that may be typed carelessly', () => {
    expect(hashRecoveryCode(' ABCD efgh-jkmn')).toBe(hashRecoveryCode('abcd-efgh-jkmn'));
    expect(hashRecoveryCode('abcd-efgh-jkmp')).not.toBe(hashRecoveryCode('abcd-efgh-jkmn'));
  });
});
