import type { LocalizedText } from '../domain/language.ts';
import type { Slots } from '../domain/slots.ts';
import type { DeskTables } from './desks-of.ts';

/** Offices that cover a place, and the place's name. */
export interface Coverage {
  readonly offices: readonly string[];
  readonly place: LocalizedText;
}

/** The Mainland office of the company's province, or of the province that its city is in; null when neither is known. */
export function officeOfProvince({ province, city }: Slots, { provinces }: DeskTables): Coverage | null {
  const found =
    provinces.find(({ id }) => id === province) ??
    provinces.find(({ cities }) => province === undefined && cities.some(({ id }) => id === city));
  return found === undefined ? null : { offices: [found.office], place: found.name };
}

/**
 * The overseas offices of the first market that one covers. An office whose row is unverified decides nothing: what it
 * covers would be said to the visitor.
 */
export function officesOfMarkets({ markets }: Slots, tables: DeskTables): Coverage | null {
  for (const id of Array.isArray(markets) ? (markets as readonly string[]) : []) {
    const market = tables.markets.find((row) => row.id === id);
    const offices = tables.overseasOffices.filter(
      ({ confidence, economies }) => confidence !== 'unverified' && economies.includes(id),
    );
    if (market !== undefined && offices.length > 0)
      return { offices: offices.map((office) => office.id), place: market.name };
  }
  return null;
}
