import type { Language } from '../domain/language.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { OfferReason } from './handoff.ts';

/** An officer whom cases may be offered to. */
export interface Candidate {
  /** Account id. */
  readonly id: string;
  /** Desks that the officer works for; empty: all. */
  readonly desks: readonly string[];
  /** Languages in which the officer answers; empty: all. */
  readonly languages: readonly Language[];
  readonly isAvailable: boolean;
  /** Open cases at once. */
  readonly capacity: number;
}

/** How much officers have, and when each was last asked. */
export interface Loads {
  /** Open cases and pending offers by account. */
  readonly cases: ReadonlyMap<string, number>;
  /** UTC instants by account. */
  readonly lastOffers: ReadonlyMap<string, string>;
}

/** What of a case decides who may be asked. */
export type Wanted = Pick<Ticket, 'desk' | 'language'>;

/** Whether a new case may come to this officer now. */
export function mayTake(officer: Candidate, { desk, language }: Wanted, { cases }: Pick<Loads, 'cases'>): boolean {
  const isOfDesk = officer.desks.length === 0 || officer.desks.includes(desk);
  const speaks = officer.languages.length === 0 || officer.languages.includes(language);
  return officer.isAvailable && isOfDesk && speaks && (cases.get(officer.id) ?? 0) < officer.capacity;
}

/**
 * Who is asked to take a case of this desk and language: of the available officers below their capacity, the one with the fewest open
 * cases; of several, the one whose last offer is longest ago (round-robin); then by id, so that the choice is always the
 * same. null: nobody can take it now. `asked` were asked for this case already.
 */
export function chooseOfficer(
  wanted: Wanted,
  officers: readonly Candidate[],
  loads: Loads,
  asked: ReadonlySet<string>,
): { readonly officer: string; readonly reason: OfferReason } | null {
  const able = officers.filter((officer) => !asked.has(officer.id) && mayTake(officer, wanted, loads));
  const caseCount = ({ id }: Candidate) => loads.cases.get(id) ?? 0;
  const lastOffer = ({ id }: Candidate) => loads.lastOffers.get(id) ?? '';
  const [best, next] = able.toSorted(
    (one, other) =>
      caseCount(one) - caseCount(other) || compare(lastOffer(one), lastOffer(other)) || compare(one.id, other.id),
  );
  if (best === undefined) return null;
  const isTie = next !== undefined && caseCount(next) === caseCount(best);
  return { officer: best.id, reason: isTie ? 'longest-since-last' : 'fewest-open' };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
