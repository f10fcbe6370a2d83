import { normaliseText } from '../chinese/han-runs.ts';
import { readPinyin, toPinyin } from '../chinese/pinyin.ts';
import type { Language } from '../domain/language.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { Zone } from '../domain/retrieval.ts';
import { type ConfidenceSignals, readSignals, signalVector } from './confidence.ts';
import { contextParts, earlierWords, type History, leansOnHistory, staysOnSubject } from './context.ts';
import { LexicalIndex, type LexicalScores } from './lexical/lexical-index.ts';
import { questionWords } from './lexical/question-words.ts';
import { type QueryPart, weighQuery } from './lexical/weigh-query.ts';
import { probability } from './logistic.ts';
import { type ArticleRanking, rankArticles, rankPassages } from './rank.ts';
import { type SearchableCollection, textsOf } from './searchable.ts';
import { SectionRanker } from './section-ranker.ts';
import type { Expansion } from './synonyms.ts';
import { Topicality } from './topicality.ts';
import type { RetrievalModel } from './train-model.ts';
import type { VectorIndex } from './vector-index.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

export interface Search {
  readonly question: string;
  readonly history: History;
  /** Articles of the previous turn, best first: a weak prior for a vague follow-up. */
  readonly previousArticles: readonly string[];
  /** The question was already made to stand alone: earlier words are not needed to be sure of it. */
  readonly standsAlone: boolean;
  /** The message goes on from the one before, in words that the question no longer holds. */
  readonly goesOn?: boolean;
  /** The visitor's own words, where a subject was put in beside them. */
  readonly ownWords?: string;
  /** How many passages and articles a reranker wants to see; without it what an answer can use. */
  readonly candidates?: number;
}

export interface SearchResult {
  readonly articles: readonly { readonly article: string; readonly score: number }[];
  readonly passages: readonly { readonly passage: string; readonly score: number }[];
  readonly zone: Zone;
  readonly signals: ConfidenceSignals;
  /** Probability that the question is in scope, and that the first article is the right one; 0 to 1. */
  readonly inScope: number;
  readonly rightness: number;
  /** Which arms took part; "lexical" also when the vector arm is down. */
  readonly arms: 'hybrid' | 'lexical' | 'pinyin';
}

/** How many nearest texts are asked of the vector arm: enough to reach the sections of the leading articles. */
const NEAREST = 150;

/** Largest cosine of a question with each article, with each passage's words, and with the questions it answers; at least 0. */
interface Cosines {
  readonly articles: Float64Array;
  readonly passages: ReadonlyMap<number, number>;
  readonly questions: ReadonlyMap<number, number>;
}

/** Syllables say nothing of the subject, nor do words without a model. */
const NEUTRAL = 0.5;

/** Everything that is searched in one language. */
export class LanguageIndex {
  readonly language: Language;
  readonly collection: SearchableCollection;
  readonly lexical: LexicalIndex;
  readonly model: RetrievalModel | null;
  readonly #vectors: VectorIndex | null;
  readonly #vectorShare: number;
  readonly #topicality: Topicality | null;
  readonly #articleOfText: Uint32Array;
  /** Passage that a text is, or that answers it; -1 where editors name none. */
  readonly #passageOfText: Int32Array;
  readonly #expand: (question: string, language: Language) => Expansion;
  readonly #onVectorFault: (error: unknown) => void;
  readonly #sectionRanker: SectionRanker;
  #articleOfTitle: ReadonlyMap<string, number> | null = null;
  #pinyin: LexicalIndex | null = null;

  constructor(parts: {
    readonly language: Language;
    readonly collection: SearchableCollection;
    readonly model: RetrievalModel | null;
    readonly vectors: VectorIndex | null;
    /** Weight of the vector arm, 0 to 1. */
    readonly vectorShare: number;
    readonly expand: (question: string, language: Language) => Expansion;
    readonly onVectorFault: (error: unknown) => void;
    /** The lexical index of the same collection, when another index of it has been built already. */
    readonly lexical?: LexicalIndex | undefined;
  }) {
    this.language = parts.language;
    this.collection = parts.collection;
    this.lexical = parts.lexical ?? new LexicalIndex(parts.collection);
    this.#sectionRanker = new SectionRanker(this.lexical, parts.collection.passages);
    this.model = parts.model;
    this.#vectors = parts.vectors;
    this.#vectorShare = parts.vectorShare;
    const texts = textsOf(parts.collection);
    this.#articleOfText = Uint32Array.from(texts, (text) => text.article);
    this.#passageOfText = Int32Array.from(texts, (text) => text.passage ?? -1);
    this.#expand = parts.expand;
    this.#topicality = parts.model === null ? null : Topicality.from(parts.model.topicality);
    this.#onVectorFault = parts.onVectorFault;
  }

