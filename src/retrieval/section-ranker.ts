import { normaliseText } from '../chinese/han-runs.ts';
import { ASPECTS } from './aspects.ts';
import type { LexicalIndex, LexicalScores } from './lexical/lexical-index.ts';
import { rememberedIndexTerms, rememberedQuestionTerms } from './lexical/remembered-terms.ts';
import { STOP_WORDS } from './lexical/stop-words.ts';
import type { SearchablePassage } from './searchable.ts';
import type { Expansion } from './synonyms.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** What the question says besides naming its subject. */
export interface SectionQuestion {
  readonly text: string;
  /** Other words for the ideas in it. */
  readonly otherWords: readonly string[];
  readonly named: Expansion['named'];
}

/** An article that was found, prepared when it is first looked into. */
interface ArticleSections {
  readonly title: string;
  readonly titleTerms: readonly string[];
  readonly sections: readonly Section[];
}

/** Terms by the ids of the index, with repeats. */
interface Section {
  readonly passage: number;
  readonly isSummary: boolean;
  /** Normalised. */
  readonly heading: string;
  readonly headingTerms: Uint32Array;
  readonly terms: Uint32Array;
  /** Of each example question that it answers. */
  readonly questions: readonly Uint32Array[];
}

/** A term of the question with how much it counts. */
interface AskedTerm {
  readonly term: string;
  readonly weight: number;
}

/** How often a section holds each asked term: in its heading (0 or 1), in its words, in how many of its questions. */
interface Held {
  readonly heading: Uint16Array;
  readonly words: Uint16Array;
  readonly questions: Uint16Array;
}

/** Puts the sections of an article in the order in which they answer a question. One search at a time. */
export class SectionRanker {
  readonly #index: LexicalIndex;
  readonly #passages: readonly SearchablePassage[];
  readonly #articles = new Map<number, ArticleSections>();
  /** For each term of the index its place among the asked ones, counted from 1; 0 = not asked. Empty between two calls. */
  readonly #placeOf: Uint16Array;

  /** `passages` are those of the index, in order. */
  constructor(index: LexicalIndex, passages: readonly SearchablePassage[]) {
    this.#index = index;
    this.#passages = passages;
    this.#placeOf = new Uint16Array(index.vocabulary.size);
  }

