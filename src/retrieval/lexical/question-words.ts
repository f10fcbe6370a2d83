import { normaliseText } from '../../chinese/han-runs.ts';
import type { QuestionWord } from '../../domain/question-word.ts';
import { questionTerms } from './terms.ts';

/**
 * The words of a question that carry meaning, in order, each once: for people who want to see why it was (not) found.
 * `said` are words of it that the lexicon knows, normalised; a word within one of them counts as known.
 */
export function questionWords(
  text: string,
  knows: (term: string) => boolean,
  said: readonly string[],
): readonly QuestionWord[] {
  const words = new Map<string, boolean>();
  for (const { term, surface, isStopWord, kind } of questionTerms(text)) {
    if (isStopWord) continue;
    if (surface !== undefined)
      words.set(surface, knows(term) || said.some((word) => word.split(' ').includes(surface)));
    else if (kind === 'compound' && term.startsWith('w:')) {
      const word = term.slice(2);
      words.set(word, knows(term) || pairsOf(word).every(knows) || said.some((other) => other.includes(word)));
    }
  }
  const inScript = inOwnScript(text);
  return [...words].map(([word, isKnown]) => ({ word: inScript(word), isKnown }));
}

function pairsOf(word: string): string[] {
  return Array.from({ length: Math.max(1, word.length - 1) }, (_, index) => word.slice(index, index + 2));
}

/** Terms are folded to Simplified; the same place in the question has the word as it was written. */
function inOwnScript(text: string): (word: string) => string {
  const written = text.normalize('NFKC');
  const folded = normaliseText(text);
  return (word) => {
    const at = folded.length === written.length ? folded.indexOf(word) : -1;
    return at < 0 ? word : written.slice(at, at + word.length);
  };
}
