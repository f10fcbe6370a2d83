import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'GoGlobal Assistant';
const PERIOD_SECONDS = 30;
/** Steps before and after the present one that are accepted, for clocks that are off. RFC 6238, 5.2. */
const WINDOW = 1;

/** 160 bits, as RFC 4226 recommends; base32. */
export function newAuthenticatorSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app scans. */
export function authenticatorUri(secret: string, name: string): string {
  return totpOf(secret, name).toString();
}

/** The time step a code belongs to; null when it belongs to none near `now`. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const digits = code.replace(/\s/gu, '');
  if (!/^\d{6}$/u.test(digits)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: digits, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

/** Capitals, spaces and hyphens do not matter when a recovery code is typed. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/gu, ''))
    .digest('hex');
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 });
}
