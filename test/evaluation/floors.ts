/**
 * What the golden set has to show; CI holds it. Raise a floor when the program has become better, never lower one to
 * make a change pass.
 */
export const FLOORS = Object.freeze({
  /** Accepted article among the first five, in each language. */
  recallAt5: 0.95,
  /** Largest difference of recall@5 between two languages. */
  recallSpread: 0.03,
  /** Questions to refuse that were declined, not answered and not met with a question back. */
  refused: 0.95,
  /** Answers that come from an accepted article or row, among all answers to answerable questions. */
  rightAmongAnswered: 0.9,
  /** Answerable questions that got an answer at all: a desk that only asks back would pass everything else. */
  answered: 0.5,
  /** Answers in another language or script than the question. */
  wrongLanguage: 0,
  /** Citations without a page in the knowledge, or without their mark in the text. */
  deadCitations: 0,
});
