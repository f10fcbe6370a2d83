/** Limits of the knowledge format. One minimum of example questions for all: articles with fewer sink (docs/retrieval.md). */
export const KNOWLEDGE_POLICY = Object.freeze({
  /** Example questions per article and language. Measured: each further wording of a section helps (docs/retrieval.md). */
  minQuestions: 10,
  maxQuestions: 50,
  /** A section without questions of its own is found through its neighbours' words only. */
  minQuestionsOfSection: 2,
  minSections: 3,
  maxSections: 8,
  maxTitle: 80,
  maxSummary: { en: 360, 'zh-Hant': 200, 'zh-Hans': 200 },
  /** Characters of a section: what a phone shows without endless scrolling. */
  maxSection: { en: 1800, 'zh-Hant': 900, 'zh-Hans': 900 },
  /** A section is quoted alone: its first paragraph answers the heading and stops. */
  maxOpeningSentences: 2,
  /** Words (English) or characters of a sentence, above which a warning is shown. Writers aim for 20 and 40. */
  maxSentence: { en: 35, 'zh-Hant': 65, 'zh-Hans': 65 },
});
