/** A word of a question, and whether the knowledge in its language has it: in an article, a question or the lexicon. */
export interface QuestionWord {
  /** In the question's own script. */
  readonly word: string;
  readonly isKnown: boolean;
}
