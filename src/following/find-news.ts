import type { Article, Source } from '../domain/article.ts';
import { dayInWords } from '../domain/day-in-words.ts';
import { inAll, type Language } from '../domain/language.ts';
import type { PublicEvent } from '../domain/tables.ts';
import type { Wording } from '../domain/wording.ts';
import { compareFacts, type FactChange, type FactChanges } from './compare-facts.ts';
import { type FiguresIn, factsOfArticle, factsOfEvent } from './facts.ts';
import { ANY_EVENT, type Followed, type News } from './following.ts';
import type { KeptFacts } from './following-store.ts';
import { FOLLOWING_POLICY } from './policy.ts';
import { type FigureRow, rowIn, rowsByArticle, withNewRows, withoutLoneRows, withRows } from './row-facts.ts';

/** What has happened to the knowledge since it was last looked at. */
export interface Found {
  /** Seen for the first time, whole or some rows of it: kept, and nobody is told. */
  readonly fresh: readonly KeptFacts[];
  readonly told: readonly {
    readonly news: News;
    readonly facts: { readonly kept: KeptFacts; readonly formerlyToldOn: string };
  }[];
}

export interface FindNewsParts {
  readonly articles: readonly Article[];
  readonly events: readonly PublicEvent[];
  /** Of the tables of fees and thresholds. */
  readonly rows: readonly FigureRow[];
  readonly kept: readonly KeptFacts[];
  readonly now: Date;
  /** YYYY-MM-DD in Hong Kong. */
  readonly today: string;
  readonly figuresIn: FiguresIn;
  /** Ids of markets that a text names. */
  readonly marketsIn: (text: string) => readonly string[];
  readonly wording: Wording;
}

/**
 * Compares facts with those that were told last. An article that changes again on the same day waits for the next: one
 * message a day, from what was told to what stands then. An article that is gone is remembered: a file with a fault is
 * gone for as long as it takes to mend it.
 */
export function findNews(parts: FindNewsParts): Found {
  const { kept, now, today, wording } = parts;
  const known = new Map(kept.map((one) => [one.id, one]));
  const fresh: KeptFacts[] = [];
  const told: Found['told'][number][] = [];
  const tell = (news: Omit<News, 'at' | 'provinces'>, facts: KeptFacts, formerlyToldOn: string) =>
    told.push({ news: { ...news, at: now.toISOString(), provinces: [] }, facts: { kept: facts, formerlyToldOn } });

  const rowsOf = rowsByArticle(parts.rows, parts.articles);
  for (const article of parts.articles) {
    const id = `article:${article.id}`;
    const rows = rowsOf.get(article.id) ?? [];
    const facts = withRows(factsOfArticle(article, parts.figuresIn), rows);
    const before = known.get(id);
    if (before === undefined) {
      fresh.push({ id, facts, toldOn: '' });
      continue;
    }
    const changes =
      before.toldOn === today
        ? null
        : compareFacts(withoutLoneRows(before.facts, facts), withoutLoneRows(facts, before.facts));
    if (changes === null) {
      const more = withNewRows(before.facts, facts);
      if (more !== null) fresh.push({ id, facts: more, toldOn: before.toldOn });
      continue;
    }
    const words = inAll((language) => wordsOfChange({ article, rows }, changes, language, wording));
    tell(
      { id: `${id}:${today}`, kind: 'changed', about: aboutArticle(article), words },
      { id, facts, toldOn: today },
      before.toldOn,
    );
  }

  const hasSeenEvents = kept.some(({ id }) => id.startsWith('event:'));
  for (const event of parts.events.filter(isSpoken)) {
    const id = `event:${event.id}`;
    const facts = factsOfEvent(event);
    const before = known.get(id);
    if (before === undefined && !hasSeenEvents) {
      fresh.push({ id, facts, toldOn: '' });
      continue;
    }
    if (before !== undefined && (before.toldOn === today || compareFacts(before.facts, facts) === null)) continue;
    const kind = before === undefined ? ('event-added' as const) : ('event-changed' as const);
    const about = aboutEvent(event, parts.marketsIn);
    const words = inAll((language) => wordsOfEvent(event, kind, language, wording));
    const news = { id: before === undefined ? id : `${id}:${today}`, kind, about, words };
    tell(news, { id, facts, toldOn: today }, before?.toldOn ?? '');
  }
  return { fresh, told };
}

