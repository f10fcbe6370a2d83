import type { OfficerList, OfficerSettings } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { isIn, newOfficer, type Officer } from './officer-store.ts';

/** Everybody who works on cases and can sign in, by name, with their settings and what they have now. */
export async function listOfficers(
  parts: Pick<CaseParts, 'accounts' | 'officers' | 'tickets' | 'desks' | 'clock'>,
): Promise<OfficerList> {
  const [accounts, settings, loads] = await Promise.all([
    parts.accounts.list(),
    parts.officers.list(),
    parts.tickets.loads(),
  ]);
  const byAccount = new Map(settings.map((officer) => [officer.account, officer]));
  const now = parts.clock();
  const officers = accounts.flatMap(({ id, name, role, isDisabled }) => {
    if (isDisabled || (role !== 'officer' && role !== 'supervisor')) return [];
    const officer = byAccount.get(id) ?? newOfficer(id);
    return [{ ...officerSettings(officer), name, role, isAvailable: isIn(officer, now), load: loads.get(id) ?? 0 }];
  });
  return {
    officers: officers.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    desks: parts.desks().map(({ id, name }) => ({ id, name })),
  };
}

export function officerSettings(officer: Officer): OfficerSettings {
  const { account, desks, languages, capacity, signature, email, outUntil } = officer;
  return { id: account, desks, languages, capacity, signature, email, outUntil };
}
