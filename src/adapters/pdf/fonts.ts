import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../domain/language.ts';

export type FontName = 'sc' | 'sc-bold' | 'tc' | 'tc-bold';

/** What a document needs of a font file to see whether it has a character. */
export interface Coverage {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

const FILES: Readonly<Record<FontName, string>> = {
  sc: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'sc-bold': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  tc: '@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  'tc-bold': '@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf',
};

let loaded: Promise<Readonly<Record<FontName, Buffer>>> | undefined;

/** Read once, when the first document is asked for: 35 MB that a server without documents does not hold. */
export function loadFonts(): Promise<Readonly<Record<FontName, Buffer>>> {
  loaded ??= readAll();
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

async function readAll(): Promise<Readonly<Record<FontName, Buffer>>> {
  const read = (name: FontName) => readFile(fileURLToPath(import.meta.resolve(FILES[name])));
  const [sc, scBold, tc, tcBold] = await Promise.all([read('sc'), read('sc-bold'), read('tc'), read('tc-bold')]);
  return { sc, 'sc-bold': scBold, tc, 'tc-bold': tcBold };
}

export interface FontRun {
  readonly text: string;
  readonly font: FontName;
}

/** Shown for what neither font has, an emoji for example. */
const STAND_IN = '\u25a1';

/**
 * The text in stretches of one font: that of its language, and the other one for a character it lacks (a Traditional
 * word in a Simplified sentence). Characters of neither become a white square, for a missing glyph has no text at all.
 */
export function fontRuns(
  text: string,
  style: { readonly language: Language; readonly isBold: boolean },
  coverage: (font: FontName) => Coverage,
): readonly FontRun[] {
  const weight = style.isBold ? '-bold' : '';
  const own: FontName = style.language === 'zh-Hant' ? `tc${weight}` : `sc${weight}`;
  const other: FontName = style.language === 'zh-Hant' ? `sc${weight}` : `tc${weight}`;
  const runs: { text: string; font: FontName }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (/\p{Variation_Selector}|\p{Cf}|\p{Cc}/u.test(character) && character !== '\n') continue;
    const font = [own, other].find((name) => coverage(name).hasGlyphForCodePoint(codePoint));
    const shown = font === undefined && character !== '\n' ? STAND_IN : character;
    const last = runs.at(-1);
    if (last?.font === (font ?? own)) last.text += shown;
    else runs.push({ text: shown, font: font ?? own });
  }
  return runs;
}
