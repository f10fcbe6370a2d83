import type { Language, LocalizedText } from './language.ts';

/** A page that backs an article. Only these URLs, and those of table rows, ever reach a visitor. */
export interface Source {
  readonly id: string;
  readonly title: LocalizedText;
  readonly publisher: LocalizedText;
  readonly url: string;
  /** The page's own date: YYYY, YYYY-MM, YYYY-MM-DD or "undated". */
  readonly date: string;
  readonly kind: 'official' | 'secondary';
  /** Ids of the sections it backs; empty means all of them. */
  readonly supports: readonly string[];
}

/** A fact that an answer may not leave out (a limit, a date, an exclusion). */
export interface MustMention {
  readonly id: string;
  /** Sections whose answers need it; empty means every answer from the article. */
  readonly appliesTo: readonly string[];
  /** Sections whose own words already say it. */
  readonly statedIn: readonly string[];
  readonly text: LocalizedText;
}

export interface Section {
  readonly id: string;
  readonly heading: string;
  /** Markdown without the heading. */
  readonly text: string;
  /** Line of the heading in its file, counted from 1. */
  readonly line: number;
}

/** A question as people really ask it. `section` is the section that answers it; null = the article as a whole. */
export interface ExampleQuestion {
  readonly text: string;
  readonly section: string | null;
}

/** One language of an article. */
export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  readonly questions: readonly ExampleQuestion[];
  readonly sections: readonly Section[];
}

/** One subject, checked, in three languages. Days are YYYY-MM-DD. */
export interface Article {
  readonly id: string;
  readonly topic: string;
  /** Agency id of the body that can confirm it. */
  readonly owner: string;
  readonly audience: readonly string[];
  readonly markets: readonly string[];
  readonly sectors: readonly string[];
  readonly checkedOn: string;
  readonly reviewBy: string;
  readonly validUntil: string | null;
  readonly sources: readonly Source[];
  readonly mustMention: readonly MustMention[];
  readonly related: readonly string[];
  readonly texts: Readonly<Record<Language, ArticleText>>;
}
