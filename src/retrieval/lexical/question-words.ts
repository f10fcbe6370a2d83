import { normaliseText } from '../../chinese/han-runs.ts';
import type { QuestionWord } from '../../domain/question-word.ts';
import { joinThousands, questionTerms } from './terms.ts';

/**
 * The words of a question that carry meaning, in order, each once: for people who want to see why it was (not) found.
 * `said` are words of it that the lexicon knows, normalised; they count as known, whole.
 */
export function questionWords(
  question: string,
  knows: (term: string) => boolean,
  said: readonly string[],
): readonly QuestionWord[] {
  const text = joinThousands(question);
  const folded = normaliseText(text);
  const words = new Map<string, boolean>(said.map((word) => [word, true]));
  for (const { term, surface, isStopWord, kind } of questionTerms(text)) {
    const isHan = surface === undefined && kind === 'compound' && term.startsWith('w:');
    const word = surface ?? (isHan ? term.slice(2) : undefined);
    if (word === undefined || isStopWord || said.some((longer) => holdsWord(longer, word))) continue;
    words.set(word, knows(term) || (isHan && pairsOf(word).every(knows)));
  }
  const inScript = inOwnScript(text, folded);
  return [...words]
    .sort(([one], [other]) => folded.indexOf(one) - folded.indexOf(other))
    .map(([word, isKnown]) => ({ word: inScript(word), isKnown }));
}

/** Latin words are whole between spaces; Han words stand anywhere. */
function holdsWord(longer: string, word: string): boolean {
  return /^\p{Script=Han}/u.test(word) ? longer.includes(word) : longer.split(' ').includes(word);
}

function pairsOf(word: string): string[] {
  return Array.from({ length: Math.max(1, word.length - 1) }, (_, index) => word.slice(index, index + 2));
}

/** Terms are folded to Simplified; the same place in the question has the word as it was written. */
function inOwnScript(text: string, folded: string): (word: string) => string {
  const written = text.normalize('NFKC');
  return (word) => {
    const at = folded.length === written.length ? folded.indexOf(word) : -1;
    return at < 0 ? word : written.slice(at, at + word.length);
  };
}
