import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether X-Hub-Signature-256 is the MAC of exactly these bytes. Meta escapes what it signs in its own way, so the bytes
 * as they came are the only thing that can be compared.
 */
export function isSigned(bytes: Buffer, header: unknown, appSecret: string): boolean {
  const hex = typeof header === 'string' ? /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', appSecret).update(bytes).digest());
}
