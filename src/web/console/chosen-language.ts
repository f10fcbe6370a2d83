import { isLanguage, type Language, nearestLanguage } from '../languages.ts';

const KEY = 'goglobal-console-language';

/** The language chosen in this browser before, else the browser's own. */
export function chosenLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (isLanguage(kept)) return kept;
  } catch {
    // Storage can be switched off; then the choice lasts until the page is left.
  }
  return nearestLanguage(navigator.language);
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // See above.
  }
}
