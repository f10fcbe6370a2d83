/**
 * Invisible characters that can hide instructions: Unicode tags (U+E0000-E007F), zero-width and bidirectional controls,
 * variation selectors, soft hyphens, other control characters. Source: Unicode TR 36.
 */
const INVISIBLE =
  /[\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}\uFE00-\uFE0F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

/** What the visitor can be taken to have written: well-formed, without invisible characters, spaces collapsed. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replaceAll('\uFFFD', '')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** Tags spell ASCII invisibly; their presence alone is an attempt to hide something. */
export function hasHiddenText(text: string): boolean {
  return /[\u{E0020}-\u{E007E}]/u.test(text);
}
