import { isSimplifiedOnly, isTraditionalOnly } from '../chinese/script-tables.ts';
import type { Language } from '../domain/language.ts';

/** Share of characters of the other script (names, quoted titles) that an answer may hold. */
const FOREIGN_SHARE = 0.03;

/** Why words are not in the language they should be in; null when they are. */
export function wrongLanguage(text: string, declared: Language, wanted: Language): string | null {
  if (declared !== wanted) return `${declared} instead of ${wanted}`;
  const letters = text.replace(/https?:\/\/\S+/gu, '').match(/\p{L}/gu) ?? [];
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter));
  if (wanted === 'en') return han.length > 0.2 * letters.length ? 'mostly Chinese characters' : null;
  if (letters.length > 0 && han.length < 0.2 * letters.length) return 'mostly Latin letters';
  const foreign = han.filter(wanted === 'zh-Hans' ? isTraditionalOnly : isSimplifiedOnly);
  return foreign.length > Math.max(1, FOREIGN_SHARE * han.length)
    ? `${foreign.length} characters of the other script: ${[...new Set(foreign)].slice(0, 5).join('')}`
    : null;
}
