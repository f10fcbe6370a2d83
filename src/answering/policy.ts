/** Numbers of the answering policy. Sources: docs/answering.md. */
export const ANSWERING_POLICY = Object.freeze({
  /** Longest question in characters; a counter shows from 80 %. GOV.UK Chat uses 300. */
  maxQuestion: 300,
  /** Lines under the lead sentence before «more». */
  maxLines: 6,
  /** Lines of all its sections together: what a reader takes in at one go. */
  maxLinesInAll: 15,
  /**
   * Sections of an answer: they join, best first, until together they are this likely to hold what was asked; how many
   * lines of the second, third … do; and how far apart scores have to be to tell sections (docs/answering.md).
   */
  sections: Object.freeze({
    sureFrom: 0.9,
    temperature: 0.1,
    linesOfFurther: Object.freeze([5, 4, 3, 3]),
    /** Further sections for a message that only names a thing of ours («CEPA»): all fit it alike. */
    furtherOfBareSubject: 2,
  }),
  /** Must-mention facts appended at most: no article has more, so none is dropped. */
  maxMustMention: 5,
  suggestions: 3,
  options: 3,
  /** Unanswered questions in a row after which a person is offered. */
  failuresBeforePerson: 2,
});
