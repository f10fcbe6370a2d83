/**
 * Every number that ranking depends on, in one frozen object so that an evaluation run can print it.
 * Values are from docs/retrieval.md unless docs/retrieval.md says what was measured here.
 */
export const RETRIEVAL_WEIGHTS = Object.freeze({
  bm25: Object.freeze({
    k1: 1.2,
    b: 0.75,
    bQuestions: 0.3,
    /**
     * A term in more than about four of five documents tells nothing, and its long postings are what a search spends its
     * time on. Measured: the same figures to the third decimal on the public sets.
     */
    skipBelowIdf: 0.2,
  }),
  /** Weight of a stop word in passages and articles, and in short example questions. */
  stopWord: 0.25,
  stopWordInQuestions: 0.5,
  /** Word bigrams in Latin script; words of two or more characters in Chinese. */
  compound: 0.4,
  /** Terms that the lexicon says mean the same. */
  synonym: 0.35,
  /** Example questions of an article: best + second + third, then their share in the article's score. */
  topQuestions: Object.freeze([1, 0.5, 0.25]),
  questionShare: 0.25,
  /** Convex combination of the two arms, each divided by its maximum: share of the small trained encoder. */
  encoder: 0.1,
  /** Share of vectors from a configured embedding model (start value, docs/retrieval.md). */
  configuredVectors: 0.5,
  /** passage = own score / max + this x article score. */
  articleInPassage: 1,
  context: Object.freeze({
    decay: 0.4,
    floor: 0.1,
    /** The last message beside a question that was made to stand alone. */
    besideStandalone: 0.5,
    /** The words of a message into which a subject was put, once more beside it: a title has more words than they. */
    ownWords: 1,
    answerTerms: 8,
    answerTermWeight: 0.2,
    /** History counts this much when the last message stands alone. */
    standAlone: 0.3,
    standAloneNorm: 0.35,
    standAloneWords: 4,
    /** Share of known words from which a message without a cue may continue the subject. */
    continuesFromKnown: 0.6,
    /** Share of the best score from which the previous turn's article keeps the subject. */
    nearPrevious: 0.75,
    articlePrior: 0.1,
    articlePriorBelowNorm: 0.45,
  }),
  /** Zones of a question typed in pinyin: too few examples to calibrate them. */
  pinyin: Object.freeze({ answerNorm: 0.45, answerGap: 0.1, offerNorm: 0.25 }),
  /**
   * A configured reranking endpoint: how many passages it sees, and its share in the order (0 = none, 1 = its order
   * alone). One half as for configured vectors: not measured here, for want of an endpoint.
   */
  rerank: Object.freeze({ candidates: 20, share: 0.5 }),
  /** Choosing among the sections of an article. Fitted on left-out example questions (docs/retrieval.md). */
  sections: Object.freeze({
    passage: 1.4,
    inHeading: 0.2,
    inWords: 0.25,
    inQuestions: 0.28,
    exampleQuestion: 1.2,
    aspect: 1,
    summaryPenalty: 0.6,
    singleCharacter: 0.6,
    /** Evidence below this, with no aspect asked: the question only names its subject, and the summary answers it. */
    generalBelow: 1.5,
    /** Terms in a usual section. */
    usualLength: 200,
    /** How many articles give sections, from which share of the best article's score, and the weight of the fit. */
    ofLeadingArticles: 5,
    leadingFrom: 0.6,
    fit: 0.5,
    /** Share of the section's cosine, and of that of its nearest example question, each divided by its maximum. */
    ownVector: 0.15,
    questionVector: 0.15,
  }),
  articles: 5,
  passages: 8,
});
