import { largest } from '../rank.ts';
import { type SearchableCollection, textsOf } from '../searchable.ts';
import { RETRIEVAL_WEIGHTS } from '../weights.ts';
import { type Bm25Data, Bm25Index, type QueryTerms } from './bm25-index.ts';
import { Spelling } from './spelling.ts';
import { splitTerms, TermList, type TermListData } from './term-list.ts';
import { readTermTable, type TermTable, termsOfText } from './term-table.ts';
import type { Term } from './terms.ts';
import { Vocabulary } from './vocabulary.ts';
import { readQuestion, type WeightedQuery } from './weigh-query.ts';

/** Scores of one search; arrays are as long as the collection and belong to the caller. */
export interface LexicalScores {
  readonly passages: Float64Array;
  readonly articles: Float64Array;
  /** Score of the best example question that the passage answers; 0 where it has none that matches. */
  readonly passageQuestions: Float64Array;
  /** How much of the best imaginable score the best article reached, 0 to about 1. */
  readonly norm: number;
}

/** What an index is made of besides its terms, as plain data: it is kept with a model, so that no start makes it again. */
export interface LexicalData {
  readonly passages: Bm25Data;
  readonly articles: Bm25Data;
  readonly questions: Bm25Data;
  readonly termList: TermListData;
  /** For each term whether it is one Chinese character. */
  readonly isSingleCharacter: Uint8Array;
}

/**
 * The lexical arm for one language: passages (P), articles with all their passages and example questions (A), and the
 * single example questions (K). article = best passage + A + 0.5 x top three questions (docs/retrieval.md).
 */
export class LexicalIndex {
  readonly vocabulary: Vocabulary;
  /** Terms of textsOf(collection). */
  readonly terms: TermTable;
  readonly spelling: Spelling;
  readonly articleOfPassage: Uint32Array;
  readonly #passages: Bm25Index;
  readonly #articles: Bm25Index;
  readonly #questions: Bm25Index;
  readonly #articleOfQuestion: Uint32Array;
  /** Passage that answers a question; -1 where editors name none. */
  readonly #passageOfQuestion: Int32Array;
  readonly #articleCount: number;
  readonly #isSingleCharacter: Uint8Array;
  /** Scratch of a search. */
  readonly #questionScores: Float64Array;
  #passagesOfArticle: readonly (readonly number[])[] | null = null;
  #questionsOfPassage: readonly (readonly number[])[] | null = null;

  /**
   * `terms`, when they are known already, must be those of textsOf(collection), `vocabulary` that of the terms, and `kept`
   * the data of an index of both.
   */
  constructor(
    collection: SearchableCollection,
    terms: TermTable = readTermTable(textsOf(collection).map(({ text }) => text)),
    vocabulary: Vocabulary | null = null,
    kept: LexicalData | null = null,
  ) {
    this.terms = terms;
    this.vocabulary = vocabulary ?? new Vocabulary(new TermList(terms.vocabulary, kept?.termList));
    const articleIndex = new Map(collection.articles.map((article, index) => [article.id, index]));
    this.articleOfPassage = Uint32Array.from(collection.passages, (passage) => articleIndex.get(passage.article) ?? 0);
    const articleOfQuestion: number[] = [];
    const passageOfQuestion: number[] = [];
    const passageIndex = new Map(collection.passages.map((passage, index) => [passage.id, index]));
    collection.articles.forEach((article, index) => {
      article.questions.forEach((_, position) => {
        articleOfQuestion.push(index);
        passageOfQuestion.push(passageIndex.get(article.questionPassages?.[position] ?? '') ?? -1);
      });
    });
    this.#passageOfQuestion = Int32Array.from(passageOfQuestion);
    this.#articleOfQuestion = Uint32Array.from(articleOfQuestion);
    this.#articleCount = collection.articles.length;

    const size = this.vocabulary.size;
    const made = kept ?? this.#count(size);
    this.#passages = new Bm25Index(made.passages);
    this.#articles = new Bm25Index(made.articles);
    this.#questions = new Bm25Index(made.questions);
    this.#isSingleCharacter = kept?.isSingleCharacter ?? singleCharacters(terms.vocabulary, size);
    this.#questionScores = new Float64Array(articleOfQuestion.length);
    this.spelling = new Spelling(() => wordFrequencies(terms));
  }

