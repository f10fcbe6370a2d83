import { normaliseText } from '../chinese/han-runs.ts';
import { ASPECTS } from './aspects.ts';
import { STOP_WORDS } from './lexical/stop-words.ts';
import { indexTerms } from './lexical/terms.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** A section of the article that was found, prepared once: its terms with counts, its heading's terms. */
export interface SectionTerms {
  readonly passage: number;
  readonly isSummary: boolean;
  readonly headingTerms: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
  /** Heading, normalised. */
  readonly heading: string;
}

export function readSection(passage: number, heading: string, text: string, isSummary: boolean): SectionTerms {
  const terms = indexTerms(text);
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return {
    passage,
    isSummary,
    headingTerms: new Set(isSummary ? [] : indexTerms(heading)),
    counts,
    length: terms.length,
    heading: isSummary ? '' : normaliseText(heading),
  };
}

/**
 * The sections of one article in the order in which they answer the question: the passage's own score, plus the terms
 * that tell this section from its neighbours (what all sections say tells nothing; question words count here: «how
 * long», «多少钱»), plus the aspect that the heading names. Scores 0 to about 3, best first.
 */
export function rankSections(
  question: string,
  otherWords: readonly string[],
  sections: readonly SectionTerms[],
  passageScores: Float64Array,
): { readonly passage: number; readonly score: number }[] {
  const weights = RETRIEVAL_WEIGHTS.sections;
  const local = distinguishingScores(question, otherWords, sections);
  const topLocal = Math.max(weights.evidenceFloor, ...local);
  const topPassage = Math.max(1e-9, ...sections.map((section) => passageScores[section.passage] ?? 0));
  const folded = normaliseText(question);
  const asked = ASPECTS.filter((aspect) => aspect.asked.test(folded));
  return sections
    .map((section, index) => {
      const told = asked.filter((aspect) => aspect.told.test(section.heading)).length;
      const own = (passageScores[section.passage] ?? 0) / topPassage + (local[index] ?? 0) / topLocal;
      return {
        passage: section.passage,
        score: own + (section.isSummary ? -weights.summaryPenalty : weights.aspect * told),
      };
    })
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

/** BM25 among the sections alone, with the heading as a strong field. */
function distinguishingScores(
  question: string,
  otherWords: readonly string[],
  sections: readonly SectionTerms[],
): number[] {
  const weights = RETRIEVAL_WEIGHTS.sections;
  const terms = new Map<string, number>();
  for (const term of indexTerms(question)) terms.set(term, 1);
  for (const word of otherWords)
    for (const term of indexTerms(word)) if (!terms.has(term)) terms.set(term, RETRIEVAL_WEIGHTS.synonym);
  const scores = sections.map(() => 0);
  for (const [term, weight] of terms) {
    const held = sections.map((section) => {
      if (section.headingTerms.has(term)) return weights.heading;
      const count = section.counts.get(term) ?? 0;
      return count === 0 ? 0 : (count * 2.2) / (count + 1.2 * (0.5 + (0.5 * section.length) / weights.usualLength));
    });
    const holders = held.filter((value) => value > 0).length;
    if (holders === 0 || holders === sections.length) continue;
    const rarity = Math.log((sections.length + 1) / (holders + 0.5));
    const value = weight * rarity * kindWeight(term);
    held.forEach((amount, index) => {
      scores[index] = (scores[index] ?? 0) + amount * value;
    });
  }
  return scores;
}

function kindWeight(term: string): number {
  if (STOP_WORDS.has(term)) return RETRIEVAL_WEIGHTS.stopWord;
  if (/^\p{Script=Han}$/u.test(term)) return RETRIEVAL_WEIGHTS.sections.singleCharacter;
  return /^w:|_/u.test(term) ? RETRIEVAL_WEIGHTS.compound : 1;
}
