import type { Knowledge } from '../../domain/knowledge.ts';
import type { LocalizedText } from '../../domain/language.ts';
import { extractFigures } from '../extract-figures.ts';
import type { ListedFact } from './read-fact-list.ts';

/** A place of the knowledge base where a fact may stand, in English. */
export interface Place {
  /** `<article>#<section>` or `<table>/<row>`. */
  readonly id: string;
  readonly words: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
}

export interface Match {
  readonly place: string;
  /** Shares of the fact's figures and of its words (rare words count more) that stand there, 0 to 1. */
  readonly figures: number;
  readonly words: number;
}

/** From these shares on a fact counts as used: its figures are there, and enough of its words to be about the same. */
const COVERED = { figures: 0.6, words: 0.42, wordsWithoutFigures: 0.5 };
const STOP = new Set(
  'the a an of to in on for and or is are was were be by at as it its with from that this which not has have had may can must will than into over under per up no'.split(
    ' ',
  ),
);

/** Finds where facts stand; built once per knowledge base. */
export class FactFinder {
  readonly #places: readonly Place[];
  readonly #rarity: ReadonlyMap<string, number>;

  constructor(knowledge: Knowledge) {
    this.#places = placesOf(knowledge);
    const counts = new Map<string, number>();
    for (const { words } of this.#places) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    this.#rarity = new Map([...counts].map(([word, count]) => [word, Math.log(1 + this.#places.length / count)]));
  }

  /** The place that says most of the fact; null when the knowledge base is empty. */
  find(fact: Pick<ListedFact, 'text'>): Match | null {
    const words = [...wordsOf(fact.text)];
    const figures = [...figuresOf(fact.text)];
    const unknown = Math.log(1 + this.#places.length);
    const rarity = (word: string) => this.#rarity.get(word) ?? unknown;
    const total = words.reduce((sum, word) => sum + rarity(word), 0);
    let best: Match | null = null;
    for (const place of this.#places) {
      const said = words.reduce((sum, word) => sum + (place.words.has(word) ? rarity(word) : 0), 0);
      const match = {
        place: place.id,
        figures:
          figures.length === 0 ? 1 : figures.filter((figure) => place.figures.has(figure)).length / figures.length,
        words: total === 0 ? 1 : said / total,
      };
      if (best === null || match.figures + 2 * match.words > best.figures + 2 * best.words) best = match;
    }
    return best;
  }
}

export function isCovered(fact: Pick<ListedFact, 'text'>, match: Match | null): boolean {
  if (match === null) return false;
  const hasFigures = figuresOf(fact.text).size > 0;
  return match.figures >= COVERED.figures && match.words >= (hasFigures ? COVERED.words : COVERED.wordsWithoutFigures);
}

/** Articles as wholes (a fact may be spread over two sections) and rows. */
function placesOf({ articles, tables }: Knowledge): Place[] {
  const place = (id: string, text: string): Place => ({ id, words: wordsOf(text), figures: figuresOf(text) });
  return [
    ...articles.map(({ id, texts: { en }, mustMention }) =>
      place(
        id,
        [
          en.title,
          en.summary,
          ...en.sections.flatMap((s) => [s.heading, s.text]),
          ...mustMention.map((m) => m.text.en),
        ].join('\n'),
      ),
    ),
    ...Object.entries(tables).flatMap(([table, rows]) =>
      Array.isArray(rows)
        ? rows.map((row: { id?: string; market?: string }) =>
            place(`${table}/${row.id ?? row.market ?? ''}`, englishOf(row)),
          )
        : [],
    ),
  ];
}

/** All English texts and numbers of a row, whatever its columns are called. */
function englishOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  if (isLocalized(value)) return value.en;
  return Object.values(value).map(englishOf).join('\n');
}

function isLocalized(value: object): value is LocalizedText {
  return 'en' in value && 'zh-Hant' in value;
}

function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[a-z][a-z'-]{2,}/gu)) if (!STOP.has(word)) words.add(stem(word));
  return words;
}

/** Enough to let «filings» meet «filing» and «approved» meet «approves». */
function stem(word: string): string {
  return word.replace(/(?:ing|ies|ied|ed|es|s|al|ly)$/u, '').slice(0, 9);
}

function figuresOf(text: string): Set<string> {
  const { numbers, codes } = extractFigures(text.replace(/\d{4}-\d{2}-\d{2}/gu, writtenDay), 'en');
  return new Set([...numbers, ...codes]);
}

/** 2026-03-02 → 2026 3 2, as dates in words give them. */
function writtenDay(day: string): string {
  return day.split('-').map(Number).join(' ');
}
