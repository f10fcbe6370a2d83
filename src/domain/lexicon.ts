import type { Language } from './language.ts';

/** One idea and what each side calls it; the first word of a language is the preferred one. */
export interface LexiconEntry {
  readonly id: string;
  readonly kind: string;
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** As people type it on a keyboard without Chinese input. */
  readonly pinyin: readonly string[];
}
