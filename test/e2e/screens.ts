import type { BrowserContextOptions } from 'playwright-core';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { PHONE } from './visitor.ts';

export interface Screen {
  readonly language: Language;
  readonly size: 'desktop' | 'phone' | 'magnified';
  readonly colorScheme: 'light' | 'dark';
  /** What a browser context needs to be this screen. */
  readonly context: BrowserContextOptions;
}

const SIZES = {
  desktop: {},
  phone: PHONE,
  /** 400 % of a window of 1280 by 1024. */
  magnified: { viewport: { width: 320, height: 256 } },
} as const;

/**
 * Every language and every size once, and both colour schemes. What goes wrong in a layout goes wrong by its size or by
 * the length of its words, so one row of the Latin square finds it; the row differs from file to file, so that all nine
 * pairs are met. EVERY_SCREEN=1 asks for all of them in each file, which takes three times as long.
 */
export function screens(row: 0 | 1 | 2): readonly Screen[] {
  const sizes = ['desktop', 'phone', 'magnified'] as const;
  const rows = process.env['EVERY_SCREEN'] === '1' ? [0, 1, 2] : [row];
  return rows.flatMap((each) =>
    sizes.map((size, at) => {
      const language = LANGUAGES[(at + each) % LANGUAGES.length] ?? 'en';
      const colorScheme = (at + each) % 2 === 0 ? 'dark' : 'light';
      return { language, size, colorScheme, context: { ...SIZES[size], colorScheme } };
    }),
  );
}
