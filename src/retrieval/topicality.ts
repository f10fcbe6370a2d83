import { questionTerms, type Term } from './lexical/terms.ts';

/** Added to the share of examples that hold a term, on both sides: rare terms say little, whichever list is longer. */
const SMOOTHING = 0.01;
/** A single term speaks at most this loudly, in natural logarithms of odds. */
const LOUDEST = 3;

/**
 * How much a question's words sound like our subject: the mean log-odds of its terms between example questions and
 * questions that are out of scope (naive Bayes with equal priors; Manning, Raghavan, Schütze 2008, chapter 13).
 */
export class Topicality {
  readonly #odds = new Map<string, number>();

  constructor(inScope: readonly string[], outOfScope: readonly string[]) {
    const [own, foreign] = [documentCounts(inScope), documentCounts(outOfScope)];
    for (const term of new Set([...own.keys(), ...foreign.keys()])) {
      const ours = (own.get(term) ?? 0) / Math.max(1, inScope.length) + SMOOTHING;
      const theirs = (foreign.get(term) ?? 0) / Math.max(1, outOfScope.length) + SMOOTHING;
      this.#odds.set(term, Math.max(-LOUDEST, Math.min(LOUDEST, Math.log(ours / theirs))));
    }
  }

  /** 0 (foreign) to 1 (ours); 0.5 when the words say nothing either way. */
  of(question: string): number {
    let sum = 0;
    let count = 0;
    for (const term of questionTerms(question)) {
      if (!counts(term)) continue;
      count++;
      sum += this.#odds.get(term.term) ?? 0;
    }
    return count === 0 ? 0.5 : 0.5 + sum / count / (2 * LOUDEST);
  }
}

function documentCounts(texts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) {
    const own = new Set(questionTerms(text).flatMap((term) => (counts(term) ? [term.term] : [])));
    for (const term of own) found.set(term, (found.get(term) ?? 0) + 1);
  }
  return found;
}

/** Words and pairs of characters; single characters and stop words say nothing of the subject. */
function counts({ term, isStopWord }: Term): boolean {
  return !isStopWord && !/^\p{Script=Han}$/u.test(term);
}
