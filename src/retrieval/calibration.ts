import type { Language } from '../domain/language.ts';
import { readSignals, signalVector } from './confidence.ts';
import { LexicalIndex } from './lexical/lexical-index.ts';
import { weighQuery } from './lexical/weigh-query.ts';
import { fitLogistic, type LogisticRule, probability, type Sample } from './logistic.ts';
import { type ArticleRanking, rankArticles } from './rank.ts';
import type { SearchableCollection } from './searchable.ts';
import type { Expansion } from './synonyms.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** Cosine of a text with each article: the largest over its passages and questions. */
export type ArticleCosines = (text: string) => Float64Array;

/** Makes the vector arm for a collection from which the tested questions are left out; null when there is none. */
export type VectorArmFor = (collection: SearchableCollection) => ArticleCosines | null;

/** Thresholds of the three zones for one language, with the counts they rest on. */
export interface Calibration {
  /** Is the question about our subject? */
  readonly scope: LogisticRule;
  /** Below this probability: decline. */
  readonly refuseBelow: number;
  /** Is the best article the right one? */
  readonly right: LogisticRule;
  /** From this probability, and this surely in scope: answer. Between: offer three. */
  readonly answerFrom: number;
  readonly answerInScopeFrom: number;
  readonly counts: {
    readonly inScope: number;
    readonly outOfScope: number;
    readonly answered: number;
    readonly answeredRight: number;
    readonly offered: number;
    readonly declined: number;
    readonly outOfScopeAnswered: number;
    readonly outOfScopeDeclined: number;
  };
}

export const CALIBRATION_POLICY = Object.freeze({
  /** Each fold leaves out every n-th example question of every article. */
  folds: 6,
  /** Vector arms trained for the folds; must divide `folds`. */
  vectorFolds: 2,
  /** Share of answerable questions that may be declined. */
  declinedInScope: 0.012,
  /** Share of answerable questions that may be asked back because their scope is doubtful. */
  doubtfulInScope: 0.05,
  /**
   * Share of answers that must come from the right article: a point above the 0.95 that is promised, because visitors'
   * questions are harder than left-out examples (golden set: .948 at 0.95, .961 at 0.96).
   */
  rightAmongAnswered: 0.96,
  /** Share of out-of-scope questions that may be answered. */
  answeredOutOfScope: 0.03,
});

interface Observation {
  readonly features: readonly number[];
  readonly isInScope: boolean;
  readonly isRight: boolean;
}

/**
 * Thresholds from the example questions alone: each is scored by an index that has not seen it (k folds), beside
 * questions that must not be answered. Nothing is hard-coded, so it is run again at every index build
 * (docs/retrieval.md).
 */
export function calibrate(
  collection: SearchableCollection,
  outOfScope: readonly string[],
  language: Language,
  expand: (question: string, language: Language) => Expansion,
  vectorArmFor: VectorArmFor,
  vectorShare: number,
): Calibration {
  const observations: Observation[] = [];
  const { folds, vectorFolds } = CALIBRATION_POLICY;
  const without = (isLeftOut: (position: number) => boolean): SearchableCollection => ({
    passages: collection.passages,
    articles: collection.articles.map((article) => ({
      ...article,
      questions: article.questions.filter((_, position) => !isLeftOut(position)),
      ...(article.questionPassages === undefined
        ? {}
        : { questionPassages: article.questionPassages.filter((_, position) => !isLeftOut(position)) }),
    })),
  });
  // Training is what takes the time: one vector arm serves several folds, having seen none of their questions.
  const vectorArms = Array.from({ length: vectorFolds }, (_, part) =>
    vectorArmFor(without((position) => position % vectorFolds === part)),
  );
  for (let fold = 0; fold < folds; fold++) {
    const isLeftOut = (position: number) => position % folds === fold;
    const index = new LexicalIndex(without(isLeftOut));
    const cosinesOf = vectorArms[fold % vectorFolds] ?? null;
    const observe = (text: string, gold: number | null) => {
      const expansion = expand(text, language);
      const query = weighQuery(
        [
          { terms: index.read(text), weight: 1 },
          ...expansion.words.map((word) => ({
            terms: index.read(word),
            weight: RETRIEVAL_WEIGHTS.synonym,
            countsForNorm: false,
          })),
        ],
        index.vocabulary,
      );
      const lexical = index.search(query);
      const cosines = cosinesOf?.(text) ?? null;
      const ranking = rankArticles(lexical.articles, cosines, vectorShare);
      const signals = readSignals(index, query, lexical, cosines, ranking, expansion.ideas);
      observations.push({
        features: signalVector(signals),
        isInScope: gold !== null,
        isRight: gold !== null && isRightAnswer(gold, ranking, collection),
      });
    };
    collection.articles.forEach((article, gold) => {
      article.questions.forEach((question, position) => {
        if (isLeftOut(position)) observe(question, gold);
      });
    });
    outOfScope.forEach((question, position) => {
      if (isLeftOut(position)) observe(question, null);
    });
  }
  return chooseThresholds(observations);
}

