import type { Language, LocalizedText } from '../../domain/language.ts';

/** A text made in each language. */
export function localized(make: (language: Language) => string): LocalizedText {
  return { en: make('en'), 'zh-Hant': make('zh-Hant'), 'zh-Hans': make('zh-Hans') };
}
