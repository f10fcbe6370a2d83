import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { CONSOLE_POLICY } from '../policy.ts';

/** 32 MiB and about 0.2 s a try. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
type Cost = Readonly<Record<'N' | 'r' | 'p', number>>;

const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** A one-time password of ours has 79 random bits: nobody guesses it, however cheap a try is. */
export const ONE_TIME_COST: Cost = { N: 2 ** 12, r: 8, p: 1 };

export interface Passwords {
  /** "scrypt$N$r$p$salt$key": the cost stands with the hash, so that it can be raised later. */
  hash(password: string): Promise<string>;
  /**
   * Takes as long for `undefined` (no such account) and for a one-time password as for any other, so that names cannot be
   * found out by time.
   */
  isRight(password: string, stored: string | undefined): Promise<boolean>;
}

/** `cost` is what somebody who stole the hashes pays for each guess; a lower one is for tests and one-time passwords. */
export function createPasswords(cost: Cost = COST): Passwords {
  const decoy = ['scrypt', cost.N, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(password, salt, cost);
      return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async isRight(password, stored) {
      const [kind, n, r, p, salt = '', key = ''] = (stored ?? decoy).split('$');
      if (kind !== 'scrypt') return false;
      const expected = Buffer.from(key, 'base64url');
      const own = { N: Number(n), r: Number(r), p: Number(p) };
      const isCheap = own.N * own.r * own.p < cost.N * cost.r * cost.p;
      const [actual] = await Promise.all([
        derive(password, Buffer.from(salt, 'base64url'), own),
        isCheap ? derive(password, Buffer.alloc(SALT_BYTES), cost) : undefined,
      ]);
      return stored !== undefined && expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}

/** Why a password may not be chosen; null when it may. */
export function findPasswordFault(password: string, name: string): 'too-short' | 'too-long' | 'holds-name' | null {
  const length = [...password].length;
  if (length < CONSOLE_POLICY.passwordLeast || new Set(password).size < 5) return 'too-short';
  if (length > CONSOLE_POLICY.passwordMost) return 'too-long';
  return password.toLowerCase().includes(name.toLowerCase()) ? 'holds-name' : null;
}

/** The same characters typed on another system: https://www.rfc-editor.org/rfc/rfc8265 asks for one Unicode form. */
function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
