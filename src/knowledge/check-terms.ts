import type { Article } from '../domain/article.ts';
import { escapePattern } from '../domain/escape-pattern.ts';
import type { Fault } from './fault.ts';
import type { WrongSideTerms } from './read-wrong-side-terms.ts';
import { partsOf } from './sentences.ts';

interface Term {
  readonly term: string;
  readonly write: string;
  readonly allowed: RegExp | null;
  readonly allowIn: ReadonlySet<string>;
}

/** Finds words of the other side in what visitors read; the example questions are free. */
export type CheckTerms = (article: Article, folder: string) => Fault[];

export function createCheckTerms(terms: WrongSideTerms): CheckTerms {
  const sides = [
    { language: 'zh-Hans', terms: terms.inSimplified.map(prepare), side: 'the Mainland' },
    { language: 'zh-Hant', terms: terms.inTraditional.map(prepare), side: 'Hong Kong' },
  ] as const;
  const anyOf = sides.map(
    ({ terms }) => new RegExp(terms.map(({ term }) => escapePattern(term)).join('|') || '(?!)', 'u'),
  );
  return (article, folder) =>
    sides.flatMap(({ language, terms, side }, index) => {
      const parts = [
        ...partsOf(article.texts[language]).map(({ heading, text, line }) => ({
          file: `${folder}/${language}.md`,
          line,
          words: `${heading}\n${text}`,
        })),
        ...article.mustMention.map(({ text }) => ({ file: `${folder}/article.yaml`, line: 1, words: text[language] })),
      ];
      return parts
        .filter(({ words }) => anyOf[index]?.test(words))
        .flatMap(({ file, line, words }) =>
          terms
            .filter((term) => stands(term, words) && !term.allowIn.has(article.id))
            .map(({ term, write }) => ({
              file,
              line,
              message: `«${term}» is not said on the side of ${side}. Write ${write}; a quoted official name goes to allow in wrong-side-terms.yaml.`,
            })),
        );
    });
}

function prepare({ term, write, allow, allowIn }: WrongSideTerms['inSimplified'][number]): Term {
  const allowed = allow.length === 0 ? null : new RegExp(allow.map(escapePattern).join('|'), 'gu');
  return { term, write, allowed, allowIn: new Set(allowIn) };
}

/** True when the term stands outside the longer words in which it is allowed. */
function stands({ term, allowed }: Term, words: string): boolean {
  return words.includes(term) && (allowed === null || words.replace(allowed, ' ').includes(term));
}
