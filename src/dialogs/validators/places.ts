import { normaliseText } from '../../chinese/han-runs.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Province } from '../../domain/tables.ts';
import type { Entity } from '../../domain/understanding.ts';
import { hasMarkup } from '../clean-reply.ts';
import { readsAsSentence } from './reads-as-sentence.ts';
import { type Found, ok, type ReadingContext, type Validator, wrong } from './validator.ts';

/** A Mainland province, or a city of it, as ids of the tables. A city says its province too. */
export const place: Validator = {
  read: (text, _, context) => {
    if (text === '') return wrong('empty');
    if (text.length > 200) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    if (readsAsSentence(text, 'place')) return wrong('placeUnknown');
    const places = placesIn(text, context.provinces);
    if (isSeveral(places, context)) return wrong('placeSeveral');
    const value = idAt(places, context);
    return value === null ? wrong('placeUnknown') : ok(value);
  },
  find: (text, _, context) => {
    // «What does Shenzhen pay?» says nothing of where the company is.
    if (readsAsSentence(text, 'place')) return null;
    const places = placesIn(text, context.provinces);
    const value = idAt(places, context);
    const [first] = places;
    if (value === null || first === undefined || isSeveral(places, context)) return null;
    return { value, start: first.start, end: first.end };
  },
};

/** Destination markets, blocs among them; the Mainland and Hong Kong are none. */
export const markets: Validator = {
  read: (text, _, { findNames }) => {
    if (text === '') return wrong('empty');
    if (text.length > 300) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const ids = marketsIn(text, findNames).map(({ id }) => id);
    return ids.length === 0 ? wrong('marketUnknown') : ok([...new Set(ids)].slice(0, 10));
  },
  find: (text, _, { findNames }): Found | null => {
    const found = marketsIn(text, findNames);
    const [first] = found;
    if (first === undefined) return null;
    return { value: [...new Set(found.map(({ id }) => id))].slice(0, 10), start: first.start, end: first.end };
  },
};

/** Exactly one destination market. */
export const market: Validator = {
  read: (text, language, context) => {
    const reading = markets.read(text, language, context);
    if (reading.kind === 'wrong' || !Array.isArray(reading.value)) return reading;
    const [only, ...others] = reading.value as readonly string[];
    return others.length > 0 || only === undefined ? wrong('marketSeveral') : ok(only);
  },
};

function marketsIn(text: string, findNames: ReadingContext['findNames']): Entity[] {
  return findNames(text).filter(({ kind }) => kind === 'market' || kind === 'bloc' || kind === 'other-market');
}

interface Place {
  readonly province: string;
  readonly city: string | null;
  readonly start: number;
  readonly end: number;
}

/** City names before province names at one spot: «吉林市» is a city, «吉林» both. */
function placesIn(original: string, provinces: readonly Province[]): Place[] {
  const text = normaliseText(original);
  const places: Place[] = [];
  for (const province of provinces) {
    for (const city of province.cities) addNames(Object.values(city.name), { province: province.id, city: city.id });
    addNames([...LANGUAGES.map((language) => province.name[language]), ...province.aliases], {
      province: province.id,
      city: null,
    });
  }
  const length = ({ start, end }: Place) => end - start;
  return places
    .filter((one) => !places.some((other) => other !== one && covers(other, one) && length(other) > length(one)))
    .sort((a, b) => a.start - b.start || length(b) - length(a));

  function addNames(names: readonly string[], ids: { province: string; city: string | null }): void {
    for (const written of names) {
      const name = normaliseText(written);
      if (name.length < 2) continue;
      const start = text.indexOf(name);
      if (start === -1 || (/[a-z]/u.test(name) && !isWord(text, start, start + name.length))) continue;
      places.push({ ...ids, start, end: start + name.length });
    }
  }
}

/** Two provinces; or, where a city is asked for, two cities of one. */
function isSeveral(places: readonly Place[], { slot }: ReadingContext): boolean {
  const cities = new Set(places.flatMap(({ city }) => city ?? []));
  return new Set(places.map(({ province }) => province)).size > 1 || (slot.level === 'city' && cities.size > 1);
}

function covers(outer: Place, inner: Place): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

function isWord(text: string, start: number, end: number): boolean {
  return !/[a-z0-9]/u.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`);
}

function idAt(places: readonly Place[], { slot }: ReadingContext): string | null {
  if (slot.level === 'city') return places.find(({ city }) => city !== null)?.city ?? null;
  return places[0]?.province ?? null;
}
