import type { Language } from '../domain/language.ts';
import { type CollectionTerms, withoutQuestions } from './collection-terms.ts';
import { readSignals, signalVector } from './confidence.ts';
import { LexicalIndex } from './lexical/lexical-index.ts';
import { weighQuery } from './lexical/weigh-query.ts';
import { fitLogistic, type LogisticRule, probability, type Sample } from './logistic.ts';
import { type ArticleRanking, rankArticles } from './rank.ts';
import type { SearchableCollection } from './searchable.ts';
import type { Expansion } from './synonyms.ts';
import { TopicalityFitter } from './topicality.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** Cosine of a text with each article: the largest over its passages and questions. */
export type ArticleCosines = (text: string) => Float64Array;

/** Makes the vector arm for a collection from which the tested questions are left out; null when there is none. */
export type VectorArmFor = (part: CollectionTerms) => ArticleCosines | null;

/** Thresholds of the three zones for one language, with the counts they rest on. */
export interface Calibration {
  /** Is the question about our subject? */
  readonly scope: LogisticRule;
  /** Below this probability: decline. */
  readonly refuseBelow: number;
  /** Is the best article the right one? */
  readonly right: LogisticRule;
  /** From this probability, and this surely in scope: answer. */
  readonly answerFrom: number;
  readonly answerInScopeFrom: number;
  /** From this probability, and this surely in scope: answer with the runner-up beside it. Between: offer three. */
  readonly likelyFrom: number;
  readonly likelyInScopeFrom: number;
  readonly counts: {
    readonly inScope: number;
    readonly outOfScope: number;
    readonly answered: number;
    readonly answeredRight: number;
    /** Answered with the runner-up beside it, and how often one of the two was right. */
    readonly likely: number;
    readonly likelyAmongTwo: number;
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
  /**
   * With more example questions than this one vector arm is trained for all folds: it leaves out all that are tested, a
   * fifth of them.
   */
  manyQuestions: 3000,
  /**
   * An article with more example questions than this has only every fifth of them tested: enough, and much sooner. The
   * stride shares no factor with the number of folds, so that every fold tests some.
   */
  testedWhole: 18,
  testedStride: 5,
  /** The same for the small articles among many questions. */
  testedStrideOfSmall: 2,
  /** Share of answerable questions that may be declined. */
  declinedInScope: 0.03,
  /** Share of answerable questions that may be asked back because their scope is doubtful. */
  doubtfulInScope: 0.05,
  /**
   * Share of answers that must come from the right article: a point above the 0.95 that is promised, because visitors'
   * questions are harder than left-out examples (golden set: .948 at 0.95, .961 at 0.96).
   */
  rightAmongAnswered: 0.96,
  /** Share of out-of-scope questions that may be answered. */
  answeredOutOfScope: 0.03,
  /** The same where the answer says that it is the closest there is. */
  likelyOutOfScope: 0.15,
  /** Share of the answers with a runner-up in which one of the two must be right. */
  amongTwo: 0.5,
  /** Share of answerable questions whose scope is too doubtful even for that. */
  doubtfulForLikely: 0.03,
});

interface Observation {
  readonly features: readonly number[];
  readonly isInScope: boolean;
  readonly isRight: boolean;
  /** The right article is the first or the second. */
  readonly isAmongTwo: boolean;
}

/**
 * Thresholds from the example questions alone: each is scored by an index that has not seen it (k folds), beside
 * questions that must not be answered. Nothing is hard-coded, so it is run again at every index build
 * (docs/retrieval.md).
 */
export function calibrate(
  read: CollectionTerms,
  outOfScope: readonly string[],
  language: Language,
  expand: (question: string, language: Language) => Expansion,
  vectorArmFor: VectorArmFor,
  vectorShare: number,
  topicality: TopicalityFitter = new TopicalityFitter(),
): Calibration {
  const { collection } = read;
  const observations: Observation[] = [];
  const { folds } = CALIBRATION_POLICY;
  const isMany =
    collection.articles.reduce((sum, { questions }) => sum + questions.length, 0) > CALIBRATION_POLICY.manyQuestions;
  const isTested = (position: number, count: number) => position % strideOf(count, isMany) === 0;
  // Training is what takes the time: one vector arm serves several folds, having seen none of their questions.
  const vectorArms = isMany
    ? [vectorArmFor(withoutQuestions(read, isTested))]
    : Array.from({ length: CALIBRATION_POLICY.vectorFolds }, (_, part) =>
        vectorArmFor(withoutQuestions(read, (position) => position % CALIBRATION_POLICY.vectorFolds === part)),
      );
  for (let fold = 0; fold < folds; fold++) {
    const isLeftOut = (position: number) => position % folds === fold;
    const part = withoutQuestions(read, isLeftOut);
    const index = new LexicalIndex(part.collection, part.terms);
    const fitted = topicality.fit(
      part.collection.articles.flatMap((article) => article.questions),
      outOfScope.filter((_, position) => !isLeftOut(position)),
    );
    const cosinesOf = vectorArms[fold % vectorArms.length] ?? null;
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
      const signals = readSignals(index, query, lexical, cosines, ranking, expansion.ideas, fitted.of(text));
      observations.push({
        features: signalVector(signals),
        isInScope: gold !== null,
        isRight: gold !== null && isRightAnswer(gold, ranking, collection),
        isAmongTwo: ranking.ranked.slice(0, 2).some(({ article }) => article === gold),
      });
    };
    collection.articles.forEach((article, gold) => {
      article.questions.forEach((question, position) => {
        if (isLeftOut(position) && isTested(position, article.questions.length)) observe(question, gold);
      });
    });
    outOfScope.forEach((question, position) => {
      if (isLeftOut(position)) observe(question, null);
    });
  }
  return chooseThresholds(observations);
}