/**
 * The article itself; or a neighbour, as the editors name them, with the article next in line: pages overlap («does Hong
 * Kong have a treaty with Malaysia» is answered by two of them), and either is a right answer.
 */
function isRightAnswer(gold: number, ranking: ArticleRanking, collection: SearchableCollection): boolean {
  const [first, second] = ranking.ranked;
  if (first === undefined || first.article === gold) return first !== undefined;
  const [best, own] = [collection.articles[first.article], collection.articles[gold]];
  if (best === undefined || own === undefined || second?.article !== gold) return false;
  return own.related?.includes(best.id) === true || best.related?.includes(own.id) === true;
}

function chooseThresholds(observations: readonly Observation[]): Calibration {
  const samples = (isPositive: (o: Observation) => boolean): Sample[] =>
    observations.map((o) => ({ features: o.features, isPositive: isPositive(o) }));
  const scope = fitLogistic(samples((o) => o.isInScope));
  const right = fitLogistic(samples((o) => o.isRight));
  const scored = observations.map((o) => ({
    ...o,
    inScope: probability(scope, o.features),
    rightness: probability(right, o.features),
  }));
  const inScope = scored.filter((o) => o.isInScope);
  const outside = scored.filter((o) => !o.isInScope);
  const refuseBelow = quantile(
    inScope.map((o) => o.inScope),
    CALIBRATION_POLICY.declinedInScope,
  );
  const answerInScopeFrom = quantile(
    inScope.map((o) => o.inScope),
    CALIBRATION_POLICY.doubtfulInScope,
  );
  const answerFrom = smallestAnswerFrom(inScope, outside, answerInScopeFrom);
  const isAnswered = (o: (typeof scored)[number]) => o.inScope >= answerInScopeFrom && o.rightness >= answerFrom;
  const answered = inScope.filter(isAnswered);
  const declined = inScope.filter((o) => o.inScope < refuseBelow).length;
  return {
    scope,
    refuseBelow,
    right,
    answerFrom,
    answerInScopeFrom,
    counts: {
      inScope: inScope.length,
      outOfScope: outside.length,
      answered: answered.length,
      answeredRight: answered.filter((o) => o.isRight).length,
      offered: inScope.length - answered.length - declined,
      declined,
      outOfScopeAnswered: outside.filter(isAnswered).length,
      outOfScopeDeclined: outside.filter((o) => o.inScope < refuseBelow).length,
    },
  };
}

interface Scored extends Observation {
  readonly inScope: number;
  readonly rightness: number;
}

/** The smallest threshold at which enough answers are right and few out-of-scope questions are answered. */
function smallestAnswerFrom(inScope: readonly Scored[], outside: readonly Scored[], refuseBelow: number): number {
  const asked = inScope.filter((o) => o.inScope >= refuseBelow).sort((a, b) => b.rightness - a.rightness);
  const foreign = outside.filter((o) => o.inScope >= refuseBelow).map((o) => o.rightness);
  let best = 1;
  let right = 0;
  asked.forEach((o, position) => {
    if (o.isRight) right++;
    const isPreciseEnough = right / (position + 1) >= CALIBRATION_POLICY.rightAmongAnswered;
    const foreignAnswered = foreign.filter((rightness) => rightness >= o.rightness).length;
    const isSafeEnough = foreignAnswered <= CALIBRATION_POLICY.answeredOutOfScope * outside.length;
    if (isPreciseEnough && isSafeEnough) best = o.rightness;
  });
  return best;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
