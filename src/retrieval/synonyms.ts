import { normaliseText } from '../chinese/han-runs.ts';
import type { Language } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';

/** What the lexicon adds to a question. */
export interface Expansion {
  /** Other words for the ideas in the question, in the question's language. */
  readonly words: readonly string[];
  /** Ideas of the lexicon that the question names: a sign that it is about our subject. */
  readonly ideas: number;
  /** The ideas as the question says them, each with everything it is called; normalised. */
  readonly named: readonly { readonly said: string; readonly called: readonly string[] }[];
}

/** At most this many other words per idea: the preferred terms stand first. */
const WORDS_PER_IDEA = 3;
/** Kinds that people also name when they ask about something else: they are no sign of our subject. */
const COMMON_KINDS = new Set(['place-word', 'need', 'market']);
/** Chinese words up to this length are looked up at every position. */
const LONGEST_HAN = 14;
const LONGEST_LATIN = 6;

/** Finds lexicon words in a question (longest first, script folded) and offers what else the same idea is called. */
export function createExpander(lexicon: readonly LexiconEntry[]): (question: string, language: Language) => Expansion {
  const index = indexOf(lexicon);
  return (question, language) => {
    const own = keyOf(question);
    const found = findEntries(own, index);
    const words: string[] = [];
    for (const entry of found.keys()) {
      const keys = keysOf(entry, language);
      const others = entry.words[language].filter((_, place) => !own.includes(keys[place] ?? ''));
      words.push(...others.slice(0, WORDS_PER_IDEA));
    }
    return {
      words,
      ideas: [...found.keys()].filter((entry) => !COMMON_KINDS.has(entry.kind)).length,
      named: [...found].map(([entry, said]) => ({ said, called: keysOf(entry, language) })),
    };
  };
}

interface WordIndex {
  /** The first idea of every word; the three languages share it. */
  readonly byWord: ReadonlyMap<string, LexiconEntry>;
  /** Length of the longest word that begins with two characters: most positions of a text begin none. */
  readonly longest: ReadonlyMap<string, number>;
}

const indexed = new WeakMap<readonly LexiconEntry[], WordIndex>();

function indexOf(lexicon: readonly LexiconEntry[]): WordIndex {
  const known = indexed.get(lexicon);
  if (known !== undefined) return known;
  const byWord = new Map<string, LexiconEntry>();
  const longest = new Map<string, number>();
  for (const entry of lexicon) {
    for (const word of [...entry.words.en, ...entry.words['zh-Hant'], ...entry.words['zh-Hans']]) {
      const key = keyOf(word);
      if (key.length < 2 || byWord.has(key)) continue;
      byWord.set(key, entry);
      const start = key.slice(0, 2);
      longest.set(start, Math.min(LONGEST_HAN, Math.max(longest.get(start) ?? 0, key.length)));
    }
  }
  const index = { byWord, longest };
  indexed.set(lexicon, index);
  return index;
}

const keyed = new WeakMap<LexiconEntry, Map<Language, readonly string[]>>();

/** The words of an idea as they are compared; worked out when it is first met. */
function keysOf(entry: LexiconEntry, language: Language): readonly string[] {
  const ofEntry = keyed.get(entry) ?? new Map<Language, readonly string[]>();
  keyed.set(entry, ofEntry);
  const keys = ofEntry.get(language) ?? entry.words[language].map(keyOf);
  ofEntry.set(language, keys);
  return keys;
}

function keyOf(word: string): string {
  return normaliseText(word)
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}

function findEntries(text: string, words: WordIndex): Map<LexiconEntry, string> {
  const found = new Map<LexiconEntry, string>();
  const pieces = text.match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    if (/\p{Script=Han}/u.test(piece)) findInHan(piece, words, found);
    else {
      for (let length = LONGEST_LATIN; length >= 1; length--) {
        const said = pieces.slice(index, index + length).join(' ');
        const entry = words.byWord.get(said);
        if (entry === undefined) continue;
        found.set(entry, said);
        break;
      }
    }
  }
  return found;
}

function findInHan(text: string, { byWord, longest }: WordIndex, found: Map<LexiconEntry, string>): void {
  for (let start = 0; start < text.length; ) {
    let step = 1;
    const most = Math.min(longest.get(text.slice(start, start + 2)) ?? 0, text.length - start);
    for (let length = most; length >= 2; length--) {
      const entry = byWord.get(text.slice(start, start + length));
      if (entry === undefined) continue;
      found.set(entry, text.slice(start, start + length));
      step = length;
      break;
    }
    start += step;
  }
}
