import type { Language } from '../languages.ts';
import { isLanguage } from '../languages.ts';

const KEY = 'goglobal-language';

/**
 * The language chosen in the chat's own switch, for this tab. It holds as long as the page around it has the language
 * it had then: who changes the page's language wants the chat's changed as well.
 */
export function chosenLanguage(pageLanguage: Language): Language {
  try {
    const [page, chosen] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    return page === pageLanguage && isLanguage(chosen) ? chosen : pageLanguage;
  } catch {
    // Storage can be forbidden in a frame; then the choice lasts until the next page.
    return pageLanguage;
  }
}

export function rememberLanguage(pageLanguage: Language, chosen: Language): void {
  try {
    sessionStorage.setItem(KEY, `${pageLanguage} ${chosen}`);
  } catch {
    // See above.
  }
}
