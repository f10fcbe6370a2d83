import type { Language } from '../../languages.ts';

/** The language tag of a visitor's own words, for fonts and voices: by script, and by the page between the Chinese two. */
export function languageOfWords(text: string, pageLanguage: Language): Language {
  if (/\p{Script=Han}/u.test(text)) return pageLanguage === 'en' ? 'zh-Hans' : pageLanguage;
  return /\p{Script=Latin}/u.test(text) ? 'en' : pageLanguage;
}
