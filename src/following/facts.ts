import type { Article } from '../domain/article.ts';
import { inAll, type Language } from '../domain/language.ts';
import type { PublicEvent } from '../domain/tables.ts';

/**
 * One line of an article that says a fact. Two lines with the same key say the same, however they are worded; two whose
 * keys agree up to a colon (rows of a table, must-mentions) are about the same.
 */
export interface Fact {
  /** Id of the section; «must-mention» for what no answer may leave out. */
  readonly section: string;
  readonly key: string;
  /** As it stands in the article, without Markdown. */
  readonly line: string;
}

/** The facts of an article, or of a row of events, in the three languages: what is kept to see what changes. */
export type Facts = Readonly<Record<Language, readonly Fact[]>>;

/** Numbers, dates and form names of a line, in a form that can be compared. */
export type FiguresIn = (text: string, language: Language) => readonly string[];

const MUST_MENTION = 'must-mention';

/** Lines with figures, rows of tables, must-mentions. A line without a figure is wording. */
export function factsOfArticle(article: Article, figuresIn: FiguresIn): Facts {
  return inAll((language) => {
    const text = article.texts[language];
    const sections = text.sections.flatMap(({ id, text: body }) =>
      body.split('\n').flatMap((raw) => factOf(id, raw, language, figuresIn)),
    );
    const musts = article.mustMention.map(({ id, text: words }) => ({
      section: MUST_MENTION,
      key: `${id}:${bare(words[language])}`,
      line: words[language],
    }));
    return [...sections, ...musts];
  });
}

/** When, where and whether it takes place. */
export function factsOfEvent(event: PublicEvent): Facts {
  return inAll((language) => [
    { section: 'date', key: `${event.date ?? ''}/${event.end ?? ''}`, line: daysOf(event) },
    { section: 'place', key: bare(event.place[language]), line: event.place[language] },
    { section: 'status', key: event.status, line: event.status },
  ]);
}

function daysOf({ date, end }: PublicEvent): string {
  return end === null || end === date ? (date ?? '–') : `${date ?? ''} – ${end}`;
}

function factOf(section: string, raw: string, language: Language, figuresIn: FiguresIn): readonly Fact[] {
  const text = raw.trim();
  if (text === '' || /^\|[\s|:-]+\|$/u.test(text)) return [];
  const line = plain(text);
  if (text.startsWith('|')) return [{ section, key: `${bare(line.split(' · ')[0] ?? '')}:${bare(line)}`, line }];
  const figures = figuresIn(line, language);
  return figures.length === 0 ? [] : [{ section, key: figures.join(' '), line }];
}

/** Words without marks and spaces, so that a comma is no change of a fact. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

function plain(text: string): string {
  return text
    .replace(/^\|\s*|\s*\|$/gu, '')
    .replaceAll(/\s*\|\s*/gu, ' · ')
    .replace(/^(?:[-*+]|\d+\.)\s+/u, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/\*\*|__|`/gu, '')
    .trim();
}
