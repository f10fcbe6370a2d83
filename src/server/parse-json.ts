import { wellFormed } from '../domain/well-formed.ts';

export type JsonResult = { readonly kind: 'parsed'; readonly value: unknown } | { readonly kind: 'malformed' };

/** A lone surrogate can only enter through an escape: the bytes themselves are decoded as UTF-8. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
/** Deeper than any message of any client; JSON.stringify and other recursive readers give up at some thousands. */
const MAX_NESTING = 64;

/** An empty body is undefined. Lone surrogates become U+FFFD. */
export function parseJson(bytes: Buffer): JsonResult {
  const text = bytes.toString('utf8');
  if (text.trim() === '') return { kind: 'parsed', value: undefined };
  if (isNestedTooDeep(text)) return { kind: 'malformed' };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'parsed', value: SURROGATE_ESCAPE.test(text) ? wellFormed(value) : value };
  } catch {
    return { kind: 'malformed' };
  }
}

function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}
