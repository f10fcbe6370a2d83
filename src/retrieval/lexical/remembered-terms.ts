import { indexTerms, questionTerms, type Term } from './terms.ts';

/** Longer texts are not met again. */
const LONGEST = 120;
/** Texts remembered; then all are forgotten. They are in memory only. */
const LIMIT = 4_000;

/** questionTerms of a text that several parts of one search analyse: the segmenter is what a short search would wait for. */
export const rememberedQuestionTerms: (text: string) => readonly Term[] = remember(questionTerms);

/** indexTerms of a title, a heading, a word of the lexicon, a question. */
export const rememberedIndexTerms: (text: string) => readonly string[] = remember(indexTerms);

function remember<T>(analyse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return analyse(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= LIMIT) known.clear();
    const made = analyse(text);
    known.set(text, made);
    return made;
  };
}
