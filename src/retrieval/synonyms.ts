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
  const byWord = indexOf(lexicon);
  return (question, language) => {
    const own = keyOf(question);
    const found = findEntries(own, byWord);
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

const indexed = new WeakMap<readonly LexiconEntry[], ReadonlyMap<string, LexiconEntry>>();

/** The first idea of every word; the three languages share it. */
function indexOf(lexicon: readonly LexiconEntry[]): ReadonlyMap<string, LexiconEntry> {
  const known = indexed.get(lexicon);
  if (known !== undefined) return known;
  const byWord = new Map<string, LexiconEntry>();
  for (const entry of lexicon) {
    for (const word of [...entry.words.en, ...entry.words['zh-Hant'], ...entry.words['zh-Hans']]) {
      const key = keyOf(word);
      if (key.length >= 2 && !byWord.has(key)) byWord.set(key, entry);
    }
  }
  indexed.set(lexicon, byWord);
  return byWord;
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

function findEntries(text: string, byWord: ReadonlyMap<string, LexiconEntry>): Map<LexiconEntry, string> {
  const found = new Map<LexiconEntry, string>();
  const pieces = text.match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    if (/\p{Script=Han}/u.test(piece)) findInHan(piece, byWord, found);
    else {
      for (let length = LONGEST_LATIN; length >= 1; length--) {
        const said = pieces.slice(index, index + length).join(' ');
        const entry = byWord.get(said);
        if (entry === undefined) continue;
        found.set(entry, said);
        break;
      }
    }
  }
  return found;
}

function findInHan(text: string, byWord: ReadonlyMap<string, LexiconEntry>, found: Map<LexiconEntry, string>): void {
  for (let start = 0; start < text.length; ) {
    let step = 1;
    for (let length = Math.min(LONGEST_HAN, text.length - start); length >= 2; length--) {
      const entry = byWord.get(text.slice(start, start + length));
      if (entry === undefined) continue;
      found.set(entry, text.slice(start, start + length));
      step = length;
      break;
    }
    start += step;
  }
}
