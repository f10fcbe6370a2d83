import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of a code: SHA-256 of its canonical form, in hex. */
export function hashCaseCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** Takes as long whether it is right, wrong, or there is nothing to compare with. */
export function isCaseCode(code: string, hash: string | undefined): boolean {
  const given = Buffer.from(hashCaseCode(code), 'hex');
  const kept = Buffer.from(hash ?? hashCaseCode(''), 'hex');
  return timingSafeEqual(given, kept) && hash !== undefined;
}
