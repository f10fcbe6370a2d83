import type { RandomBelow } from '../domain/case-number.ts';
import { isWholeSerial, makeSerial, readSymbols } from '../domain/case-number.ts';

/** Eight symbols hold 36 bits; the ninth checks them. */
const SYMBOLS = 8;
/** Three groups of three, with something between them: how a code is written, also within a sentence. */
const GROUPED = /(?<![\p{L}\p{N}])([\dA-Z]{3})[-‐‑–—－ ]([\dA-Z]{3})[-‐‑–—－ ]([\dA-Z]{3})(?![\p{L}\p{N}])/gu;
const DASHED = /^[\dA-Z]{3}[-‐‑–—－][\dA-Z]{3}[-‐‑–—－][\dA-Z]{3}$/u;
/** The sentence around a code is short; in anything longer, what looks like one is something else. */
const LONGEST_SENTENCE = 160;

/** A new code, e.g. K7M-4PX-2RC: symbols that nobody mixes up, in groups that can be read out. It says nothing. */
export function makeMoveCode(random: RandomBelow): string {
  for (;;) {
    const code = makeSerial(SYMBOLS, random);
    // So that no word and no telephone number is taken for one.
    if (/\d/u.test(code) && /[A-Z]/u.test(code)) return groups(code);
  }
}

/** What a message says of a code; `mistyped`: it is one and nothing else, and its check character is wrong. */
export type ReadCode = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'mistyped' } | null;

/** Finds the code in a message: alone, in any case and with look-alikes, or within the short sentence that was prepared. */
export function readMoveCode(text: string): ReadCode {
  const written = text.normalize('NFKC').toUpperCase().trim();
  if (written.length > LONGEST_SENTENCE) return null;
  const alone = parseMoveCode(written);
  if (alone !== undefined) return { kind: 'code', code: alone };
  for (const [candidate] of written.matchAll(GROUPED)) {
    const code = DASHED.test(candidate) ? parseMoveCode(candidate) : undefined;
    if (code !== undefined) return { kind: 'code', code };
  }
  return DASHED.test(written) && /\d/u.test(written) && /[A-Z]/u.test(written) ? { kind: 'mistyped' } : null;
}

/** A code as it was made, from what somebody typed; undefined when it can be none. */
export function parseMoveCode(text: string): string | undefined {
  const symbols = readSymbols(text);
  if (symbols.length !== SYMBOLS + 1 || !isWholeSerial(symbols)) return undefined;
  return /\d/u.test(symbols) && /[A-Z]/u.test(symbols) ? groups(symbols) : undefined;
}

function groups(code: string): string {
  return (code.match(/.{3}/gu) ?? []).join('-');
}