  async search(search: Search): Promise<SearchResult> {
    const syllables = this.language === 'en' ? null : readPinyin(search.question, (word) => this.lexical.knows(word));
    if (syllables !== null) return this.#searchPinyin(syllables, search.candidates);

    const { terms, expansion, parts: own } = this.#ownParts(search.question);
    const cosines = await this.#cosines(search.question);
    const titled = this.#articleTitled(search.question);
    if (titled !== undefined) return this.#runTitled(search, own, cosines, expansion, titled);
    const goesOn = search.goesOn === true;
    if (search.standsAlone && goesOn) return this.#searchOnwards(search, own, cosines, expansion);
    const alone = this.#run(search, own, cosines, expansion);
    if (search.standsAlone) return this.#heldToSubject(alone);
    if (search.history.questions.length === 0) return alone;

    const leans = goesOn || leansOnHistory(search.question, terms, this.language);
    if (!leans && alone.zone === 'answer' && !this.#isNearPrevious(alone, search)) return alone;
    const message = { terms, leans, norm: alone.signals.norm };
    const context = contextParts(this.lexical, search.history, message, this.language);
    const prior =
      alone.signals.norm < RETRIEVAL_WEIGHTS.context.articlePriorBelowNorm
        ? this.#prior(search.previousArticles)
        : undefined;
    const inContext = this.#run(search, [...own, ...context], cosines, expansion, prior);
    const result = leans || this.#continues(inContext, alone, search) ? inContext : alone;
    // A message that leans on an answered one, in words we know, is asked back rather than turned away.
    const isTurnedAway =
      leans && result.zone === 'decline' && alone.signals.known >= RETRIEVAL_WEIGHTS.context.continuesFromKnown;
    return isTurnedAway ? { ...result, zone: 'offer' } : result;
  }

  /** Buttons say an article's title: whoever presses one gets that article, whatever was talked about before. */
  #runTitled(search: Search, own: readonly QueryPart[], cosines: Cosines | null, expansion: Expansion, titled: number) {
    const prior = new Float64Array(this.collection.articles.length);
    prior[titled] = 1;
    const result = this.#run(search, own, cosines, expansion, prior);
    return result.zone === 'answer' ? result : { ...result, zone: 'likely' as const };
  }

