import { createContext, useContext } from 'react';
import type { Language } from '../../languages.ts';
import { type ConsoleTexts, en } from './console-texts.en.ts';
import { zhHans } from './console-texts.zh-hans.ts';
import { zhHant } from './console-texts.zh-hant.ts';

export const CONSOLE_TEXTS: Readonly<Record<Language, ConsoleTexts>> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };

export const PageLanguage = createContext<Language>('en');

/** The words of the language that the page is in, and that language. */
export function useTexts(): { readonly texts: ConsoleTexts; readonly language: Language } {
  const language = useContext(PageLanguage);
  return { texts: CONSOLE_TEXTS[language], language };
}
