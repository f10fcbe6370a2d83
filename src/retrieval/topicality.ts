import { seededRandom } from './encoder/seeded-random.ts';
import { questionTerms } from './lexical/terms.ts';

/** Numbers of the fit; chosen on left-out questions (docs/retrieval.md). */
const FIT = Object.freeze({ epochs: 6, rate: 0.3, ridge: 1e-3, seed: 11 });

/**
 * How much a question's words sound like our subject: a logistic rule over its terms, fitted on the example questions
 * against questions that are out of scope, both sides weighing the same. It tells what the match with one article cannot:
 * long questions of ours hold few words of any article, and foreign ones may hold a word of ours («dim sum»).
 * Adagrad (Duchi, Hazan, Singer 2011) with a fixed seed: the same lists give the same rule.
 */
export class Topicality {
  readonly #places = new Map<string, number>();
  readonly #weights: Float64Array;
  #bias = 0;

  constructor(inScope: readonly string[], outOfScope: readonly string[]) {
    const samples = [
      ...inScope.map((text) => ({ isOurs: true, terms: this.#intern(text) })),
      ...outOfScope.map((text) => ({ isOurs: false, terms: this.#intern(text) })),
    ];
    this.#weights = new Float64Array(this.#places.size);
    if (inScope.length > 0 && outOfScope.length > 0) this.#fit(samples, inScope.length, outOfScope.length);
  }

  /** Probability that the question is ours, 0 to 1; 0.5 when its words say nothing. */
  of(question: string): number {
    return this.#probability([...termsOf(question)].flatMap((term) => this.#places.get(term) ?? []));
  }

  #fit(samples: readonly { isOurs: boolean; terms: readonly number[] }[], ours: number, theirs: number): void {
    const squares = new Float64Array(this.#weights.length).fill(1e-6);
    let biasSquares = 1e-6;
    const random = seededRandom(FIT.seed);
    const order = samples.map((_, index) => index);
    for (let epoch = 0; epoch < FIT.epochs; epoch++) {
      shuffle(order, random);
      for (const index of order) {
        const { isOurs, terms } = samples[index] as (typeof samples)[number]; // order holds indexes of samples
        const error = ((this.#probability(terms) - (isOurs ? 1 : 0)) * samples.length) / (2 * (isOurs ? ours : theirs));
        const each = error / Math.sqrt(Math.max(1, terms.length));
        for (const term of terms) {
          const gradient = each + FIT.ridge * (this.#weights[term] ?? 0);
          squares[term] = (squares[term] ?? 0) + gradient * gradient;
          this.#weights[term] = (this.#weights[term] ?? 0) - (FIT.rate * gradient) / Math.sqrt(squares[term] ?? 1);
        }
        biasSquares += error * error;
        this.#bias -= (FIT.rate * error) / Math.sqrt(biasSquares);
      }
    }
  }

  #probability(terms: readonly number[]): number {
    const share = 1 / Math.sqrt(Math.max(1, terms.length));
    let sum = this.#bias;
    for (const term of terms) sum += share * (this.#weights[term] ?? 0);
    return 1 / (1 + Math.exp(-sum));
  }

  #intern(text: string): number[] {
    return [...termsOf(text)].map((term) => {
      const known = this.#places.get(term) ?? this.#places.size;
      this.#places.set(term, known);
      return known;
    });
  }
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(questionTerms(text).map(({ term }) => term));
}

function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as number, items[last] as number]; // both inside
  }
}
