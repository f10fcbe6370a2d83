import { normaliseText } from '../chinese/han-runs.ts';
import { ASPECTS } from './aspects.ts';
import type { LexicalScores } from './lexical/lexical-index.ts';
import { STOP_WORDS } from './lexical/stop-words.ts';
import { indexTerms, questionTerms } from './lexical/terms.ts';
import type { Expansion } from './synonyms.ts';
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

/** What the question says besides naming its subject. */
export interface SectionQuestion {
  readonly text: string;
  /** Other words for the ideas in it. */
  readonly otherWords: readonly string[];
  readonly named: Expansion['named'];
}

/**
 * The sections of one article in the order in which they answer the question: the passage's own score, plus the terms
 * that tell this section from its neighbours (what all sections or the title say tells nothing), plus the aspect that
 * was asked («how long», «多少钱») where the heading names it. A question that only names the subject gets the summary.
 * Scores 0 to about 4, best first.
 */
export function rankSections(
  question: SectionQuestion,
  title: string,
  sections: readonly SectionTerms[],
  { passages: passageScores, passageQuestions }: Pick<LexicalScores, 'passages' | 'passageQuestions'>,
): { readonly passage: number; readonly score: number }[] {
  const weights = RETRIEVAL_WEIGHTS.sections;
  const local = distinguishingScores(question, title, sections);
  const evidence = Math.max(0, ...local);
  const topLocal = Math.max(weights.evidenceFloor, evidence);
  const topPassage = Math.max(1e-9, ...sections.map((section) => passageScores[section.passage] ?? 0));
  const topQuestion = Math.max(...sections.map((section) => passageQuestions[section.passage] ?? 0));
  const folded = normaliseText(question.text);
  const asked = ASPECTS.filter((aspect) => aspect.asked.test(folded));
  const told = sections.map((section) => asked.filter((aspect) => aspect.told.test(section.heading)).length);
  const isGeneral = evidence < weights.generalBelow && told.every((count) => count === 0);
  // Editors put first what matters most: a question that asks nothing in particular gets the sections as they stand.
  if (isGeneral)
    return sections.map((section, index) => ({ passage: section.passage, score: 2 - index / sections.length }));
  return sections
    .map((section, index) => {
      const own = (passageScores[section.passage] ?? 0) / topPassage + (local[index] ?? 0) / topLocal;
      const asExample = topQuestion > 0 ? (passageQuestions[section.passage] ?? 0) / topQuestion : 0;
      const extra =
        weights.exampleQuestion * asExample +
        (section.isSummary ? -weights.summaryPenalty : weights.aspect * (told[index] ?? 0));
      return { passage: section.passage, score: own + extra };
    })
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

/** BM25 among the sections alone, with the heading as a strong field. */
function distinguishingScores(question: SectionQuestion, title: string, sections: readonly SectionTerms[]): number[] {
  const weights = RETRIEVAL_WEIGHTS.sections;
  const subject = subjectTerms(question.named, title);
  const terms = new Map<string, number>();
  for (const { term } of questionTerms(question.text)) if (!subject.has(term)) terms.set(term, 1);
  for (const word of question.otherWords) {
    for (const term of indexTerms(word))
      if (!terms.has(term) && !subject.has(term)) terms.set(term, RETRIEVAL_WEIGHTS.synonym);
  }
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

/** Terms that only name the article: those of its title, and of ideas that the title calls by another name. */
function subjectTerms(named: Expansion['named'], title: string): ReadonlySet<string> {
  const folded = normaliseText(title);
  const terms = new Set(indexTerms(title));
  for (const { said, called } of named) {
    if (![said, ...called].some((word) => folded.includes(word))) continue;
    for (const word of [said, ...called]) for (const term of indexTerms(word)) terms.add(term);
  }
  return terms;
}

function kindWeight(term: string): number {
  if (STOP_WORDS.has(term)) return RETRIEVAL_WEIGHTS.stopWord;
  if (/^\p{Script=Han}$/u.test(term)) return RETRIEVAL_WEIGHTS.sections.singleCharacter;
  return /^w:|_/u.test(term) ? RETRIEVAL_WEIGHTS.compound : 1;
}
