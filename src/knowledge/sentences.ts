import type { ArticleText } from '../domain/article.ts';
import type { Language } from '../domain/language.ts';

/** A part of an article that can be quoted, with the line that an editor is sent to. */
export interface Part {
  readonly heading: string;
  readonly text: string;
  readonly line: number;
}

/** Title with summary, then every section: all that a visitor may read, without the example questions. */
export function partsOf(text: ArticleText): Part[] {
  return [{ heading: text.title, text: text.summary, line: 2 }, ...text.sections];
}

/** «No. 5», «Ltd. Shanghai» and the like would be cut by a plain full stop. */
const ENGLISH_END = /(?<=[.?!;])(?<!\b(?:No|Cap|Art|Ltd|Co|St|Inc|Dr|vs|e\.g|i\.e)\.)\s+/u;
const CHINESE_END = /(?<=[。？！；])/u;

/** Sentences of a Markdown text: a line break, a full stop or a semicolon ends one. List marks are left out. */
export function sentencesOf(text: string, language: Language): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+\.)\s+/u, ''))
    .flatMap((line) => line.split(language === 'en' ? ENGLISH_END : CHINESE_END))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
