import type { Language } from './language.ts';

/**
 * One section of one article in one language: the unit that is searched, quoted and cited.
 * `id` is `<article>/<language>#<section>` and survives reordering; `digest` changes with the wording.
 */
export interface Passage {
  readonly id: string;
  readonly article: string;
  readonly section: string;
  readonly language: Language;
  /** Title of the article. */
  readonly title: string;
  /** Heading of the section; the article's title for its summary. */
  readonly heading: string;
  /** Markdown of the section without its heading. */
  readonly text: string;
  /** SHA-256 of language, heading and text, first 16 hex digits. */
  readonly digest: string;
}

export function passageId(article: string, language: Language, section: string): string {
  return `${article}/${language}#${section}`;
}

/** Section id of the passage made from an article's summary. */
export const SUMMARY_SECTION = 'summary';