  /**
   * The sections of one article in the order in which they answer the question: the passage's own score; the terms that
   * tell this section from its neighbours, in its heading, its words and its example questions (what all sections or the
   * title say tells nothing); the example question that is nearest; and the aspect that was asked («how long», «多少钱»)
   * where the heading names it. A question that only names the subject gets the sections as they stand. Best first; the
   * weights are fitted on left-out example questions (docs/retrieval.md).
   */
  rank(
    question: SectionQuestion,
    article: number,
    { passages, passageQuestions }: Pick<LexicalScores, 'passages' | 'passageQuestions'>,
  ): { readonly passage: number; readonly score: number }[] {
    const weights = RETRIEVAL_WEIGHTS.sections;
    const { title, titleTerms, sections } = this.#sectionsOf(article);
    const terms = askedTerms(question, subjectTerms(question.named, title, titleTerms));
    const { inHeading, inWords, inQuestions } = distinguish(terms, sections, this.#held(terms, sections));
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

  #sectionsOf(article: number): ArticleSections {
    const known = this.#articles.get(article);
    if (known !== undefined) return known;
    const places = this.#index.passagesOf(article);
    const title = this.#passages[places[0] ?? 0]?.title ?? '';
    const read = {
      title: normaliseText(title),
      titleTerms: rememberedIndexTerms(title),
      sections: places.map((passage) => this.#readSection(passage)),
    };
    this.#articles.set(article, read);
    return read;
  }

  #readSection(passage: number): Section {
    const heading = this.#passages[passage]?.heading;
    const headingTerms = heading === undefined ? [] : rememberedIndexTerms(heading);
    return {
      passage,
      isSummary: heading === undefined,
      heading: heading === undefined ? '' : normaliseText(heading),
      headingTerms: Uint32Array.from(headingTerms.flatMap((term) => this.#index.vocabulary.idOf(term) ?? [])),
      terms: this.#index.termsOf(passage),
      questions: this.#index.questionTermsOf(passage),
    };
  }

  #held(asked: readonly AskedTerm[], sections: readonly Section[]): Held[] {
    const ids = asked.map(({ term }) => this.#index.vocabulary.idOf(term));
    ids.forEach((id, place) => {
      if (id !== undefined) this.#placeOf[id] = place + 1;
    });
    const held = sections.map((section) => countHeld(section, asked.length, this.#placeOf));
    for (const id of ids) if (id !== undefined) this.#placeOf[id] = 0;
    return held;
  }
}

function countHeld({ headingTerms, terms, questions }: Section, asked: number, placeOf: Uint16Array): Held {
  const heading = new Uint16Array(asked);
  const words = new Uint16Array(asked);
  const inQuestions = new Uint16Array(asked);
  for (const term of headingTerms) {
    const place = placeOf[term] ?? 0;
    if (place > 0) heading[place - 1] = 1;
  }
  // A counted loop over what every search reads; terms lie inside the vocabulary, places inside the asked terms.
  for (let index = 0; index < terms.length; index++) {
    const place = placeOf[terms[index] as number] as number;
    if (place > 0) words[place - 1] = (words[place - 1] as number) + 1;
  }
  const metIn = new Uint16Array(asked);
  questions.forEach((question, number) => {
    for (let index = 0; index < question.length; index++) {
      const place = placeOf[question[index] as number] as number;
      if (place === 0 || metIn[place - 1] === number + 1) continue;
      metIn[place - 1] = number + 1;
      inQuestions[place - 1] = (inQuestions[place - 1] as number) + 1;
    }
  });
  return { heading, words, questions: inQuestions };
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
function askedTerms(question: SectionQuestion, subject: ReadonlySet<string>): readonly AskedTerm[] {
  const terms = new Map<string, number>();
  for (const { term } of rememberedQuestionTerms(question.text)) if (!subject.has(term)) terms.set(term, 1);
  for (const word of question.otherWords) {
    for (const term of rememberedIndexTerms(word))
      if (!terms.has(term) && !subject.has(term)) terms.set(term, RETRIEVAL_WEIGHTS.synonym);
  }
  return [...terms].map(([term, weight]) => ({ term, weight }));
}

/** Sums over the asked terms of how much each section holds of them, rare among the sections counting more. */
function distinguish(asked: readonly AskedTerm[], sections: readonly Section[], held: readonly Held[]) {
  const inHeading = new Float64Array(sections.length);
  const inWords = new Float64Array(sections.length);
  const inQuestions = new Float64Array(sections.length);
  asked.forEach(({ term, weight }, place) => {
    const value = weight * kindWeight(term);
    add(inHeading, value, (section) => held[section]?.heading[place] ?? 0);
    add(inWords, value, (section) => saturated(held[section]?.words[place] ?? 0, sections[section]?.terms.length ?? 0));
    add(inQuestions, value, (section) => {
      const count = held[section]?.questions[place] ?? 0;
      return (2 * count) / (count + 1);
    });
  });
  return { inHeading, inWords, inQuestions };
}

/** A term that no section holds, or all do, tells nothing. */
function add(scores: Float64Array, value: number, amountOf: (section: number) => number): void {
  let holders = 0;
  for (let section = 0; section < scores.length; section++) if (amountOf(section) > 0) holders++;
  if (holders === 0 || holders === scores.length) return;
  const share = value * Math.log((scores.length + 1) / (holders + 0.5));
  for (let section = 0; section < scores.length; section++)
    scores[section] = at(scores, section) + amountOf(section) * share;
}

/** BM25's growth with repeats, by length in terms. */
function saturated(count: number, length: number): number {
  const { usualLength } = RETRIEVAL_WEIGHTS.sections;
  return count === 0 ? 0 : (count * 2.2) / (count + 1.2 * (0.5 + (0.5 * length) / usualLength));
}

function largestOf(sections: readonly Section[], scores: Float64Array): number {
  return Math.max(1e-9, ...sections.map((section) => scores[section.passage] ?? 0));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}

/** Terms that only name the article: those of its title, and of ideas that the title calls by another name. */
function subjectTerms(named: Expansion['named'], title: string, titleTerms: readonly string[]): ReadonlySet<string> {
  const terms = new Set(titleTerms);
  for (const { said, called } of named) {
    if (![said, ...called].some((word) => title.includes(word))) continue;
    for (const word of [said, ...called]) for (const term of rememberedIndexTerms(word)) terms.add(term);
  }
  return terms;
}

function kindWeight(term: string): number {
  if (STOP_WORDS.has(term)) return RETRIEVAL_WEIGHTS.stopWord;
  if (/^\p{Script=Han}$/u.test(term)) return RETRIEVAL_WEIGHTS.sections.singleCharacter;
  return /^w:|_/u.test(term) ? RETRIEVAL_WEIGHTS.compound : 1;
}
