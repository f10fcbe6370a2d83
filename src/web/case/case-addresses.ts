import type { Language } from '../languages.ts';

/** The status page's file of each language in dist/web; all have one address, /case, and ?lang= chooses. */
export const CASE_FILES: Readonly<Record<Language, string>> = {
  en: 'case-en.html',
  'zh-Hant': 'case-zh-hant.html',
  'zh-Hans': 'case-zh-hans.html',
};

export function caseAddress(language: Language): string {
  return `/case?lang=${language}`;
}
