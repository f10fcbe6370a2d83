import type { Language } from '../languages.ts';

/** The file of each language's page in dist/web; the address is the same without the ending. */
export const PAGE_FILES: Readonly<Record<Language, string>> = {
  en: 'en.html',
  'zh-Hant': 'zh-hant.html',
  'zh-Hans': 'zh-hans.html',
};

export function pageAddress(language: Language): string {
  return `/${PAGE_FILES[language].replace('.html', '')}`;
}
