/** The three languages of the assistant, as BCP 47 tags. Cantonese wording is written in zh-Hant. */
export const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The same text in every language. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** What `make` makes of each language, by language. */
export function inAll<Made>(make: (language: Language) => Made): Readonly<Record<Language, Made>> {
  return { en: make('en'), 'zh-Hant': make('zh-Hant'), 'zh-Hans': make('zh-Hans') };
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