/** What was looked for in vain, and what rests on nothing, is no event to tell of. */
function isSpoken({ status, confidence }: PublicEvent): boolean {
  return status !== 'not-found' && confidence !== 'unverified';
}

function aboutArticle({ id, topic, markets }: Article): readonly Followed[] {
  return [
    { kind: 'article', id },
    { kind: 'topic', id: topic },
    ...markets.map((market) => ({ kind: 'market' as const, id: market })),
  ];
}

function aboutEvent(event: PublicEvent, marketsIn: FindNewsParts['marketsIn']): readonly Followed[] {
  const markets = marketsIn(`${event.title.en}. ${event.place.en}`);
  return [
    { kind: 'event', id: event.id },
    { kind: 'event', id: ANY_EVENT },
    ...markets.map((id) => ({ kind: 'market' as const, id })),
  ];
}

function wordsOfChange(
  { article, rows }: { readonly article: Article; readonly rows: readonly FigureRow[] },
  all: FactChanges,
  language: Language,
  wording: Wording,
): string {
  const changes = all[language];
  const say = (key: string, values: Readonly<Record<string, string>>) => wording(`following.${key}`, language, values);
  const shown = changes.slice(0, FOLLOWING_POLICY.linesShown);
  const more = changes.length - shown.length;
  const source = sourceOf(article, rows, shown);
  return [
    say('changed', { title: article.texts[language].title, day: dayInWords(article.checkedOn, language) }),
    ...shown.map((change) => wordsOfLine(change, say)),
    ...(more === 0 ? [] : [say('moreChanges', { count: String(more) })]),
    ...(source === undefined ? [] : [wordsOfSource(source, language, wording)]),
  ].join('\n\n');
}

function wordsOfLine(
  { before, after }: FactChange,
  say: (key: string, values: Readonly<Record<string, string>>) => string,
): string {
  if (before !== null && after !== null)
    return `${say('before', { line: cut(before) })}\n${say('after', { line: cut(after) })}`;
  return after === null ? say('gone', { line: cut(before ?? '') }) : say('new', { line: cut(after) });
}

/** The source that backs the first line that is shown; official ones first. */
function sourceOf({ sources }: Article, rows: readonly FigureRow[], shown: readonly FactChange[]): Source | undefined {
  const section = shown[0]?.section ?? '';
  const row = rowIn(rows, section);
  if (row !== undefined) return sources.find(({ url }) => url === row.source);
  const backing = sources.filter(({ supports }) => supports.length === 0 || supports.includes(section));
  return backing.find(({ kind }) => kind === 'official') ?? backing[0] ?? sources[0];
}

function wordsOfSource({ title, publisher, date, url }: Source, language: Language, wording: Wording): string {
  const values = { title: title[language], publisher: publisher[language], date: writeDate(date, language), url };
  return wording('following.source', language, values);
}

function wordsOfEvent(event: PublicEvent, kind: 'event-added' | 'event-changed', language: Language, wording: Wording) {
  const noDate = wording('following.noDate', language);
  const from = event.date === null ? noDate : writeDate(event.date, language);
  const date = event.end === null || event.end === event.date ? from : `${from} – ${writeDate(event.end, language)}`;
  const values = { title: event.title[language], place: event.place[language], date };
  const said = wording(kind === 'event-added' ? 'following.eventAdded' : 'following.eventChanged', language, values);
  if (event.source === null || !event.linkOk) return said;
  const source = {
    title: event.title[language],
    publisher: event.publisher?.[language] ?? new URL(event.source).hostname.replace(/^www\./u, ''),
    date: event.sourceDate === null ? noDate : writeDate(event.sourceDate, language),
    url: event.source,
  };
  return `${said}\n\n${wording('following.source', language, source)}`;
}

/** A whole day in words; a month, a year or «undated» as it stands. */
function writeDate(date: string, language: Language): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(date) ? dayInWords(date, language) : date;
}

function cut(line: string): string {
  const letters = [...line];
  const { lineLength } = FOLLOWING_POLICY;
  return letters.length <= lineLength ? line : `${letters.slice(0, lineLength - 1).join('')}…`;
}
