import { RETRIEVAL_WEIGHTS } from '../weights.ts';
import type { QueryTerms } from './bm25-index.ts';
import { rememberedQuestionTerms } from './remembered-terms.ts';
import type { Spelling } from './spelling.ts';
import type { Term } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A text that takes part in a query: the question itself, an earlier message, the words of the last answer. */
export interface QueryPart {
  readonly terms: readonly Term[];
  readonly weight: number;
  /** Overrides the weight of stop words in this part: earlier messages bring none. */
  readonly stopWord?: number;
  /** Synonyms help to find but must not make the question look harder to match. */
  readonly countsForNorm?: boolean;
}

/** Term weights for the passage and article indexes, and for the index of example questions. */
export interface WeightedQuery {
  readonly forText: QueryTerms;
  readonly forQuestions: QueryTerms;
  /** Known terms that count for the norm, with their weights. */
  readonly normText: QueryTerms;
  readonly normQuestions: QueryTerms;
  /** Weight of words that no document holds. */
  readonly unknownText: number;
  readonly unknownQuestions: number;
}

/** Plain terms of a question that the index may know, typing errors mended. */
export function readQuestion(text: string, vocabulary: Vocabulary, spelling: Spelling): Term[] {
  return rememberedQuestionTerms(text).map((term) => {
    if (term.surface === undefined || vocabulary.idOf(term.term) !== undefined) return term;
    const corrected = spelling.correct(term.term);
    return corrected === undefined ? term : { ...term, term: corrected };
  });
}

/** Weight by kind: plain 1 each time it stands, stop words less, compounds 0.4 (docs/retrieval.md). */
export function weighQuery(parts: readonly QueryPart[], vocabulary: Vocabulary): WeightedQuery {
  const { stopWord, stopWordInQuestions } = RETRIEVAL_WEIGHTS;
  const text = tally(parts, vocabulary, stopWord);
  const questions = tally(parts, vocabulary, stopWordInQuestions);
  return {
    forText: text.all,
    forQuestions: questions.all,
    normText: text.norm,
    normQuestions: questions.norm,
    unknownText: text.unknown,
    unknownQuestions: questions.unknown,
  };
}

function tally(parts: readonly QueryPart[], vocabulary: Vocabulary, stopWord: number) {
  const all = new Map<number, number>();
  const norm = new Map<number, number>();
  let unknown = 0;
  for (const part of parts) {
    const stop = part.stopWord ?? stopWord;
    for (const term of part.terms) {
      const kind = term.kind === 'compound' ? RETRIEVAL_WEIGHTS.compound : 1;
      const weight = part.weight * kind * (term.isStopWord ? stop : 1);
      if (weight === 0) continue;
      const id = vocabulary.idOf(term.term);
      if (id !== undefined) all.set(id, (all.get(id) ?? 0) + weight);
      if (part.countsForNorm === false) continue;
      if (id === undefined) unknown += weight;
      else norm.set(id, (norm.get(id) ?? 0) + weight);
    }
  }
  return { all, norm, unknown };
}
