import { createContext, useContext } from 'react';
import type { Language } from '../../languages.ts';
import type { ConsoleTexts } from './console-texts.en.ts';
import { CONSOLE_TEXTS } from './console-texts.ts';

export const PageLanguage = createContext<Language>('en');

/** The words of the language that the page is in, and that language. */
export function useTexts(): { readonly texts: ConsoleTexts; readonly language: Language } {
  const language = useContext(PageLanguage);
  return { texts: CONSOLE_TEXTS[language], language };
}
