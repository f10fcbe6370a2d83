import { createHash } from 'node:crypto';

/** What tells the quoted words of one day from those of another: 16 hex digits of their SHA-256. */
export function digestOf(words: string): string {
  return createHash('sha256').update(words).digest('hex').slice(0, 16);
}
