import { foldScript } from '../chinese/script-tables.ts';
import { LANGUAGES, type LocalizedText } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';
import type { Tables } from '../domain/tables.ts';
import type { Entity } from '../domain/understanding.ts';
import { readAmounts } from './read-amounts.ts';

interface Name {
  readonly kind: string;
  readonly id: string;
}

/** Finds what tables and lexicon know in a message, in any of the three languages: longest match, left to right. */
export type Gazetteer = (text: string) => Entity[];

/** First come, first kept: places and bodies before general terms. */
export function createGazetteer(tables: Tables, lexicon: readonly LexiconEntry[]): Gazetteer {
  const names = new Map<string, Name>();
  const exact = new Map<string, Name>();
  let longest = 0;
  const add = (word: string, name: Name) => {
    const key = keyOf(word);
    if (key.length < 2 || names.has(key)) return;
    names.set(key, name);
    longest = Math.max(longest, key.length);
  };
  const addAll = (texts: readonly (LocalizedText | string)[], name: Name) => {
    for (const text of texts) {
      if (typeof text === 'string') add(text, name);
      else for (const language of LANGUAGES) add(text[language], name);
    }
  };
  for (const market of tables.markets) {
    const kind = market.id === 'mainland' ? 'mainland' : market.kind === 'bloc' ? 'bloc' : 'market';
    addAll([market.name, ...market.aliases], { kind, id: market.id });
    if (kind === 'mainland') continue;
    for (const abbreviation of market.abbreviations) exact.set(abbreviation, { kind: 'market', id: market.id });
  }
  for (const province of tables.provinces) {
    const name = { kind: 'province', id: province.id };
    addAll(
      [
        province.name,
        ...province.aliases.filter((alias) => alias.length > 1),
        ...province.cities.map((city) => city.name),
      ],
      name,
    );
  }
  for (const office of tables.mainlandOffices)
    addAll([office.name, office.short, ...office.aliases], { kind: 'mainland-office', id: office.id });
  for (const office of tables.overseasOffices)
    addAll([office.name, office.short, ...office.aliases], { kind: 'overseas-office', id: office.id });
  for (const agency of tables.agencies) addAll([agency.name, agency.short], { kind: 'agency', id: agency.id });
  for (const entry of lexicon) {
    addAll([...entry.words.en, ...entry.words['zh-Hant'], ...entry.words['zh-Hans']], {
      kind: entry.kind,
      id: entry.id,
    });
  }
  addOtherCountries(add);
  return (text) => [...findNames(text, names, exact, longest), ...readAmounts(text)].sort((a, b) => a.start - b.start);
}

/** Every other market by its names in the three languages (Unicode CLDR), Taiwan among them: one that the tables do not hold. */
function addOtherCountries(add: (word: string, name: Name) => void): void {
  const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const code = `${first}${second}`;
      if (['CN', 'HK', 'MO', 'EU', 'EZ', 'UN', 'QO', 'ZZ'].includes(code)) continue;
      for (const name of names) {
        const word = name.of(code);
        if (word !== undefined) add(word, { kind: 'other-market', id: code });
      }
    }
  }
}

/** Lower case and one script; length-preserving, so that positions hold in the original. */
function keyOf(text: string): string {
  return foldScript(text.toLowerCase()).trim();
}

function findNames(
  text: string,
  names: ReadonlyMap<string, Name>,
  exact: ReadonlyMap<string, Name>,
  longest: number,
): Entity[] {
  const folded = foldScript(text.toLowerCase());
  const entities: Entity[] = [];
  for (let start = 0; start < folded.length; ) {
    const found = longestAt(folded, start, names, longest) ?? exactAt(text, start, exact);
    if (found === null) {
      start++;
      continue;
    }
    const end = start + found.length;
    entities.push({ ...found.name, text: text.slice(start, end), start, end });
    start = end;
  }
  return entities;
}

function longestAt(
  folded: string,
  start: number,
  names: ReadonlyMap<string, Name>,
  longest: number,
): { name: Name; length: number } | null {
  if (isInsideWord(folded, start)) return null;
  for (let length = Math.min(longest, folded.length - start); length >= 2; length--) {
    if (isInsideWord(folded, start + length)) continue;
    const name = names.get(folded.slice(start, start + length));
    if (name !== undefined) return { name, length };
  }
  return null;
}

function exactAt(text: string, start: number, exact: ReadonlyMap<string, Name>): { name: Name; length: number } | null {
  for (const [word, name] of exact) {
    if (text.startsWith(word, start) && !isInsideWord(text, start) && !isInsideWord(text, start + word.length))
      return { name, length: word.length };
  }
  return null;
}

/** True between two Latin letters or digits: "uae" is not in "Guaeng". A plural s may follow a word. */
function isInsideWord(text: string, position: number): boolean {
  const isLatin = (character: string | undefined) => character !== undefined && /[a-z0-9]/iu.test(character);
  if (!isLatin(text[position - 1]) || !isLatin(text[position])) return false;
  return !(text[position] === 's' && !isLatin(text[position + 1]));
}
