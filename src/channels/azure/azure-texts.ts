import type { Language } from '../../domain/language.ts';

/** Above what an officer writes who signs with nothing. */
const OFFICER: Readonly<Record<Language, string>> = { en: 'Officer', 'zh-Hant': '專員', 'zh-Hans': '专员' };
const SOURCES: Readonly<Record<Language, string>> = { en: 'Sources', 'zh-Hant': '資料來源', 'zh-Hans': '资料来源' };

export function officerWord(language: Language): string {
  return OFFICER[language];
}

/** Over the list of sources in a card. */
export function sourcesWord(language: Language): string {
  return SOURCES[language];
}