/** Every how many questions of an article one is tested. */
function strideOf(count: number, isMany: boolean): number {
  if (count > CALIBRATION_POLICY.testedWhole) return CALIBRATION_POLICY.testedStride;
  return isMany ? CALIBRATION_POLICY.testedStrideOfSmall : 1;
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
  const likelyInScopeFrom = quantile(
    inScope.map((o) => o.inScope),
    CALIBRATION_POLICY.doubtfulForLikely,
  );
  const answerFrom = smallestFrom(scored, {
    inScopeFrom: answerInScopeFrom,
    isGood: (o) => o.isRight,
    good: CALIBRATION_POLICY.rightAmongAnswered,
    outOfScope: CALIBRATION_POLICY.answeredOutOfScope,
  });
  const isAnswered = (o: Scored) => o.inScope >= answerInScopeFrom && o.rightness >= answerFrom;
  const likelyFrom = smallestFrom(
    scored.filter((o) => !isAnswered(o)),
    {
      inScopeFrom: likelyInScopeFrom,
      isGood: (o) => o.isAmongTwo,
      good: CALIBRATION_POLICY.amongTwo,
      outOfScope: CALIBRATION_POLICY.likelyOutOfScope,
    },
  );
  const isLikely = (o: Scored) => !isAnswered(o) && o.inScope >= likelyInScopeFrom && o.rightness >= likelyFrom;
  const answered = inScope.filter(isAnswered);
  const likely = inScope.filter(isLikely);
  const declined = inScope.filter((o) => o.inScope < refuseBelow).length;
  return {
    scope,
    refuseBelow,
    right,
    answerFrom,
    answerInScopeFrom,
    likelyFrom,
    likelyInScopeFrom,
    counts: {
      inScope: inScope.length,
      outOfScope: outside.length,
      answered: answered.length,
      answeredRight: answered.filter((o) => o.isRight).length,
      likely: likely.length,
      likelyAmongTwo: likely.filter((o) => o.isAmongTwo).length,
      offered: inScope.length - answered.length - likely.length - declined,
      declined,
      outOfScopeAnswered: outside.filter((o) => isAnswered(o) || isLikely(o)).length,
      outOfScopeDeclined: outside.filter((o) => o.inScope < refuseBelow).length,
    },
  };
}

interface Scored extends Observation {
  readonly inScope: number;
  readonly rightness: number;
}

/** The smallest rightness from which enough answers are good and few out-of-scope questions are answered; 1 = never. */
function smallestFrom(
  scored: readonly Scored[],
  rule: {
    readonly inScopeFrom: number;
    readonly isGood: (observation: Scored) => boolean;
    /** Share of the answers that must be good, 0 to 1. */
    readonly good: number;
    /** Share of the out-of-scope questions that may be answered, 0 to 1. */
    readonly outOfScope: number;
  },
): number {
  const asked = scored
    .filter((o) => o.isInScope && o.inScope >= rule.inScopeFrom)
    .sort((a, b) => b.rightness - a.rightness);
  const outside = scored.filter((o) => !o.isInScope);
  const foreign = outside.filter((o) => o.inScope >= rule.inScopeFrom).map((o) => o.rightness);
  let best = 1;
  let good = 0;
  asked.forEach((o, position) => {
    if (rule.isGood(o)) good++;
    const isPreciseEnough = good / (position + 1) >= rule.good;
    const foreignAnswered = foreign.filter((rightness) => rightness >= o.rightness).length;
    const isSafeEnough = foreignAnswered <= rule.outOfScope * outside.length;
    if (isPreciseEnough && isSafeEnough) best = o.rightness;
  });
  return best;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