  #articleTitled(question: string): number | undefined {
    this.#articleOfTitle ??= new Map(
      this.collection.articles.flatMap((_, article) => {
        const [first] = this.lexical.passagesOf(article);
        const title = first === undefined ? undefined : this.collection.passages[first]?.title;
        return title === undefined ? [] : [[normaliseText(title), article] as const];
      }),
    );
    return this.#articleOfTitle.get(normaliseText(question.trim()));
  }

  /**
   * A message into which the earlier subject was put. That subject is what the last turn took it to be: the visitor's own
   * words keep it honest, those of this message and of the ones before. A message off our subject stays so beside it.
   */
  async #searchOnwards(
    search: Search,
    standalone: readonly QueryPart[],
    cosines: Cosines | null,
    expansion: Expansion,
  ): Promise<SearchResult> {
    const { ownWords } = search;
    const earlier = earlierWords(this.lexical, search.history);
    if (ownWords === undefined)
      return this.#heldToSubject(this.#run(search, [...standalone, ...earlier], cosines, expansion));
    const own = this.#ownParts(ownWords);
    const repeated = { terms: own.terms, weight: RETRIEVAL_WEIGHTS.context.ownWords, countsForNorm: false };
    const result = this.#run(search, [...standalone, ...earlier, repeated], cosines, expansion);
    const alone = this.#run(search, own.parts, await this.#cosines(ownWords), own.expansion);
    const best = this.collection.articles.findIndex(({ id }) => id === result.articles[0]?.article);
    const coverage =
      best < 0 ? 0 : this.lexical.coverage(weighQuery(own.parts, this.lexical.vocabulary), best).coverage;
    const topicality = this.#topicality?.of(ownWords) ?? NEUTRAL;
    const stays = staysOnSubject({ topicality, inScope: alone.inScope, coverage });
    return stays === 'yes'
      ? this.#heldToSubject(result)
      : { ...result, zone: stays === 'perhaps' ? 'offer' : 'decline' };
  }

  /** A follow-up of an answered question, in words we know, is not turned away. */
  #heldToSubject(result: SearchResult): SearchResult {
    const isTurnedAway =
      result.zone === 'decline' && result.signals.known >= RETRIEVAL_WEIGHTS.context.continuesFromKnown;
    return isTurnedAway ? { ...result, zone: 'likely' } : result;
  }

  /** A text as the main part of a query, with other words for its ideas. */
  #ownParts(text: string) {
    const terms = this.lexical.read(text);
    const expansion = this.#expand(text, this.language);
    const parts: QueryPart[] = [
      { terms, weight: 1 },
      ...expansion.words.map((word) => ({
        terms: this.lexical.read(word),
        weight: RETRIEVAL_WEIGHTS.synonym,
        countsForNorm: false,
      })),
    ];
    return { terms, expansion, parts };
  }

  /** The words of a question, and which of them nothing here knows. */
  words(question: string): readonly QuestionWord[] {
    const said = this.#expand(question, this.language).named.map((idea) => idea.said);
    return questionWords(question, (term) => this.lexical.knows(term), said);
  }

  #run(
    search: Search,
    parts: readonly QueryPart[],
    cosines: Cosines | null,
    expansion: Expansion,
    prior?: Float64Array,
  ): SearchResult {
    const query = weighQuery(parts, this.lexical.vocabulary);
    const lexical = this.lexical.search(query);
    const ranking = rankArticles(lexical.articles, cosines?.articles ?? null, this.#vectorShare, prior);
    const signals = readSignals(
      this.lexical,
      query,
      lexical,
      cosines?.articles ?? null,
      ranking,
      expansion.ideas,
      this.#topicality?.of(search.question) ?? NEUTRAL,
    );
    const sections = this.#sections(search.question, expansion, ranking, lexical, cosines);
    return this.#result(
      lexical.passages,
      ranking,
      signals,
      cosines === null ? 'lexical' : 'hybrid',
      search.candidates ?? 0,
      sections,
    );
  }

  /** The article of the previous turn would answer nearly as well: the visitor is probably still with it. */
  #isNearPrevious(alone: SearchResult, search: Search): boolean {
    const [best] = alone.articles;
    const [previous] = search.previousArticles;
    const own = alone.articles.find(({ article }) => article === previous);
    return best !== undefined && own !== undefined && own.score >= RETRIEVAL_WEIGHTS.context.nearPrevious * best.score;
  }

  /** A message without a cue that fits the conversation better than it stands alone, in words we know. */
  #continues(inContext: SearchResult, alone: SearchResult, search: Search): boolean {
    const [best] = inContext.articles;
    const isSameSubject = best !== undefined && search.previousArticles.slice(0, 1).includes(best.article);
    return isSameSubject && alone.signals.known >= RETRIEVAL_WEIGHTS.context.continuesFromKnown;
  }

  /**
   * Sections of the leading articles in the order in which they answer: how far the article leads, plus a share of how
   * well the section fits among its neighbours, plus how near its words and its example questions lie. So the runner-up's
   * best section may stand before a section that only belongs to the right article, or first of all.
   */
  #sections(
    question: string,
    expansion: Expansion,
    ranking: ArticleRanking,
    scores: LexicalScores,
    cosines: Cosines | null,
  ) {
    const { ofLeadingArticles, leadingFrom, fit, ownVector, questionVector } = RETRIEVAL_WEIGHTS.sections;
    const own = Math.max(1e-9, ...(cosines?.passages.values() ?? []));
    const ofQuestion = Math.max(1e-9, ...(cosines?.questions.values() ?? []));
    const nearness = (passage: number) =>
      cosines === null
        ? 0
        : (ownVector * (cosines.passages.get(passage) ?? 0)) / own +
          (questionVector * (cosines.questions.get(passage) ?? 0)) / ofQuestion;
    const best = ranking.ranked[0]?.score ?? 0;
    const asked = { text: question, otherWords: expansion.words, named: expansion.named };
    return ranking.ranked
      .slice(0, ofLeadingArticles)
      .filter(({ score }) => score >= leadingFrom * best)
      .flatMap(({ article, score }) => {
        const ranked = this.#sectionRanker.rank(asked, article, scores);
        const top = Math.max(1e-9, ...ranked.map((section) => section.score));
        return ranked.map((section) => ({
          passage: section.passage,
          score: score / best + (fit * section.score) / top + nearness(section.passage),
        }));
      })
      .sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  /** null without vectors, or when they cannot be had now. */
  async #cosines(question: string): Promise<Cosines | null> {
    if (this.#vectors === null) return null;
    try {
      const ofPassages = this.collection.passages.length;
      const articles = new Float64Array(this.collection.articles.length);
      const passages = new Map<number, number>();
      const questions = new Map<number, number>();
      for (const { item, cosine } of await this.#vectors.nearest(question, NEAREST)) {
        const article = this.#articleOfText[item] as number; // one entry per text
        articles[article] = Math.max(articles[article] as number, cosine);
        const passage = this.#passageOfText[item] as number;
        if (passage < 0) continue;
        const ofText = item < ofPassages ? passages : questions;
        ofText.set(passage, Math.max(ofText.get(passage) ?? 0, cosine));
      }
      return { articles, passages, questions };
    } catch (error) {
      this.#onVectorFault(error);
      return null;
    }
  }

  #prior(previousArticles: readonly string[]): Float64Array {
    const prior = new Float64Array(this.collection.articles.length);
    previousArticles.forEach((id, position) => {
      const article = this.collection.articles.findIndex((candidate) => candidate.id === id);
      if (article >= 0) prior[article] = RETRIEVAL_WEIGHTS.context.articlePrior / (position + 1);
    });
    return prior;
  }

  #result(
    passageScores: Float64Array,
    ranking: ArticleRanking,
    signals: ConfidenceSignals,
    arms: SearchResult['arms'],
    candidates = 0,
    sections: readonly { readonly passage: number; readonly score: number }[] = [],
  ): SearchResult {
    const { calibration } = this.model ?? { calibration: null };
    const features = signalVector(signals);
    const inScope = calibration === null ? signals.norm : probability(calibration.scope, features);
    const rightness = calibration === null ? signals.gap : probability(calibration.right, features);
    const wanted = Math.max(RETRIEVAL_WEIGHTS.passages, candidates);
    return {
      articles: this.#inOrderOfSections(ranking, sections)
        .slice(0, Math.max(RETRIEVAL_WEIGHTS.articles, candidates))
        .map(({ article, score }) => ({ article: this.collection.articles[article]?.id ?? '', score })),
      passages: this.#filledUp(sections, wanted, passageScores, ranking).map(({ passage, score }) => ({
        passage: this.collection.passages[passage]?.id ?? '',
        score,
      })),
      zone: zoneOf(signals, inScope, rightness, calibration),
      signals,
      inScope,
      rightness,
      arms,
    };
  }

  /** As many as are wanted: the sections, then the best of the other passages. */
  #filledUp(
    sections: readonly { readonly passage: number; readonly score: number }[],
    wanted: number,
    scores: Float64Array,
    ranking: ArticleRanking,
  ) {
    if (sections.length >= wanted) return sections.slice(0, wanted);
    const chosen = new Set(sections.map(({ passage }) => passage));
    const others = rankPassages(scores, ranking.scores, this.lexical.articleOfPassage);
    return [...sections, ...others.filter(({ passage }) => !chosen.has(passage))].slice(0, wanted);
  }

  /** The leading articles as their best sections stand, the others after them. */
  #inOrderOfSections(
    { ranked }: ArticleRanking,
    sections: readonly { readonly passage: number }[],
  ): ArticleRanking['ranked'] {
    const places = new Map<number, number>();
    sections.forEach(({ passage }, place) => {
      const article = this.lexical.articleOfPassage[passage] as number; // one entry per passage
      if (!places.has(article)) places.set(article, place);
    });
    const placeOf = ({ article }: { readonly article: number }) => places.get(article) ?? sections.length;
    return ranked.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  /** A question typed in pinyin meets an index of the same texts in pinyin; built when first needed. */
  #searchPinyin(syllables: string, candidates?: number): SearchResult {
    this.#pinyin ??= new LexicalIndex({
      passages: this.collection.passages.map((passage) => ({ ...passage, text: toPinyin(passage.text) })),
      articles: this.collection.articles.map((article) => ({ ...article, questions: article.questions.map(toPinyin) })),
    });
    const query = weighQuery([{ terms: this.#pinyin.read(syllables), weight: 1 }], this.#pinyin.vocabulary);
    const lexical = this.#pinyin.search(query);
    const ranking = rankArticles(lexical.articles, null, 0);
    const signals = readSignals(this.#pinyin, query, lexical, null, ranking, 0, NEUTRAL);
    const { answerNorm, answerGap, offerNorm } = RETRIEVAL_WEIGHTS.pinyin;
    const zone =
      signals.norm >= answerNorm && signals.gap >= answerGap
        ? 'answer'
        : signals.norm >= offerNorm
          ? 'offer'
          : 'decline';
    return { ...this.#result(lexical.passages, ranking, signals, 'pinyin', candidates), zone };
  }
}

function zoneOf(
  { ideas }: ConfidenceSignals,
  inScope: number,
  rightness: number,
  calibration: RetrievalModel['calibration'] | null,
): Zone {
  if (calibration === null) return inScope >= 0.2 ? 'offer' : 'decline';
  // Who names three things of ours asks about them, whatever words stand around.
  const isOurs = ideas === 1;
  if (inScope < calibration.refuseBelow && !isOurs) return 'decline';
  if (inScope >= calibration.answerInScopeFrom && rightness >= calibration.answerFrom) return 'answer';
  const isInScope = isOurs || inScope >= calibration.likelyInScopeFrom;
  return isInScope && rightness >= calibration.likelyFrom ? 'likely' : 'offer';
}
