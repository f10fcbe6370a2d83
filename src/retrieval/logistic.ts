/** A fitted yes/no rule: probability = 1 / (1 + exp(-(bias + weights · features))). */
export interface LogisticRule {
  readonly bias: number;
  readonly weights: readonly number[];
}

export interface Sample {
  readonly features: readonly number[];
  readonly isPositive: boolean;
}

/** Strength of the pull towards 0; keeps weights small where samples are few. */
const RIDGE = 0.02;
const STEPS = 1500;
const RATE = 0.3;

/**
 * Logistic regression by gradient descent, classes weighted equally, features as they are (all lie in about 0 to 1).
 * Deterministic: no random start, no shuffling.
 */
export function fitLogistic(samples: readonly Sample[]): LogisticRule {
  const size = samples[0]?.features.length ?? 0;
  const weights = new Float64Array(size);
  let bias = 0;
  const positives = samples.filter((sample) => sample.isPositive).length;
  const negatives = samples.length - positives;
  if (positives === 0 || negatives === 0) return { bias: positives > 0 ? 10 : -10, weights: [...weights] };
  // Flat arrays: this loop runs millions of times. Every index lies inside them.
  const rows = new Float64Array(samples.length * size);
  samples.forEach(({ features }, row) => {
    rows.set(features, row * size);
  });
  const wanted = Uint8Array.from(samples, ({ isPositive }) => (isPositive ? 1 : 0));
  const gradient = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0);
    let biasGradient = 0;
    for (let row = 0; row < wanted.length; row++) {
      const base = row * size;
      let sum = bias;
      for (let f = 0; f < size; f++) sum += (weights[f] as number) * (rows[base + f] as number);
      const isWanted = wanted[row] as number;
      const share = (1 / (1 + Math.exp(-sum)) - isWanted) / (2 * (isWanted === 1 ? positives : negatives));
      biasGradient += share;
      for (let f = 0; f < size; f++) gradient[f] = (gradient[f] as number) + share * (rows[base + f] as number);
    }
    bias -= RATE * 4 * biasGradient;
    for (let f = 0; f < size; f++) {
      weights[f] =
        (weights[f] as number) -
        RATE * 4 * ((gradient[f] as number) + (RIDGE / samples.length) * (weights[f] as number));
    }
  }
  return { bias, weights: [...weights] };
}

/** 0 to 1. */
export function probability(rule: LogisticRule, features: readonly number[]): number {
  return sigmoid(rule.bias, rule.weights, features);
}

function sigmoid(bias: number, weights: ArrayLike<number>, features: readonly number[]): number {
  let sum = bias;
  for (let f = 0; f < features.length; f++) sum += (weights[f] ?? 0) * (features[f] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
