import type { Language } from '../domain/language.ts';

export type { Language } from '../domain/language.ts';
export { isLanguage, LANGUAGES } from '../domain/language.ts';

/** How the language switch shows each language: a short sign, and for those who listen its own name,
 * which holds the sign because voice control goes by what is seen. */
export const LANGUAGE_SIGNS: Readonly<Record<Language, { readonly sign: string; readonly name: string }>> = {
  'zh-Hans': { sign: '简', name: '简体中文' },
  'zh-Hant': { sign: '繁', name: '繁體中文' },
  en: { sign: 'EN', name: 'EN, English' },
};

/** The order of the switch. */
export const SWITCH_ORDER: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];

/** The nearest of our languages to a BCP 47 tag such as "zh-CN", "zh-HK" or "en-GB"; English when there is none. */
export function nearestLanguage(tag: string | null | undefined): Language {
  const wanted = (tag ?? '').toLowerCase();
  if (!/^(zh|yue|cmn)\b/.test(wanted)) return 'en';
  if (/hant|-tw|-hk|-mo|^yue/.test(wanted) && !/hans/.test(wanted)) return 'zh-Hant';
  return 'zh-Hans';
}
