import type { Article } from '../../domain/article.ts';
import { ENGLISH_MONTHS } from '../../domain/english-months.ts';
import { escapePattern } from '../../domain/escape-pattern.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { Fault } from '../fault.ts';
import { folderOf } from '../folder-of.ts';
import { partsOf, sentencesOf } from '../sentences.ts';

/** A sentence that visitors may read, with the place an editor is sent to. */
export interface Statement {
  readonly article: Article;
  readonly language: Language;
  readonly file: string;
  readonly line: number;
  readonly heading: string;
  readonly sentence: string;
}

/** A statement that another place of the knowledge gainsays. */
export interface Contradiction extends Fault {
  /** The article, when the other place is a table row: the row is answered from, the article is left out. */
  readonly keepsOut: string | null;
}

/** Every sentence with a digit: only figures, dates and numbers are compared. */
export function statementsOf(article: Article): Statement[] {
  return LANGUAGES.flatMap((language) =>
    partsOf(article.texts[language]).flatMap(({ heading, text, line }) =>
      sentencesOf(text, language)
        .filter((sentence) => /\d/u.test(sentence))
        .map((sentence) => ({
          article,
          language,
          file: `${folderOf(article)}/${language}.md`,
          line,
          heading,
          sentence: sentence.normalize('NFKC'),
        })),
    ),
  );
}

export function contradicts({ article, file, line }: Statement, message: string): Contradiction {
  return { file, line, message, keepsOut: article.id };
}

/** Finds names in a text, the longest first; each name stands for the ids that bear it. */
export type FindNames = (
  text: string,
) => { readonly name: string; readonly ids: readonly string[]; readonly start: number; readonly end: number }[];

export function createFindNames(
  rows: readonly { readonly id: string; readonly names: readonly string[] }[],
  language: Language,
): FindNames {
  const ids = new Map<string, string[]>();
  for (const { id, names } of rows) {
    for (const name of new Set(names.map((name) => name.normalize('NFKC').toLowerCase()))) {
      if (name !== '') ids.set(name, [...(ids.get(name) ?? []), id]);
    }
  }
  if (ids.size === 0) return () => [];
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(
    language === 'en' ? `(?<![\\w-])(?:${longestFirst.join('|')})(?![\\w-])` : longestFirst.join('|'),
    'giu',
  );
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: name, index }) => ({
      name,
      ids: ids.get(name.toLowerCase()) ?? [],
      start: index,
      end: index + name.length,
    }));
}

/** One maker's result per language. */
export function byLanguage<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map(LANGUAGES.map((language) => [language, make(language)] as const));
  return (language) => made.get(language) as T; // made for every language
}

/** Days with their year, YYYY-MM-DD. */
export function datesIn(text: string, language: Language): string[] {
  const two = (number: number | string | undefined) => String(number).padStart(2, '0');
  if (language === 'en') {
    return [...text.matchAll(/(?<!\d)(\d{1,2}) ([JFMASOND][a-z]{2,8}) (\d{4})/gu)].flatMap(
      ([, day, month = '', year]) => {
        const number = ENGLISH_MONTHS.indexOf(month) + 1;
        return number === 0 ? [] : [`${year}-${two(number)}-${two(day)}`];
      },
    );
  }
  return [...text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu)].map(
    ([, year, month, day]) => `${year}-${two(month)}-${two(day)}`,
  );
}