  /** For an index of a list of terms, to which nothing was added later. */
  get data(): LexicalData {
    return {
      passages: this.#passages.data,
      articles: this.#articles.data,
      questions: this.#questions.data,
      termList: new TermList(this.terms.vocabulary).data,
      isSingleCharacter: this.#isSingleCharacter,
    };
  }

  #count(size: number): Pick<LexicalData, 'passages' | 'articles' | 'questions'> {
    const { k1, b, bQuestions, skipBelowIdf } = RETRIEVAL_WEIGHTS.bm25;
    const passages = Array.from(this.articleOfPassage, (_, index) => termsOfText(this.terms, index));
    const questions = Array.from(this.#articleOfQuestion, (_, index) =>
      termsOfText(this.terms, passages.length + index),
    );
    const articles = joinByArticle(
      passages,
      this.articleOfPassage,
      questions,
      this.#articleOfQuestion,
      this.#articleCount,
    );
    return {
      passages: Bm25Index.of(passages, size, { k1, b, skipBelowIdf }).data,
      articles: Bm25Index.of(articles, size, { k1, b, skipBelowIdf }).data,
      questions: Bm25Index.of(questions, size, { k1, b: bQuestions }).data,
    };
  }

  /** Terms of a question as this index knows them. */
  read(text: string): Term[] {
    return readQuestion(text, this.vocabulary, this.spelling);
  }

  knows(term: string): boolean {
    return this.vocabulary.idOf(term) !== undefined;
  }

  /** Inverse passage frequency, for choosing rare words. */
  idf(term: string): number {
    return this.#passages.idf(this.vocabulary.idOf(term));
  }

  search(query: WeightedQuery): LexicalScores {
    const passages = new Float64Array(this.#passages.size);
    const passageQuestions = new Float64Array(this.#passages.size);
    const articles = new Float64Array(this.#articleCount);
    const best = new Float64Array(this.#articleCount);
    const articleOfPassage = this.articleOfPassage;
    this.#passages.addScores(query.forText, passages);
    for (let passage = 0; passage < passages.length; passage++) {
      const score = passages[passage] as number;
      const article = articleOfPassage[passage] as number; // one entry per passage
      if (score > (best[article] as number)) best[article] = score;
    }
    this.#articles.addScores(query.forText, articles);
    for (let article = 0; article < articles.length; article++) {
      // An article that scores nothing as a whole is no match, whatever its passages hold.
      if ((articles[article] as number) > 0)
        articles[article] = (best[article] as number) + (articles[article] as number);
    }
    this.#addQuestionScores(query.forQuestions, articles, passageQuestions);
    return {
      passages,
      articles,
      passageQuestions,
      norm: largest(articles) / Math.max(1e-9, this.#highestScore(query)),
    };
  }

  /** Passages of an article, in order. */
  passagesOf(article: number): readonly number[] {
    this.#passagesOfArticle ??= placesOf(this.articleOfPassage, this.#articleCount);
    return this.#passagesOfArticle[article] ?? [];
  }

  /** Terms of a passage by their ids, with repeats. */
  termsOf(passage: number): Uint32Array {
    return termsOfText(this.terms, passage);
  }

  /** The same of each example question that a passage answers. */
  questionTermsOf(passage: number): readonly Uint32Array[] {
    this.#questionsOfPassage ??= placesOf(this.#passageOfQuestion, this.#passages.size);
    const questions = this.#questionsOfPassage[passage] ?? [];
    return questions.map((question) => termsOfText(this.terms, this.#passages.size + question));
  }

  /**
   * Shares (0 to 1) of the question's weight x rarity that one article holds, and that any article holds. Single Chinese
   * characters are left out where there are longer terms: nearly all of them are known, whatever is asked.
   */
  coverage(query: WeightedQuery, article: number): { readonly coverage: number; readonly known: number } {
    const hasLonger =
      [...query.normText.keys()].some((term) => this.#isSingleCharacter[term] !== 1) || query.unknownText > 0;
    let held = 0;
    let known = 0;
    let total = query.unknownText * this.#articles.idf(undefined);
    for (const [term, weight] of query.normText) {
      if (hasLonger && this.#isSingleCharacter[term] === 1) continue;
      const value = weight * this.#articles.idf(term);
      total += value;
      if (!this.#articles.hasTerm(term)) continue;
      known += value;
      if (this.#articles.holds(article, term)) held += value;
    }
    return total === 0 ? { coverage: 0, known: 0 } : { coverage: held / total, known: known / total };
  }

  #addQuestionScores(query: QueryTerms, articles: Float64Array, passageQuestions: Float64Array): void {
    const { topQuestions, questionShare } = RETRIEVAL_WEIGHTS;
    const [a = 1, b = 0, c = 0] = topQuestions;
    const scores = this.#questionScores.fill(0);
    this.#questions.addScores(query, scores);
    const articleOf = this.#articleOfQuestion;
    const passageOf = this.#passageOfQuestion;
    // The questions of an article lie together.
    for (let question = 0; question < scores.length; ) {
      const article = articleOf[question] as number; // one entry per question
      let first = 0;
      let second = 0;
      let third = 0;
      for (; question < scores.length && articleOf[question] === article; question++) {
        const score = scores[question] as number;
        if (score === 0) continue;
        const passage = passageOf[question] as number; // one entry per question
        if (passage >= 0 && score > (passageQuestions[passage] as number)) passageQuestions[passage] = score;
        if (score > first) {
          third = second;
          second = first;
          first = score;
        } else if (score > second) {
          third = second;
          second = score;
        } else if (score > third) third = score;
      }
      if (first > 0)
        articles[article] = (articles[article] as number) + questionShare * (a * first + b * second + c * third);
    }
  }

  /** What a perfect match would score, about: 0.75 x (k1 + 1) x the sum of weights x idf, unknown words included. */
  #highestScore(query: WeightedQuery): number {
    const { bm25, topQuestions, questionShare } = RETRIEVAL_WEIGHTS;
    const sum = (index: Bm25Index, terms: QueryTerms, unknown: number) => {
      let total = unknown * index.idf(undefined);
      for (const [term, weight] of terms) total += weight * index.idf(term);
      return total;
    };
    const text =
      sum(this.#passages, query.normText, query.unknownText) + sum(this.#articles, query.normText, query.unknownText);
    const questions =
      this.#questions.size === 0 ? 0 : sum(this.#questions, query.normQuestions, query.unknownQuestions);
    const share = questionShare * topQuestions.reduce((total, part) => total + part, 0);
    return 0.75 * (bm25.k1 + 1) * (text + share * questions);
  }
}

/** For each number below `count` the places that hold it, in order; other numbers are passed over. */
function placesOf(numbers: Uint32Array | Int32Array, count: number): number[][] {
  const places: number[][] = Array.from({ length: count }, () => []);
  numbers.forEach((number, place) => places[number]?.push(place));
  return places;
}

function joinByArticle(
  passages: readonly Uint32Array[],
  articleOfPassage: Uint32Array,
  questions: readonly Uint32Array[],
  articleOfQuestion: Uint32Array,
  count: number,
): Uint32Array[] {
  const parts: Uint32Array[][] = Array.from({ length: count }, () => []);
  passages.forEach((terms, index) => parts[articleOfPassage[index] ?? 0]?.push(terms));
  questions.forEach((terms, index) => parts[articleOfQuestion[index] ?? 0]?.push(terms));
  return parts.map((own) => {
    const joined = new Uint32Array(own.reduce((sum, terms) => sum + terms.length, 0));
    let offset = 0;
    for (const terms of own) {
      joined.set(terms, offset);
      offset += terms.length;
    }
    return joined;
  });
}

/** For each term of these lines whether it is one Chinese character. */
function singleCharacters(lines: string, size: number): Uint8Array {
  const isSingle = new Uint8Array(size);
  for (let term = 0, start = 0; term < size; term++) {
    const end = lines.indexOf('\n', start);
    const length = (end < 0 ? lines.length : end) - start;
    // Most terms are pairs of two characters: only one that may be a surrogate pair has to be looked at.
    if (length === 1 || (length === 2 && (lines.charCodeAt(start) & 0xfc00) === 0xd800))
      isSingle[term] = HAN.test(lines.slice(start, start + length)) ? 1 : 0;
    start += length + 1;
  }
  return isSingle;
}

const HAN = /^\p{Script=Han}$/u;

function wordFrequencies({ vocabulary: lines, ids }: TermTable): (readonly [string, number])[] {
  const vocabulary = splitTerms(lines);
  const counts = new Uint32Array(vocabulary.length);
  for (const term of ids) counts[term] = (counts[term] as number) + 1; // ids lie inside the vocabulary
  return vocabulary.map((term, id) => [term, counts[id] ?? 0] as const);
}
