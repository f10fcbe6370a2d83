import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const TOKENS = new URL('../../src/web/design/tokens.css', import.meta.url);

/** What is written on what. */
const TEXT_PAIRS = [
  ...['ink', 'muted', 'accent', 'good', 'warn', 'bad'].flatMap((colour) => [
    [colour, 'surface'],
    [colour, 'raised'],
  ]),
  ['on-accent', 'accent'],
] as const;
/** Edges that carry meaning (WCAG 1.4.11). */
const EDGE_PAIRS = [
  ['edge', 'surface'],
  ['edge', 'raised'],
  ['accent', 'surface'],
] as const;

test.each(['light', 'dark'] as const)('every pair of colours that is used together can be read: %s', async (scheme) => {
  const colours = coloursOf(await readFile(TOKENS, 'utf8'), scheme);
  for (const [front, back] of TEXT_PAIRS)
    expect([front, back, contrast(colours, front, back) >= 4.5]).toEqual([front, back, true]);
  for (const [front, back] of EDGE_PAIRS)
    expect([front, back, contrast(colours, front, back) >= 3]).toEqual([front, back, true]);
});

function coloursOf(css: string, scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const start = css.indexOf('prefers-color-scheme: dark');
  const part = scheme === 'light' ? css.slice(0, start) : css.slice(start, css.indexOf('prefers-contrast'));
  return new Map(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(colours: ReadonlyMap<string, string>, front: string, back: string): number {
  const [dark = 0, light = 0] = [front, back].map((name) => luminance(colours.get(name) ?? '')).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
