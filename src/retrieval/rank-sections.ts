import { normaliseText } from '../chinese/han-runs.ts';
import { ASPECTS } from './aspects.ts';
import type { LexicalIndex, LexicalScores } from './lexical/lexical-index.ts';
import { rememberedIndexTerms, rememberedQuestionTerms } from './lexical/remembered-terms.ts';
import { STOP_WORDS } from './lexical/stop-words.ts';
import type { Expansion } from './synonyms.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** A section of the article that was found, prepared once: its terms with counts, its heading's terms. */
export interface SectionTerms {
  readonly passage: number;
  readonly isSummary: boolean;
  readonly headingTerms: ReadonlySet<string>;
  /** By the ids of the index. */
  readonly counts: ReadonlyMap<number, number>;
  /** How many of its example questions hold a term. */
  readonly questionCounts: ReadonlyMap<number, number>;
  readonly length: number;
  /** Heading, normalised. */
  readonly heading: string;
}

/** Its terms are those that the index has read already. */
export function readSection(
  passage: number,
  { heading }: { readonly heading?: string },
  index: LexicalIndex,
): SectionTerms {
  const isSummary = heading === undefined;
  const counts = index.countsOf(passage);
  return {
    passage,
    isSummary,
    headingTerms: new Set(isSummary ? [] : rememberedIndexTerms(heading)),
    counts,
    questionCounts: index.questionCountsOf(passage),
    length: counts.values().reduce((sum, count) => sum + count, 0),
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
 * The sections of one article in the order in which they answer the question: the passage's own score; the terms that
 * tell this section from its neighbours, in its heading, its words and its example questions (what all sections or the
 * title say tells nothing); the example question that is nearest; and the aspect that was asked («how long», «多少钱»)
 * where the heading names it. A question that only names the subject gets the sections as they stand. Best first; the
 * weights are fitted on left-out example questions (docs/retrieval.md).
 */
export function rankSections(
  question: SectionQuestion,
  title: string,
  sections: readonly SectionTerms[],
  { passages, passageQuestions }: Pick<LexicalScores, 'passages' | 'passageQuestions'>,
  idOf: (term: string) => number | undefined,
): { readonly passage: number; readonly score: number }[] {
  const weights = RETRIEVAL_WEIGHTS.sections;
  const terms = askedTerms(question, title);
  const ids = new Map(terms.keys().map((term) => [term, idOf(term) ?? -1]));
  const idIn = (term: string) => ids.get(term) ?? -1;
  const inHeading = distinguishing(terms, sections, (section, term) => (section.headingTerms.has(term) ? 1 : 0));
  const inWords = distinguishing(terms, sections, (section, term) =>
    saturated(section.counts.get(idIn(term)) ?? 0, section),
  );
  const inQuestions = distinguishing(terms, sections, (section, term) => {
    const count = section.questionCounts.get(idIn(term)) ?? 0;
    return (2 * count) / (count + 1);
  });
  const asked = aspectsIn(question.text);
  const told = sections.map((section) => asked.filter((aspect) => aspect.told.test(section.heading)).length);
  const evidence = Math.max(0, ...sections.map((_, index) => 3 * at(inHeading, index) + at(inWords, index)));
  const isGeneral = evidence < weights.generalBelow && told.every((count) => count === 0);
  // Editors put first what matters most: a question that asks nothing in particular gets the sections as they stand.
  if (isGeneral)
    return sections.map((section, index) => ({ passage: section.passage, score: 2 - index / sections.length }));
  const topPassage = largestOf(sections, passages);
  const topQuestion = largestOf(sections, passageQuestions);
  return sections
    .map((section, index) => ({
      passage: section.passage,
      score:
        (weights.passage * (passages[section.passage] ?? 0)) / topPassage +
        weights.inHeading * at(inHeading, index) +
        weights.inWords * at(inWords, index) +
        weights.inQuestions * at(inQuestions, index) +
        (weights.exampleQuestion * (passageQuestions[section.passage] ?? 0)) / topQuestion +
        weights.aspect * at(told, index) -
        (section.isSummary ? weights.summaryPenalty : 0),
    }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

let last: { readonly text: string; readonly aspects: typeof ASPECTS } | null = null;

/** What a question asks for; the articles that a search found ask one after another. */
function aspectsIn(text: string): typeof ASPECTS {
  if (last?.text === text) return last.aspects;
  const folded = normaliseText(text);
  const aspects = ASPECTS.filter((aspect) => aspect.asked.test(folded));
  last = { text, aspects };
  return aspects;
}

/** What the question says besides naming its subject: its own terms, and other words for its ideas. */
function askedTerms(question: SectionQuestion, title: string): ReadonlyMap<string, number> {
  const subject = subjectTerms(question.named, title);
  const terms = new Map<string, number>();
  for (const { term } of rememberedQuestionTerms(question.text)) if (!subject.has(term)) terms.set(term, 1);
  for (const word of question.otherWords) {
    for (const term of rememberedIndexTerms(word))
      if (!terms.has(term) && !subject.has(term)) terms.set(term, RETRIEVAL_WEIGHTS.synonym);
  }
  return terms;
}

/** Sum over the asked terms of how much each section holds of them, rare among the sections counting more. */
function distinguishing(
  terms: ReadonlyMap<string, number>,
  sections: readonly SectionTerms[],
  held: (section: SectionTerms, term: string) => number,
): number[] {
  const scores = sections.map(() => 0);
  for (const [term, weight] of terms) {
    const amounts = sections.map((section) => held(section, term));
    const holders = amounts.filter((amount) => amount > 0).length;
    if (holders === 0 || holders === sections.length) continue;
    const value = weight * Math.log((sections.length + 1) / (holders + 0.5)) * kindWeight(term);
    amounts.forEach((amount, index) => {
      scores[index] = at(scores, index) + amount * value;
    });
  }
  return scores;
}

/** BM25's growth with repeats, by length. */
function saturated(count: number, { length }: SectionTerms): number {
  const { usualLength } = RETRIEVAL_WEIGHTS.sections;
  return count === 0 ? 0 : (count * 2.2) / (count + 1.2 * (0.5 + (0.5 * length) / usualLength));
}

function largestOf(sections: readonly SectionTerms[], scores: Float64Array): number {
  return Math.max(1e-9, ...sections.map((section) => scores[section.passage] ?? 0));
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** Terms that only name the article: those of its title, and of ideas that the title calls by another name. */
function subjectTerms(named: Expansion['named'], title: string): ReadonlySet<string> {
  const folded = normaliseText(title);
  const terms = new Set(rememberedIndexTerms(title));
  for (const { said, called } of named) {
    if (![said, ...called].some((word) => folded.includes(word))) continue;
    for (const word of [said, ...called]) for (const term of rememberedIndexTerms(word)) terms.add(term);
  }
  return terms;
}

function kindWeight(term: string): number {
  if (STOP_WORDS.has(term)) return RETRIEVAL_WEIGHTS.stopWord;
  if (/^\p{Script=Han}$/u.test(term)) return RETRIEVAL_WEIGHTS.sections.singleCharacter;
  return /^w:|_/u.test(term) ? RETRIEVAL_WEIGHTS.compound : 1;
}
