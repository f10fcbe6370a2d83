import { createContext, useContext } from 'react';
import type { Language } from '../../languages.ts';

export const PageLanguage = createContext<Language>('en');

export function usePageLanguage(): Language {
  return useContext(PageLanguage);
}
