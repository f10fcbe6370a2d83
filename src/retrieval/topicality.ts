import { seededRandom } from './encoder/seeded-random.ts';
import { rememberedQuestionTerms } from './lexical/remembered-terms.ts';
import { joinTerms, TermList, type TermListData } from './lexical/term-list.ts';

/** Numbers of the fit; chosen on left-out questions (docs/retrieval.md). */
const FIT = Object.freeze({ epochs: 6, rate: 0.3, ridge: 1e-3, seed: 11 });

/** A fitted rule as plain data: it is kept with the model. */
export interface TopicalityData {
  /** One a line. */
  readonly terms: string;
  readonly termList: TermListData;
  /** One for each term. */
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * How much a question's words sound like our subject: a logistic rule over its terms, fitted on the example questions
 * against questions that are out of scope, both sides weighing the same. It tells what the match with one article cannot:
 * long questions of ours hold few words of any article, and foreign ones may hold a word of ours («dim sum»).
 */
export class Topicality {
  readonly #terms: TermList;
  readonly #weights: Float64Array;
  readonly #bias: number;

  /** The same data give the same rule, made once: after an edit the former model serves on. */
  static from(data: TopicalityData): Topicality {
    const topicality = made.get(data) ?? new Topicality(data);
    made.set(data, topicality);
    return topicality;
  }

  private constructor({ terms, termList, weights, bias }: TopicalityData) {
    this.#terms = new TermList(terms, termList);
    this.#weights = weights;
    this.#bias = bias;
  }

  /** Probability that the question is ours, 0 to 1; 0.5 when its words say nothing. */
  of(question: string): number {
    const terms = [...termsOf(question)].flatMap((term) => this.#terms.numberOf(term) ?? []);
    return probability(terms, this.#weights, this.#bias);
  }
}

const made = new WeakMap<TopicalityData, Topicality>();

/** A question for the fit. */
interface Sample {
  readonly isOurs: boolean;
  /** Places in the terms of the fitter. */
  readonly terms: readonly number[];
}

/** Reads each question once and fits the rule on all of them, or on those that a fold of calibration leaves in. */
export class TopicalityFitter {
  readonly #places = new Map<string, number>();
  readonly #read = new Map<string, readonly number[]>();

  fit(inScope: readonly string[], outOfScope: readonly string[]): FittedTopicality {
    const samples = [
      ...inScope.map((text) => ({ isOurs: true, terms: this.#termsOf(text) })),
      ...outOfScope.map((text) => ({ isOurs: false, terms: this.#termsOf(text) })),
    ];
    const weights = new Float64Array(this.#places.size);
    const isKnown = new Uint8Array(this.#places.size);
    for (const { terms } of samples) for (const term of terms) isKnown[term] = 1;
    const isOneSided = inScope.length === 0 || outOfScope.length === 0;
    const bias = isOneSided ? 0 : fitWeights(samples, weights, inScope.length, outOfScope.length);
    return {
      of: (question) => {
        const known = this.#termsOf(question).filter((term) => isKnown[term] === 1);
        return probability(known, weights, bias);
      },
      data: () => {
        const kept = [...this.#places].filter(([, place]) => isKnown[place] === 1);
        const terms = joinTerms(kept.map(([term]) => term));
        return {
          terms,
          termList: new TermList(terms).data,
          weights: Float64Array.from(kept, ([, place]) => weights[place] ?? 0),
          bias,
        };
      },
    };
  }

  #termsOf(text: string): readonly number[] {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const terms = [...termsOf(text)].map((term) => {
      const place = this.#places.get(term) ?? this.#places.size;
      this.#places.set(term, place);
      return place;
    });
    this.#read.set(text, terms);
    return terms;
  }
}

export interface FittedTopicality {
  /** As Topicality.of. */
  of(question: string): number;
  data(): TopicalityData;
}

/** Adagrad (Duchi, Hazan, Singer 2011) with a fixed seed: the same lists give the same rule. Returns the bias. */
function fitWeights(samples: readonly Sample[], weights: Float64Array, ours: number, theirs: number): number {
  const squares = new Float64Array(weights.length).fill(1e-6);
  let bias = 0;
  let biasSquares = 1e-6;
  const random = seededRandom(FIT.seed);
  const order = samples.map((_, index) => index);
  for (let epoch = 0; epoch < FIT.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const { isOurs, terms } = samples[index] as Sample; // order holds indexes of samples
      const share = samples.length / (2 * (isOurs ? ours : theirs));
      const error = (probability(terms, weights, bias) - (isOurs ? 1 : 0)) * share;
      const each = error / Math.sqrt(Math.max(1, terms.length));
      for (const term of terms) {
        const gradient = each + FIT.ridge * (weights[term] ?? 0);
        squares[term] = (squares[term] ?? 0) + gradient * gradient;
        weights[term] = (weights[term] ?? 0) - (FIT.rate * gradient) / Math.sqrt(squares[term] ?? 1);
      }
      biasSquares += error * error;
      bias -= (FIT.rate * error) / Math.sqrt(biasSquares);
    }
  }
  return bias;
}

function probability(terms: readonly number[], weights: Float64Array, bias: number): number {
  const share = 1 / Math.sqrt(Math.max(1, terms.length));
  let sum = bias;
  for (const term of terms) sum += share * (weights[term] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(rememberedQuestionTerms(text).map(({ term }) => term));
}

function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as number, items[last] as number]; // both inside
  }
}
