import { createRequire } from 'node:module';
import type { pinyin as Pinyin } from 'pinyin-pro';

const require = createRequire(import.meta.url);
let loaded: typeof Pinyin | null = null;

/** Its dictionary is loaded for the first question that may be pinyin: most starts never see one. */
function pinyinOf(text: string): string[] {
  loaded ??= (require('pinyin-pro') as { readonly pinyin: typeof Pinyin }).pinyin;
  return loaded(text, { toneType: 'none', type: 'array', v: true });
}

let syllables: ReadonlySet<string> | null = null;

/** All syllables of Mandarin without tones, from the dictionary itself; "v" is typed for ü. */
function allSyllables(): ReadonlySet<string> {
  if (syllables !== null) return syllables;
  const found = new Set<string>();
  for (let code = 0x4e00; code <= 0x9fa5; code++) {
    for (const syllable of pinyinOf(String.fromCharCode(code))) {
      if (/^[a-z]{1,6}$/u.test(syllable)) found.add(syllable);
    }
  }
  for (const letter of ['m', 'n', 'ng', 'hm', 'hng', 'r']) found.delete(letter);
  syllables = found;
  return found;
}

/** Chinese text as syllables with spaces; Latin words stay as they are. */
export function toPinyin(text: string): string {
  return text.replace(/\p{Script=Han}+/gu, (run) => ` ${pinyinOf(run).join(' ')} `);
}

/**
 * The question as syllables when it is typed in pinyin: no Chinese character, three or more syllables, four fifths of
 * the words split into syllables, no English word that the index knows. Otherwise null. Misroutes 0.07 % of English at
 * most (docs/retrieval.md).
 */
export function readPinyin(question: string, isKnownEnglish: (word: string) => boolean): string | null {
  if (/\p{Script=Han}/u.test(question)) return null;
  const words =
    question
      .toLowerCase()
      .normalize('NFKC')
      .match(/[a-zü]+/gu) ?? [];
  if (words.length === 0 || words.some((word) => word.length >= 3 && isKnownEnglish(word))) return null;
  const split = words.map((word) => splitSyllables(word.replaceAll('ü', 'v')));
  const good = split.filter((parts) => parts !== null);
  const parts = good.flat();
  return parts.length >= 3 && good.length / words.length >= 0.8 ? parts.join(' ') : null;
}

/** Fewest syllables that make up the word, or null. */
function splitSyllables(word: string): string[] | null {
  const known = allSyllables();
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const before = best[start];
      if (before === null || before === undefined || !known.has(word.slice(start, end))) continue;
      const current = best[end];
      if (current === null || current === undefined || before.length + 1 < current.length)
        best[end] = [...before, word.slice(start, end)];
    }
  }
  return best[word.length] ?? null;
}
