/** Numbers of the answering policy. Sources: docs/answering.md. */
export const ANSWERING_POLICY = Object.freeze({
  /** Longest question in characters; a counter shows from 80 %. GOV.UK Chat uses 300. */
  maxQuestion: 300,
  /** Lines under the lead sentence before «more». */
  maxLines: 6,
  /**
   * Further sections of an answer: from which share of the first one's score they join, and how many of their lines do,
   * best first. When the article itself is only likely, a section of the runner-up joins in any case.
   */
  furtherSections: Object.freeze([Object.freeze({ share: 0.78, lines: 5 }), Object.freeze({ share: 0.74, lines: 4 })]),
  /** Must-mention facts appended at most: no article has more, so none is dropped. */
  maxMustMention: 5,
  suggestions: 3,
  options: 3,
  /** Unanswered questions in a row after which a person is offered. */
  failuresBeforePerson: 2,
});
